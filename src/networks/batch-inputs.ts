import { numpy as np } from "@jax-js/jax"
import type { InputRows } from "../datasets/labelled.js"

/** A network is compiled for every length of a batch: so texts are not cut to any length, but to one of these. */
const lengthStep = 32

/**
 * Copies chosen examples to the device, examples × features. Texts are cut to the longest of them, rounded up to a multiple
 * of 32 tokens: what is left out is padding, and costs as much as words do.
 */
export function batchInputs({ features, inputs, padding }: InputRows, chosen: Int32Array): np.Array {
  if (padding === undefined) {
    const values = new Float32Array(chosen.length * features)
    chosen.forEach((row, i) => {
      values.set(inputs.subarray(row * features, (row + 1) * features), i * features)
    })
    return np.array(values, { shape: [chosen.length, features] })
  }
  const rows = Array.from(chosen, (row) => inputs.subarray(row * features, (row + 1) * features))
  const longest = Math.max(...rows.map((ids) => tokens(ids, padding)))
  const length = Math.min(features, lengthStep * Math.ceil(Math.max(1, longest) / lengthStep))
  const ids = new Int32Array(rows.length * length)
  rows.forEach((row, i) => {
    ids.set(row.subarray(0, length), i * length)
  })
  return np.array(ids, { shape: [rows.length, length], dtype: np.int32 })
}

/** Of a row, without the padding at its end. */
function tokens(ids: Float32Array, padding: number): number {
  let length = ids.length
  while (length > 0 && ids[length - 1] === padding) length--
  return length
}
