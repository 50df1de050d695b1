import { digammaTable } from "../reference/index.js"
import { floats, instantiateKernels, words } from "./module.js"

/** Entropies of single neurons over S examples, with the numbers of the plain twins. */
export interface EntropyKernels {
  /** Examples in each bin over increasing `edges`; what reaches the last edge counts in bin `highest`. */
  countBins(values: Float32Array | Float64Array, edges: ArrayLike<number>, highest: number): Uint32Array
  /** Kozachenko–Leonenko entropy in nats, ties made safe; the values must not all be equal. */
  knnEntropy(values: Float32Array | Float64Array, scale: number): number
}

/** Kernels for neurons of S examples and k neighbours; memory 50 bytes per example. */
export function entropyKernels(examples: number, k: number, bins: number): EntropyKernels {
  const kernels = instantiateKernels()
  const values = kernels.reserve(examples * 8)
  const edgesAt = kernels.reserve((bins + 1) * 8)
  const counts = kernels.reserve((bins + 1) * 4)
  const sorted = kernels.reserve(examples * 8)
  const order = kernels.reserve(examples * 4)
  const scratch = kernels.reserve(kernels.sortScratchSize(examples))
  const psi = kernels.reserve((examples + 1) * 8)
  const psiTable = digammaTable(examples)
  floats(kernels, psi, examples + 1).set(psiTable)
  const single = new Float32Array(kernels.memory.buffer, values, examples)
  const double = floats(kernels, values, examples)
  return {
    countBins: (neuron, edges, highest) => {
      const isSingle = neuron instanceof Float32Array
      ;(isSingle ? single : double).set(neuron)
      floats(kernels, edgesAt, edges.length).set(edges)
      const counted = words(kernels, counts, bins + 1).fill(0)
      kernels.countBins(values, examples, isSingle, edgesAt, edges.length - 1, highest, counts)
      return counted.slice()
    },
    knnEntropy: (neuron, scale) => {
      double.set(neuron)
      kernels.sortValues(values, examples, sorted, order, scratch)
      return psiTable[examples] + kernels.neighbourLogSum(sorted, examples, k, scale, psi) / examples
    },
  }
}
