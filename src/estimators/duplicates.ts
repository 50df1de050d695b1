import { type ActivationMatrix, neuronValues, type Values } from "../activations.js"

/**
 * For each neuron the first neuron with the very same values, or −1. -0 equals 0. Neurons set in `constant` are left
 * out: their own flag says it. Neurons are found by a hash of their values and then compared value by value.
 * O(examples × neurons).
 */
export function findDuplicates(a: ActivationMatrix, constant: Uint8Array): Int32Array {
  const duplicateOf = new Int32Array(a.neurons).fill(-1)
  const firstsByHash = new Map<number, number[]>()
  for (let j = 0; j < a.neurons; j++) {
    if (constant[j] === 1) continue
    const values = neuronValues(a, j)
    const hash = hashValues(values)
    const firsts = firstsByHash.get(hash)
    if (firsts === undefined) {
      firstsByHash.set(hash, [j])
      continue
    }
    const first = firsts.find((candidate) => sameValues(neuronValues(a, candidate), values))
    if (first === undefined) firsts.push(j)
    else duplicateOf[j] = first
  }
  return duplicateOf
}

const value = new Float64Array(1)
const words = new Uint32Array(value.buffer)

/** A hash of 53 bits, the same for -0 and 0. */
function hashValues(values: Values): number {
  let low = 0x9e3779b9
  let high = 0x243f6a88
  for (let i = 0; i < values.length; i++) {
    value[0] = values[i] + 0
    low = Math.imul(low ^ words[0], 0x85ebca6b) ^ (high >>> 15)
    high = Math.imul(high ^ words[1], 0xc2b2ae35) ^ (low >>> 13)
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}

function sameValues(a: Values, b: Values): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
