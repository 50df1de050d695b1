import { ScrollX } from "../text/scroll-x.js"
import { type ResultMeasure, type ResultsFile, resultMeasures, type Side, type TauAndP } from "./results-file.js"
import { measureTitles, outcomeWords, tauAndP, trendOf } from "./results-words.js"

/** What every measure does over all layers as the knobs are turned up, and as accuracy falls, beside what the paper says of it. */
export function Outcomes({ files, side }: { files: readonly ResultsFile[]; side: Side }) {
  return (
    <>
      <p className="prose">
        What each measure does over all layers as α or β grows, and in the paper's own order: as validation accuracy
        falls. Kendall's τ is positive where it goes as the paper has it.
      </p>
      <ScrollX label="What agrees with the paper">
        <table className="explorable-outcomes">
          <thead>
            <tr>
              <th scope="col">measure</th>
              {files.flatMap(({ symbol }) => [
                <th key={symbol} scope="col">
                  as {symbol} grows
                </th>,
                <th key={`${symbol}, accuracy`} scope="col">
                  {symbol}, as accuracy falls
                </th>,
              ])}
            </tr>
          </thead>
          <tbody>
            {resultMeasures.map((measure) => (
              <tr key={measure}>
                <th scope="row">{measureTitles[measure]}</th>
                {files.flatMap((file) => {
                  const row = trendOf(file, { side, measure, layer: file.layers.length - 1 })!
                  const orders = { knob: row, accuracy: row.accuracy }
                  return Object.entries(orders).map(([order, found]) => (
                    <Cell key={`${file.symbol}, ${order}`} file={file} measure={measure} found={found} />
                  ))
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </>
  )
}

function Cell({ file, measure, found }: { file: ResultsFile; measure: ResultMeasure; found: TauAndP }) {
  return (
    <td>
      {outcomeWords(file, measure, found)}
      <span className="small muted">{tauAndP(found)}</span>
    </td>
  )
}
