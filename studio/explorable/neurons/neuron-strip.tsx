import { rgb } from "d3"
import { type KeyboardEvent, memo, useEffect, useRef } from "react"
import { planeInputs } from "#src/experiments/circles/decision-surface.js"
import { hiddenActivations } from "#src/experiments/circles/hidden-activations.js"
import type { LiveMoment } from "#src/experiments/circles/live/moments.js"
import { liveRegime } from "#src/experiments/circles/live/settings.js"
import { colourLevels, colourOfLevel, levelOf } from "#src/plots/parts/colour-scale.js"
import { drawNever, drawSoon } from "../../parts/draw-queue.js"
import { extent } from "../live/drawings.js"
import { neuronCount, type Slice } from "../view.js"
import { neuronName } from "../words.js"

export interface NeuronStripProps {
  moment: LiveMoment | null
  slice: Slice
  neuron: number
  off: readonly number[]
  onChoose: (neuron: number) => void
  onSwitch: (neuron: number) => void
}

const places = Array.from({ length: neuronCount }, (_, place) => place)

/** Neurons in a row: a layer has two. */
const columns = liveRegime.hidden[0] / 2
/** Pixels along a side of a neuron's picture. */
const side = 20

/** All neurons of a network as small pictures of where in the plane they answer; arrow keys go from one to the next. */
export const NeuronStrip = memo(function NeuronStrip({
  moment,
  slice,
  neuron,
  off,
  onChoose,
  onSwitch,
}: NeuronStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current!
    if (moment !== null) drawSoon(element, () => drawPictures(element, moment, slice))
    return () => drawNever(element)
  }, [moment, slice])
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextNeuron(event.key, neuron)
    if (next !== null) onChoose(next)
    else if (event.key === " " || event.key === "Enter") onSwitch(neuron)
    else return
    event.preventDefault()
  }
  const id = (place: number) => `explorable-neuron-${place}`
  return (
    <div className="explorable-strip">
      <canvas ref={canvas} width={columns * side} height={(neuronCount / columns) * side} />
      <div
        role="listbox"
        aria-label="Neurons: arrow keys choose one, Space switches it off and on"
        aria-activedescendant={id(neuron)}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {places.map((place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and says which of its options is active
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
          <div
            key={place}
            id={id(place)}
            role="option"
            aria-selected={place === neuron}
            aria-label={`${neuronName(place)}${off.includes(place) ? ", switched off" : ""}`}
            data-off={off.includes(place) || undefined}
            onPointerEnter={(event) => event.pointerType === "mouse" && onChoose(place)}
            onClick={() => onChoose(place)}
          />
        ))}
      </div>
    </div>
  )
})

function nextNeuron(key: string, neuron: number): number | null {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }
  if (key === "Home") return 0
  if (key === "End") return neuronCount - 1
  const next = neuron + (steps[key] ?? Number.NaN)
  return next >= 0 && next < neuronCount ? next : key in steps ? neuron : null
}

const palette = Array.from({ length: colourLevels }, (_, level) => rgb(colourOfLevel(level)))

/** Each neuron in the colours of its own range: what counts here is where it answers. */
function drawPictures(canvas: HTMLCanvasElement, { parameters }: LiveMoment, slice: Slice): void {
  const { data, examples } = hiddenActivations(parameters, planeInputs(extent, side, slice))
  const image = new ImageData(canvas.width, canvas.height)
  for (let neuron = 0; neuron < neuronCount; neuron++) {
    const values = data.subarray(neuron * examples, (neuron + 1) * examples)
    const most = Math.max(...values) || 1
    const [left, top] = [(neuron % columns) * side, Math.floor(neuron / columns) * side]
    values.forEach((value, cell) => {
      const { r, g, b } = palette[levelOf(value, [0, most])]
      const y = top + side - 1 - Math.floor(cell / side)
      image.data.set([r, g, b, 255], 4 * (y * canvas.width + left + (cell % side)))
    })
  }
  canvas.getContext("2d")!.putImageData(image, 0, 0)
}
