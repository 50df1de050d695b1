import { type ActivationMatrix, neuronValues } from "../activations.js"

/**
 * How the values of neuron `j` are spread: the number of examples in each of `bins` bins of equal width from its least value to
 * its greatest, the last one closed. A neuron of one value has them all in the first bin. Cost: two passes over the values.
 */
export function valueHistogram(a: ActivationMatrix, j: number, bins: number): Uint32Array {
  const values = neuronValues(a, j)
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const counts = new Uint32Array(bins)
  const width = high > low ? high - low : 1
  for (const value of values) counts[Math.min(Math.floor(((value - low) / width) * bins), bins - 1)]++
  return counts
}
