import { type ActivationMatrix, layerIndices, neuronValues, type Values } from "../activations.js"
import { findDuplicates } from "./duplicates.js"
import type { NeuronTable } from "./measurement.js"
import { moments } from "./moments.js"
import { quantile } from "./quantile.js"
import { valueSorter } from "./sorted-values.js"

/** What the values of a neuron show by themselves, before any estimator: a part of the neuron table. */
export type NeuronStatistics = Omit<
  NeuronTable,
  "entropy" | "entropyGlobal" | "entropyLocal" | "entropyKnn" | "meanMutualInformation"
> & {
  /** Width of the central 95 % of the values other than 0 (a ReLU's zeros are its off state, no part of its tails). */
  centralWidth: Float64Array
}

const heavyKurtosis = 3
const heavyWidth = 0.1

/**
 * Moments, shares and flags of every neuron. The values must be finite.
 *
 * Moments are population moments, as NumPy and SciPy give them by default. `tieShare` and `zeroShare` take -0 for 0.
 * A neuron is heavy-tailed when its excess kurtosis is over 3 and the central 95 % of its values other than 0 lie within
 * a tenth of its range: then equal-width bins over its range hold nearly all of it in a few.
 *
 * Cost: O(examples) per neuron for float32 (a radix sort), O(examples log examples) for float64; memory for one neuron.
 */
export function neuronStatistics(a: ActivationMatrix): NeuronStatistics {
  const column = () => new Float64Array(a.neurons)
  const flags = () => new Uint8Array(a.neurons)
  const statistics = {
    layer: layerIndices(a),
    mean: column(),
    standardDeviation: column(),
    minimum: column(),
    maximum: column(),
    skewness: column(),
    excessKurtosis: column(),
    zeroShare: column(),
    tieShare: column(),
    centralWidth: column(),
    dead: flags(),
    constant: flags(),
    heavyTailed: flags(),
  }
  const sort = valueSorter(a.examples, a.data)
  for (let j = 0; j < a.neurons; j++) {
    const sorted = sort(neuronValues(a, j))
    const found = moments(sorted)
    const { minimum, maximum, excessKurtosis } = found
    statistics.mean[j] = found.mean
    statistics.standardDeviation[j] = found.standardDeviation
    statistics.minimum[j] = minimum
    statistics.maximum[j] = maximum
    statistics.skewness[j] = found.skewness
    statistics.excessKurtosis[j] = excessKurtosis
    statistics.tieShare[j] = tied(sorted) / a.examples
    statistics.constant[j] = Number(minimum === maximum)
    statistics.dead[j] = Number(minimum === 0 && maximum === 0)
    const others = withoutZeros(sorted)
    statistics.zeroShare[j] = (a.examples - others.length) / a.examples
    const width = others.length === 0 ? 0 : quantile(others, 0.975) - quantile(others, 0.025)
    statistics.centralWidth[j] = width
    const heavy = excessKurtosis > heavyKurtosis && width < heavyWidth * maximum - heavyWidth * minimum
    statistics.heavyTailed[j] = Number(heavy)
  }
  return { ...statistics, duplicateOf: findDuplicates(a, statistics.constant) }
}

/** How many of the sorted values another value equals. */
function tied(sorted: Values): number {
  let count = 0
  let start = 0
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[start]) continue
    if (i - start > 1) count += i - start
    start = i
  }
  return count
}

/** The sorted values other than 0, moved to the front of the same buffer. */
function withoutZeros(sorted: Values): Values {
  const first = sorted.findIndex((value) => value >= 0)
  if (first === -1 || sorted[first] > 0) return sorted
  let end = first
  while (end < sorted.length && sorted[end] === 0) end++
  return sorted.copyWithin(first, end).subarray(0, sorted.length - (end - first))
}
