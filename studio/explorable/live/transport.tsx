import { Slider } from "../../parts/slider.js"
import type { Training } from "../engine/use-training.js"
import type { View } from "../view.js"

export interface TransportProps {
  training: Training
  shown: number
  change: (view: Partial<View>) => void
}

/** Starts, stops and winds the training. */
export function Transport({ training, shown, change }: TransportProps) {
  const { state, epochs, latest } = training
  const last = epochs.length - 1
  const done = state === "done"
  const playing = state === "playing"
  const toggle = () => {
    if (playing) {
      training.pause()
      change({ epoch: epochs[shown] })
      return
    }
    if (done) training.reset()
    training.play()
    change({ epoch: null })
  }
  const show = (index: number) => {
    if (index > latest) training.play()
    else training.pause()
    change({ epoch: epochs[index] })
  }
  const step = () => {
    if (shown === latest) training.step()
    change({ epoch: epochs[Math.min(shown + 1, last)] })
  }
  const reset = () => {
    training.reset()
    change({ epoch: 0 })
  }
  const epoch = epochs[Math.max(shown, 0)]
  return (
    <section className="explorable-transport" aria-label="Training">
      <div className="explorable-buttons">
        <button type="button" className="primary" onClick={toggle}>
          {playing ? "Pause" : done ? "Train again" : "Train"}
        </button>
        <button type="button" onClick={step} disabled={shown >= last}>
          Step
        </button>
        <button type="button" onClick={reset} disabled={state === "loading" && latest < 0}>
          Reset
        </button>
      </div>
      <Slider
        label="Epoch"
        value={Math.max(shown, 0)}
        min={0}
        max={last}
        step={1}
        shown={`${epoch} of ${epochs[last]}`}
        onChange={show}
      />
    </section>
  )
}
