import { RoteError } from "../errors.js"
import type { Measurement } from "../estimators/measurement.js"
import { writeWhole } from "./files.js"
import { neuronColumns } from "./neurons.js"
import { encodeNpy } from "./npy.js"

/**
 * Writes the mutual information matrix as a NumPy array, neurons × neurons in float64, in the measurement's unit.
 * @throws RoteError `bad-option` when none was measured, `io`
 */
export async function exportMatrix({ mutualInformation }: Measurement, path: string): Promise<void> {
  if (mutualInformation === null) {
    throw new RoteError("bad-option", {
      input: path,
      expected: "a run with mutual information",
      found: "one measured without it (--mi none)",
      hint: "measure again without `--mi none`",
    })
  }
  const size = mutualInformation.neurons.length
  await writeWhole(path, encodeNpy(mutualInformation.values, [size, size]))
}

/** Writes the neuron table as CSV (RFC 4180, UTF-8): the columns of neurons.parquet, a row per neuron. Throws RoteError `io`. */
export async function exportNeurons(measurement: Measurement, path: string): Promise<void> {
  const columns = neuronColumns(measurement)
  const lines = [
    columns.map(({ name }) => name),
    ...columns[0].data.map((_, row) => columns.map(({ data }) => data[row])),
  ]
  const text = lines.map((cells) => `${cells.map(csvCell).join(",")}\n`).join("")
  await writeWhole(path, new TextEncoder().encode(text))
}

function csvCell(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
