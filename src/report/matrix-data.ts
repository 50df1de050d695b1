import type { Layer } from "../activations.js"
import type { MutualInformationMatrix } from "../estimators/measurement.js"
import { matrixLayers } from "../plots/index.js"
import { base64 } from "./base64.js"
import type { MatrixData } from "./client-data.js"

/** Rows of a matrix that a report holds at most: 4.7 MB of text. */
export const maximumRows = 1536

const noNumber = 0xffffff

/** A matrix of at most `maximumRows` rows: of a larger one, evenly spaced rows. */
export function thinMatrix(matrix: MutualInformationMatrix): MutualInformationMatrix {
  const size = matrix.neurons.length
  if (size <= maximumRows) return matrix
  const rows = Int32Array.from({ length: maximumRows }, (_, row) => Math.floor((row * size) / maximumRows))
  const values = new Float64Array(maximumRows * maximumRows)
  rows.forEach((from, i) => {
    rows.forEach((to, j) => {
      values[i * maximumRows + j] = matrix.values[from * size + to]
    })
  })
  return { neurons: rows.map((row) => matrix.neurons[row]), values }
}

/** A matrix as the page embeds it, see `MatrixData`. */
export function encodeMatrix(matrix: MutualInformationMatrix, layers: Layer[]): MatrixData {
  const size = matrix.neurons.length
  const { low, step } = encoding(matrix)
  const bytes = new Uint8Array(((size * (size - 1)) / 2) * 3)
  let offset = 0
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const value = matrix.values[i * size + j]
      const kept = Number.isFinite(value) ? code(value - low, step) : noNumber
      bytes[offset++] = kept & 0xff
      bytes[offset++] = (kept >> 8) & 0xff
      bytes[offset++] = kept >> 16
    }
  }
  return { low, step, neurons: [...matrix.neurons], layers: matrixLayers(matrix, layers), codes: base64(bytes) }
}

function code(aboveLow: number, step: number): number {
  return step === 0 ? 0 : Math.round(aboveLow / step)
}

/** The least value, and steps that reach the greatest; the diagonal has no part in it. */
function encoding({ values, neurons }: MutualInformationMatrix): { low: number; step: number } {
  const size = neurons.length
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const value = values[i * size + j]
      if (!Number.isFinite(value)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return low < high ? { low, step: (high - low) / (noNumber - 1) } : { low: low === high ? low : 0, step: 0 }
}
