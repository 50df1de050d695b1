import { useEffect, useRef } from "react"
import { isAbsurd } from "#src/estimators/forecast.js"
import type { PairwiseProgress } from "#src/estimators/pairwise.js"
import { duration } from "#src/report/costs.js"
import { memory } from "./machine.js"
import type { Forecasting } from "./use-forecast.js"
import type { Measuring } from "./use-measuring.js"

interface MeasureHereProps {
  forecasting: Forecasting
  measuring: Measuring
  onStart: () => void
  onStop: () => void
}

/** Measures in the page, with what is done and left of it. */
export function MeasureHere({ forecasting, measuring, onStart, onStop }: MeasureHereProps) {
  const button = useRef<HTMLButtonElement>(null)
  const running = measuring.state === "running"
  // The one takes the other's place, and with it the keyboard's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever they change places
  useEffect(() => {
    if (document.activeElement === document.body) button.current!.focus()
  }, [running])
  if (running) {
    return (
      <div className="measure-here">
        <Progress {...measuring} />
        <button ref={button} type="button" onClick={onStop}>
          Stop
        </button>
      </div>
    )
  }
  return (
    <div className="measure-here">
      <button ref={button} type="button" className="primary" disabled={!isReady(forecasting)} onClick={onStart}>
        Measure here
      </button>
      <p className="muted small">In this page alone: nothing leaves the machine</p>
      {measuring.state === "stopped" && <p role="status">Stopped. Nothing of it is kept.</p>}
      {measuring.state === "refused" && (
        <p role="alert" className="measure-words measure-danger">
          {measuring.error.message}
        </p>
      )}
    </div>
  )
}

function isReady(forecasting: Forecasting): boolean {
  if (forecasting.state !== "told") return false
  return forecasting.forecast === null || !isAbsurd(forecasting.forecast, memory)
}

function Progress({ started, progress }: { started: number; progress: PairwiseProgress | null }) {
  const { donePairs, totalPairs } = progress ?? { donePairs: 0, totalPairs: 0 }
  const share = totalPairs === 0 ? 0 : donePairs / totalPairs
  const text =
    progress === null
      ? "Entropy of each neuron …"
      : share === 1
        ? "Summing up …"
        : `${donePairs.toLocaleString("en")} of ${totalPairs.toLocaleString("en")} pairs, ${timeLeft(started, share)} left`
  return (
    <>
      <progress value={progress === null ? undefined : share} aria-label="Pairs measured" />
      <p>{text}</p>
      <p className="visually-hidden" role="status">
        {Math.floor(share * 4) * 25} % of the pairs
      </p>
    </>
  )
}

function timeLeft(started: number, share: number): string {
  const passed = (performance.now() - started) / 1000
  return `about ${duration((passed * (1 - share)) / share)}`
}
