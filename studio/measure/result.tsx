import { useEffect, useRef } from "react"
import { measurementJson } from "#src/report/measurement-json.js"
import { howToRead, settingsLines } from "#src/report/measurement-words.js"
import { neuronsCsv } from "#src/store/neurons-csv.js"
import { saveFile } from "../parts/save-figure.js"
import { href } from "../shell/route.js"
import { counted } from "./reading-state.js"
import { SummaryTables } from "./summary-tables.js"
import type { Finished } from "./use-measuring.js"

/** What came out, as `rote measure` prints it, and the ways on from there. */
export function Result({ finished: { id, name, measurement } }: { finished: Finished }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current!.focus(), [])
  const { examples, neurons, layers, settings, mutualInformation, warnings } = measurement
  return (
    <section className="measure-result" aria-labelledby="measure-result">
      <h2 id="measure-result" ref={heading} tabIndex={-1}>
        {name}
      </h2>
      <p className="muted small">
        {counted(examples, "example")}, {counted(neurons, "neuron")} in {counted(layers.length, "layer")}
        {settingsLines(settings, mutualInformation?.neurons.length).map((line) => (
          <span key={line}> · {line}</span>
        ))}
      </p>
      <SummaryTables measurement={measurement} />
      {warnings.length > 0 && (
        <ul className="measure-warnings">
          {warnings.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      <p className="muted small measure-reading-help">{howToRead(settings)}</p>
      <p className="measure-buttons">
        <a className="button primary" href={href("compare", { run: id })}>
          Look closer
        </a>
        <button type="button" onClick={() => saveText(`${name}.json`, measurementJson(measurement))}>
          Summary as JSON
        </button>
        <button type="button" onClick={() => saveText(`${name}.csv`, neuronsCsv(measurement))}>
          Neurons as CSV
        </button>
      </p>
    </section>
  )
}

function saveText(name: string, text: string): void {
  saveFile(name, new Blob([text]))
}
