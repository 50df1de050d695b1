import { printable } from "#src/errors.js"
import type { LayerSummary, Measurement } from "#src/estimators/measurement.js"
import { measureCells, measureHeader, shareCells, sharesHeader } from "#src/report/measurement-words.js"

/** The two tables of `rote measure`: means per layer, and shares of neurons to be wary of. */
export function SummaryTables({ measurement: { summary, settings } }: { measurement: Measurement }) {
  const layers = summary.layers.length > 1 ? [...summary.layers, summary.all] : summary.layers
  return (
    <div className="measure-tables">
      <Table
        caption={`Means per layer, ${settings.unit}`}
        header={measureHeader}
        layers={layers}
        cells={measureCells}
      />
      <Table caption="Share of the neurons" header={sharesHeader} layers={layers} cells={shareCells} />
    </div>
  )
}

function Table({
  caption,
  header,
  layers,
  cells,
}: {
  caption: string
  header: readonly string[]
  layers: readonly LayerSummary[]
  cells: (layer: LayerSummary) => string[]
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="scroll-x" tabIndex={0} aria-label={caption}>
      <table>
        <caption className="muted small">{caption}</caption>
        <thead>
          <tr>
            {["layer", ...header.slice(1)].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {layers.map((layer, l) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer may have any name, another's or none
            <tr key={l}>
              <th scope="row">{layer.layer === null ? "all layers" : printable(layer.layer)}</th>
              {cells(layer).map((cell, c) => (
                <td key={header[c + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
