import { useEffect, useRef } from "react"
import type { ActivationMatrix } from "#src/activations.js"
import { valueHistogram } from "#src/inspection/value-histograms.js"
import { sparkline } from "#src/plots/sparkline.js"
import { neuronColumns } from "#src/report/neuron-columns.js"
import type { StudioRun } from "../../data/studio-run.js"
import type { Loaded } from "../../data/use-loaded.js"
import { neuronNumber } from "../numbers.js"
import { viewHref } from "../views.js"
import type { NamedNeurons } from "./neuron-rows.js"

const columns = neuronColumns()
const bins = 28

export interface NeuronRowProps {
  run: StudioRun
  neuron: number
  named: NamedNeurons
  activations: Loaded<ActivationMatrix | null>
}

/** A neuron's row, and the way to the examples that it answers to. */
export function NeuronRow({ run, neuron, named, activations }: NeuronRowProps) {
  const table = run.measurement.neuronTable
  const label = named.labels[neuron]
  const matrix = activations.state === "ready" ? activations.value : null
  return (
    <tr>
      <th scope="row">
        <a href={viewHref("examples", { of: run.id, neuron: label })} aria-label={`Examples of ${label}`}>
          {label}
        </a>
      </th>
      <td className="compare-values">{matrix !== null && <Values activations={matrix} neuron={neuron} />}</td>
      <td className="compare-flags">{named.flags[neuron].join(", ")}</td>
      {columns.map((column) => (
        <td key={column.key}>{neuronNumber(table[column.key][neuron], column)}</td>
      ))}
    </tr>
  )
}

/** The histogram of a neuron's values. */
function Values({ activations, neuron }: { activations: ActivationMatrix; neuron: number }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    place.current!.replaceChildren(sparkline(valueHistogram(activations, neuron, bins), { document }))
  }, [activations, neuron])
  return <span ref={place} className="compare-sparkline" />
}
