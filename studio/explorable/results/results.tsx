import { Segmented } from "../../parts/segmented.js"
import { useQuery } from "../../shell/route.js"
import { Experiment } from "./experiment.js"
import { type ResultMeasure, type ResultsFile, resultMeasures, type Side } from "./results-file.js"
import { measureTitles, sideTitles } from "./results-words.js"

export interface ResultsProps {
  /** Measured alike: on the same sides of as many layers. */
  files: readonly ResultsFile[]
  /** What is written before the names in the address, where another choice has these. */
  address?: string
}

/** Sweeps side by side, and what of them is on show: one choice for all. */
export function Results({ files, address = "" }: ResultsProps) {
  const { layers, means } = files[0]
  const sides = Object.keys(means) as Side[]
  const [measure, setMeasure] = useQuery<ResultMeasure>(`${address}measure`, "entropy")
  const [layerText, setLayer] = useQuery(`${address}layer`, String(layers.length))
  const [side, setSide] = useQuery<Side>(`${address}side`, sides[0])
  const layerChoices = layers.map((name, layer) => {
    return { value: String(layer + 1), title: name === null ? "all" : String(layer + 1) }
  })
  const found = layerChoices.findIndex(({ value }) => value === layerText)
  const shown = {
    measure: resultMeasures.includes(measure) ? measure : "entropy",
    layer: found === -1 ? layers.length - 1 : found,
    side: sides.includes(side) ? side : sides[0],
  }
  return (
    <>
      <div className="explorable-results-choices">
        <Segmented
          label="Measure"
          value={shown.measure}
          options={resultMeasures.map((value) => ({ value, title: measureTitles[value] }))}
          onChange={setMeasure}
        />
        <Segmented label="Layer" value={layerChoices[shown.layer].value} options={layerChoices} onChange={setLayer} />
        {sides.length > 1 && (
          <Segmented
            label="Activations"
            value={shown.side}
            options={sides.map((value) => ({ value, title: sideTitles[value] }))}
            onChange={setSide}
          />
        )}
      </div>
      <div className="explorable-results">
        {files.map((file) => (
          <Experiment key={file.experiment} file={file} {...shown} />
        ))}
      </div>
    </>
  )
}
