import { type PointerEvent, useEffect, useMemo, useState } from "react"
import { formatKnob } from "#src/plots/sweep/knob.js"
import { sweepBoxes } from "#src/plots/sweep/sweep-boxes.js"
import { sweepDensities } from "#src/plots/sweep/sweep-densities.js"
import { reach } from "../../data/reach.js"
import { type DrawFigure, Figure } from "../../parts/figure.js"
import { Segmented } from "../../parts/segmented.js"
import { Failure, Loading } from "../../parts/states.js"
import { useQuery } from "../../shell/route.js"
import { ScrollX } from "../text/scroll-x.js"
import coloredMnist from "./colored-mnist.json?url"
import {
  accuracyPoints,
  type DigitsFile,
  type DigitsMeasure,
  densityPanel,
  digitsMeasures,
  knobBoxes,
  type Side,
} from "./digits-file.js"
import { layerTitle, measureSettings, measureTitles, number, reading, sideTitles, trendWords } from "./digits-words.js"
import shuffledMnist from "./shuffled-mnist.json?url"

const layerCount = 4
const layerChoices = Array.from({ length: layerCount }, (_, layer) => ({
  value: String(layer + 1),
  title: layer + 1 === layerCount ? "all" : String(layer + 1),
}))

/** The paper's two experiments with digits, as we reran them. */
export function DigitsSection() {
  const [files, setFiles] = useState<DigitsFile[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    Promise.all([coloredMnist, shuffledMnist].map(load)).then(setFiles, setError)
  }, [])
  if (error !== null) return <Failure error={error} />
  return files === null ? <Loading what="the digits" /> : <Digits files={files} />
}

async function load(address: string): Promise<DigitsFile> {
  const response = await reach(address)
  if (!response.ok) throw new Error(`the results with digits could not be loaded: ${response.status}`)
  return response.json()
}

function Digits({ files }: { files: DigitsFile[] }) {
  const [measure, setMeasure] = useQuery<DigitsMeasure>("measure", "entropy")
  const [layerText, setLayer] = useQuery("layer", String(layerCount))
  const [side, setSide] = useQuery<Side>("side", "pre")
  const known = digitsMeasures.includes(measure) ? measure : "entropy"
  const layer = Math.max(
    0,
    layerChoices.findIndex(({ value }) => value === layerText),
  )
  const shown: Shown = { measure: known, layer, side: side === "post" ? "post" : "pre" }
  return (
    <>
      <div className="explorable-digits-choices">
        <Segmented
          label="Measure"
          value={shown.measure}
          options={digitsMeasures.map((value) => ({ value, title: measureTitles[value] }))}
          onChange={setMeasure}
        />
        <Segmented label="Layer" value={layerChoices[layer].value} options={layerChoices} onChange={setLayer} />
        <Segmented
          label="Activations"
          value={shown.side}
          options={(["pre", "post"] as const).map((value) => ({ value, title: sideTitles[value] }))}
          onChange={setSide}
        />
      </div>
      <div className="explorable-digits">
        {files.map((file) => (
          <Experiment key={file.experiment} file={file} {...shown} />
        ))}
      </div>
    </>
  )
}

interface Shown {
  measure: DigitsMeasure
  layer: number
  side: Side
}

const stories: Record<DigitsFile["experiment"], { title: string; told: string }> = {
  "colored-mnist": {
    title: "A colour that gives the label away",
    told: "MNIST digits, 0 to 4 against 5 to 9, a quarter of the labels wrong, in two colours. With α = 0 the colour says nothing, with α = 1 it is the label.",
  },
  "shuffled-mnist": {
    title: "Labels at random",
    told: "MNIST digits in ten classes; each label is replaced with probability β by one drawn at random. What the network still gets right in training, it has learned by heart.",
  },
}

function Experiment({ file, measure, layer, side }: Shown & { file: DigitsFile }) {
  const { experiment, symbol, knobs } = file
  const { title, told } = stories[experiment]
  const [knob, setKnob] = useQuery(experiment === "colored-mnist" ? "alpha" : "beta", String(knobs.at(-1)))
  const at = Math.max(
    0,
    knobs.findIndex((value) => String(value) === knob),
  )
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
      <p>{trendWords(file, measure, side, layer)}</p>
      <Segmented
        label={`Read at ${symbol}`}
        value={String(knobs[at])}
        options={knobs.map((value) => ({ value: String(value), title: formatKnob(value) }))}
        onChange={setKnob}
      />
      <p className="small" role="status">
        {reading(file, side, layer, at)}
      </p>
      <details>
        <summary>All values as a table</summary>
        <Values file={file} layer={layer} side={side} at={at} />
      </details>
    </section>
  )
}

function drawing(file: DigitsFile, { measure, layer, side }: Shown): DrawFigure {
  const { symbol, layers } = file
  const title = `${measureTitles[measure]}, ${layerTitle(layer, layers.length)}, ${sideTitles[side]}`
  if (measure === "mutualInformation") {
    const panel = densityPanel(file, side, layer, title)
    return (options) => sweepDensities([panel], { ...options, knob: symbol, columns: 1 })
  }
  const panel = { title, boxes: knobBoxes(file, side, measure, layer) }
  return (options) => sweepBoxes([panel], accuracyPoints(file, "validation"), { ...options, knob: symbol, columns: 1 })
}

/** Which value of the knob the pointer is at: columns of boxes, rows of densities. */
function knobUnder(
  { currentTarget, clientX, clientY }: PointerEvent,
  count: number,
  measure: DigitsMeasure,
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

function Values({ file, layer, side, at }: { file: DigitsFile; layer: number; side: Side; at: number }) {
  const { symbol, knobs, accuracy, means, layers } = file
  return (
    <ScrollX label={`All values by ${symbol}`}>
      <table>
        <caption className="visually-hidden">
          Means over seeds, {layerTitle(layer, layers.length)}, {sideTitles[side]}, in nats
        </caption>
        <thead>
          <tr>
            <th scope="col">{symbol}</th>
            <th scope="col">training accuracy</th>
            <th scope="col">validation accuracy</th>
            {digitsMeasures.map((measure) => (
              <th key={measure} scope="col">
                {measureTitles[measure]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {knobs.map((knob, i) => (
            <tr key={knob} data-at={i === at || undefined}>
              <th scope="row">{formatKnob(knob)}</th>
              <td>{accuracy.training[i][0].toFixed(3)}</td>
              <td>{accuracy.validation[i][0].toFixed(3)}</td>
              {digitsMeasures.map((measure) => (
                <td key={measure}>{number(means[side][measure][layer][i][0])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
