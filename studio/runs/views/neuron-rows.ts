import { flagNames, type neuronColumns, neuronFlags } from "#src/report/neuron-columns.js"
import { neuronLabels } from "#src/report/report-run.js"
import type { MeasurementTable } from "../../data/studio-run.js"

export type ColumnKey = ReturnType<typeof neuronColumns>[number]["key"]

/** What is asked of the table of neurons. */
export interface NeuronQuery {
  /** Part of the name of a neuron or of its layer. */
  find: string
  /** Name of a layer; empty for all. */
  layer: string
  flag: string
  /** Empty for the neurons' own order. */
  sort: "" | "flags" | ColumnKey
  descending: boolean
}

/** Names and flags of a run's neurons, for all queries. */
export interface NamedNeurons {
  labels: string[]
  flags: string[][]
}

export { flagNames }

export function namedNeurons(measurement: MeasurementTable): NamedNeurons {
  return {
    labels: neuronLabels(measurement),
    flags: Array.from({ length: measurement.neurons }, (_, j) => neuronFlags(measurement, j)),
  }
}

/** The neurons that are like that, in order. Those without a value come last whichever way the rest is sorted. */
export function neuronRows(
  { layers, neuronTable }: MeasurementTable,
  { labels, flags }: NamedNeurons,
  { find, layer, flag, sort, descending }: NeuronQuery,
): number[] {
  const text = find.trim().toLowerCase()
  const rows = [...labels.keys()].filter((j) => {
    const ofLayer = layers[neuronTable.layer[j]].name
    const named = labels[j].toLowerCase().includes(text) || ofLayer.toLowerCase().includes(text)
    return named && (layer === "" || ofLayer === layer) && (flag === "" || flags[j].includes(flag))
  })
  if (sort === "") return descending ? rows.reverse() : rows
  const sign = descending ? -1 : 1
  const values = sort === "flags" ? flags.map((own) => own.length) : neuronTable[sort]
  return rows.sort((a, b) => {
    const lacking = Number(Number.isNaN(values[a])) - Number(Number.isNaN(values[b]))
    return lacking || sign * (values[a] - values[b]) || a - b
  })
}
