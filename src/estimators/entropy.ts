import { type ActivationMatrix, neuronValues, type Values } from "../activations.js"
import { binnedEntropy, equalFrequencyEdges, knnEntropy, linspaceEdges } from "../kernels/reference/index.js"
import { type EntropyOptions, perNat, resolveEntropyOptions, usesNeighbours } from "./options.js"
import { extent, neuronScale, withinRange } from "./scale.js"
import { requireExamples, requireFiniteMatrix, requireNeurons } from "./validate.js"

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
 * Cost: O(S log B) per neuron for `binned`, O(S log S) for `knn` and equal-frequency edges.
 * @throws RoteError `bad-option`, `no-neurons`, `too-few-examples` (S < 2, or S ≤ k for `knn`), `not-finite`
 */
export function entropy(a: ActivationMatrix, options: EntropyOptions = {}): Float64Array {
  const settings = resolveEntropyOptions(options)
  requireNeurons(a)
  requireExamples(a.examples, usesNeighbours(settings.method) ? settings.k : 0)
  requireFiniteMatrix(a)
  const ofNeuron = settings.method === "binned" ? binned(a, settings) : knn(settings)
  const perUnit = perNat(settings.unit)
  return Float64Array.from({ length: a.neurons }, (_, j) => ofNeuron(neuronValues(a, j)) * perUnit)
}

type Estimate = (values: Values) => number

function binned(a: ActivationMatrix, { bins, edges, correction, reference }: Required<EntropyOptions>): Estimate {
  const last = reference ? "extra" : "closed"
  const edgesOver = (values: Values) => {
    if (edges === "equal-frequency") return equalFrequencyEdges(values, bins)
    const exact = linspaceEdges(...extent(values), bins)
    return reference && values instanceof Float32Array ? Float32Array.from(exact) : exact
  }
  const shared = edges === "global" ? edgesOver(a.data) : null
  return (values) => binnedEntropy(values, shared ?? edgesOver(values), last, correction)
}

function knn({ k, reference }: Required<EntropyOptions>): Estimate {
  if (reference) return (values) => knnEntropy(values, k, 1, "exact")
  return (values) => {
    const safe = withinRange(values)
    return knnEntropy(safe, k, neuronScale(safe), "safe")
  }
}
