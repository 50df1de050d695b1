import { formatKnob } from "#src/plots/sweep/knob.js"
import { ScrollX } from "../text/scroll-x.js"
import { meansAt, type ResultsFile, resultMeasures, type Shown } from "./results-file.js"
import { accuracyTitles, layerTitle, measureTitles, number, sideTitles } from "./results-words.js"

/** The means of a sweep, a row for each value of its knob, the one at `at` marked. */
export function Values({ file, layer, side, at }: Omit<Shown, "measure"> & { file: ResultsFile; at: number }) {
  const { symbol, knobs, accuracy, layers } = file
  const examples = (Object.keys(accuracyTitles) as (keyof typeof accuracyTitles)[]).filter((of) => of in accuracy)
  return (
    <ScrollX label={`All values by ${symbol}`}>
      <table>
        <caption className="visually-hidden">
          Means over seeds, {layerTitle(layer, layers.length)}, {sideTitles[side]}, in nats
        </caption>
        <thead>
          <tr>
            <th scope="col">{symbol}</th>
            {examples.map((of) => (
              <th key={of} scope="col">
                {accuracyTitles[of]}
              </th>
            ))}
            {resultMeasures.map((measure) => (
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
              {examples.map((of) => (
                <td key={of}>{accuracy[of]![i][0].toFixed(3)}</td>
              ))}
              {meansAt(file, { side, layer }, i).map((mean, place) => (
                <td key={resultMeasures[place]}>{number(mean)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
