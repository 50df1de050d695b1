import { type Neurons, neuronColumns } from "./neuron-columns.js"

/** The neuron table as CSV (RFC 4180): the columns of neurons.parquet, a row per neuron. */
export function neuronsCsv(neurons: Neurons): string {
  const columns = neuronColumns(neurons)
  const lines = [
    columns.map(({ name }) => name),
    ...columns[0].data.map((_, row) => columns.map(({ data }) => data[row])),
  ]
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\n`).join("")
}

function csvCell(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
