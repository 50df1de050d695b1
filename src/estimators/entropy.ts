import { type ActivationMatrix, neuronValues, type Values } from "../activations.js"
import { entropyOfCounts, equalFrequencyEdges, knnEntropy, linspaceEdges } from "../kernels/reference/index.js"
import { type NeuronKernels, neuronKernels } from "../kernels/wasm/index.js"
import { type EntropyOptions, perNat, resolveEntropyOptions, usesNeighbours } from "./options.js"
import { neuronScale, withinRange } from "./scale.js"
import { requireExamples, requireFiniteMatrix, requireMatrix } from "./validate.js"

/**
 * Entropy of every neuron over the examples, one number per neuron, in nats unless `unit: "bits"`.
 *
 * `binned`: Shannon entropy over equal-width bins, one set of edges for all neurons unless `edges` says otherwise.
 * `knn`: differential entropy (Kozachenko and Leonenko 1987) of the neuron divided by its standard deviation, free of scale;
 * add ln σ for the neuron in its own units. A constant neuron has entropy 0 either way. Never NaN, never infinite.
 *
 * With `reference: true` the released code's conventions: B + 1 bins, edges in the matrix's own precision, no scaling,
 * −∞ from `knn` where more than k values are equal.
 *
 * Cost: O(S) per neuron for `binned` (about 3 ns per value), O(S) and a sort for `knn` and equal-frequency edges.
 * @throws RoteError `bad-option`, `no-neurons`, `too-few-examples` (S < 2, or S ≤ k for `knn`), `not-finite`
 */
export function entropy(a: ActivationMatrix, options: EntropyOptions = {}): Float64Array {
  const settings = resolveEntropyOptions(options)
  requireMatrix(a)
  requireExamples(a.examples, usesNeighbours(settings.method) ? settings.k : 0)
  const kernels = neuronKernels(a.examples, settings.bins)
  const extents = Array.from({ length: a.neurons }, (_, j) => kernels.extent(neuronValues(a, j)))
  if (extents.some(([lo]) => Number.isNaN(lo))) requireFiniteMatrix(a)
  const ofNeuron = settings.method === "binned" ? binned(settings, kernels, extents) : knn(settings, kernels)
  const perUnit = perNat(settings.unit)
  return Float64Array.from(extents, (extent, j) => ofNeuron(neuronValues(a, j), extent) * perUnit)
}

type Extent = [lo: number, hi: number]
type Estimate = (values: Values, extent: Extent) => number

function binned(options: Required<EntropyOptions>, kernels: NeuronKernels, extents: Extent[]): Estimate {
  const { bins, edges, correction, reference } = options
  const equallySpaced = (values: Values, [lo, hi]: Extent) => {
    const exact = linspaceEdges(lo, hi, bins)
    return reference && values instanceof Float32Array ? Float32Array.from(exact) : exact
  }
  let shared: Float32Array | Float64Array | undefined
  const edgesOf: (values: Values, extent: Extent) => Float32Array | Float64Array = {
    global: (values: Values) => {
      shared ??= equallySpaced(
        values,
        extents.reduce(([lowest, highest], [lo, hi]) => [Math.min(lowest, lo), Math.max(highest, hi)]),
      )
      return shared
    },
    local: equallySpaced,
    "equal-frequency": (values: Values) => equalFrequencyEdges(values, bins),
  }[edges]
  return (values, extent) => {
    const counts = kernels.countBins(values, edgesOf(values, extent))
    // The released code gives the maximum a bin of its own; by default it closes the last one.
    if (!reference) counts[bins - 1] += counts[bins]
    const occupied = reference ? counts : counts.subarray(0, bins)
    const plain = entropyOfCounts(occupied)
    if (correction === "none") return plain
    return plain + (occupied.filter((count) => count > 0).length - 1) / (2 * values.length)
  }
}

function knn({ k, reference }: Required<EntropyOptions>, kernels: NeuronKernels): Estimate {
  if (reference) return (values) => knnEntropy(values, k, 1, "exact")
  return (values, [lo, hi]) => {
    if (lo === hi) return 0
    const safe = withinRange(values)
    return kernels.knnEntropy(safe, k, neuronScale(safe))
  }
}
