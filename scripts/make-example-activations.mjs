// @ts-check
// Writes fixtures/examples/activations.npz, the file that README and docs measure: one hidden layer of a small network trained on
// scikit-learn's digits, before and after its ReLU, taken from fixtures/golden/activations/c_f16.npy.
import { readFileSync, writeFileSync } from "node:fs"
import { zipSync } from "fflate"

const examples = 1200
const neurons = 26
const bytesPerValue = 2
const source = readFileSync("fixtures/golden/activations/c_f16.npy")
const values = source.subarray(source.length - examples * 2 * neurons * bytesPerValue)

const layers = {
  "hidden.npy": npy(columns(0)),
  "hidden.relu.npy": npy(columns(neurons)),
}
writeFileSync("fixtures/examples/activations.npz", zipSync(layers, { level: 9, mtime: "2026-01-01T00:00:00" }))

/**
 * @param {number} first the first of `neurons` columns of the source, which has twice as many
 */
function columns(first) {
  const rows = Array.from({ length: examples }, (_, i) => (i * 2 * neurons + first) * bytesPerValue)
  return Buffer.concat(rows.map((start) => values.subarray(start, start + neurons * bytesPerValue)))
}

/** @param {Buffer} body */
function npy(body) {
  const header = `{'descr': '<f2', 'fortran_order': False, 'shape': (${examples}, ${neurons}), }`.padEnd(117)
  const magic = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, 118, 0])
  return Buffer.concat([magic, Buffer.from(`${header}\n`), body])
}
