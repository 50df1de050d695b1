import { type PointerEvent, useMemo } from "react"
import { formatKnob } from "#src/plots/sweep/knob.js"
import { sweepBoxes } from "#src/plots/sweep/sweep-boxes.js"
import { sweepDensities } from "#src/plots/sweep/sweep-densities.js"
import { type DrawFigure, Figure } from "../../parts/figure.js"
import { Segmented } from "../../parts/segmented.js"
import { useQuery } from "../../shell/route.js"
import {
  densityPanel,
  knobBoxes,
  knobPoints,
  type ResultMeasure,
  type ResultsFile,
  type Shown,
} from "./results-file.js"
import {
  layerTitle,
  measureSettings,
  measureTitles,
  reading,
  sideTitles,
  trendWords,
  unlearnedWords,
} from "./results-words.js"
import { stories } from "./stories.js"
import { Values } from "./values.js"

/** One sweep: a figure that can be read value by value, its trend in words, and its numbers. */
export function Experiment({ file, measure, layer, side }: Shown & { file: ResultsFile }) {
  const { experiment, symbol, knobs } = file
  const { title, told, address } = stories[experiment]
  const [knob, setKnob] = useQuery(address, String(knobs.at(-1)))
  const at = Math.max(
    0,
    knobs.findIndex((value) => String(value) === knob),
  )
  const unlearned = unlearnedWords(file)
  const draw = useMemo(() => drawing(file, { measure, layer, side }), [file, measure, layer, side])
  const point = (event: PointerEvent) => {
    const pointed = knobUnder(event, knobs.length, measure)
    if (pointed !== null && pointed !== at) setKnob(String(knobs[pointed]))
  }
  return (
    <section className="explorable-experiment" aria-label={title}>
      <h3>{title}</h3>
      <p className="small muted">{told}</p>
      <div className="explorable-inspected" onPointerMove={point} onPointerDown={point}>
        <Figure
          name={`rote-${experiment}-${measure}`}
          draw={draw}
          ratio={0.1}
          maxWidth={560}
          caption={measureSettings(file, measure)}
        />
      </div>
      <p>{trendWords(file, { measure, layer, side })}</p>
      {unlearned !== "" && <p>{unlearned}</p>}
      <Segmented
        label={`Read at ${symbol}`}
        value={String(knobs[at])}
        options={knobs.map((value) => ({ value: String(value), title: formatKnob(value) }))}
        onChange={setKnob}
      />
      <p className="small" role="status">
        {reading(file, { side, layer }, at)}
      </p>
      <details>
        <summary>All values as a table</summary>
        <Values file={file} layer={layer} side={side} at={at} />
      </details>
    </section>
  )
}

function drawing(file: ResultsFile, { measure, layer, side }: Shown): DrawFigure {
  const { symbol, layers, accuracy } = file
  const title = `${measureTitles[measure]}, ${layerTitle(layer, layers.length)}, ${sideTitles[side]}`
  if (measure === "mutualInformation") {
    const panel = densityPanel(file, side, layer, title)
    return (options) => sweepDensities([panel], { ...options, knob: symbol, columns: 1 })
  }
  const panel = { title, boxes: knobBoxes(file, side, measure, layer) }
  const points = knobPoints(file, accuracy.validation)
  return (options) => sweepBoxes([panel], points, { ...options, knob: symbol, columns: 1 })
}

/** Which value of the knob the pointer is at: columns of boxes, rows of densities. */
function knobUnder(
  { currentTarget, clientX, clientY }: PointerEvent,
  count: number,
  measure: ResultMeasure,
): number | null {
  const svg = currentTarget.querySelector("svg")
  if (svg === null) return null
  const { left, right, bottom } = svg.getBoundingClientRect()
  const place =
    measure === "mutualInformation"
      ? count - (bottom - 48 - clientY) / 36
      : ((clientX - left - 40) / (right - left - 76)) * (count + 0.2) - 0.1
  const index = Math.floor(place)
  return index >= 0 && index < count ? index : null
}
