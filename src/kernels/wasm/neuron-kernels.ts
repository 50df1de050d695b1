import { digammaTable } from "../reference/index.js"
import { floats, instantiateKernels, words } from "./module.js"

type Values = Float32Array | Float64Array

/** Kernels for single neurons over S examples, with the numbers of the plain twins. */
export interface NeuronKernels {
  /** Least and largest value; NaN, NaN where a value is not finite. */
  extent(values: Values): [lo: number, hi: number]
  /** Examples in each bin of increasing edges: m where edges[m] ≤ value < edges[m + 1], the last one from the last edge on. */
  countBins(values: Values, edges: Float32Array | Float64Array): Uint32Array
  /** Kozachenko–Leonenko entropy in nats, ties made safe. The values must not all be equal. */
  knnEntropy(values: Values, k: number, scale: number): number
}

/** The histograms that `countBins` takes in turn. */
const HISTOGRAMS = 4

/** Kernels over S examples with up to `bins` bins; memory 60 bytes per example, 16 per bin. */
export function neuronKernels(examples: number, bins = 1): NeuronKernels {
  const kernels = instantiateKernels()
  const at = kernels.reserve(examples * 8)
  const ends = kernels.reserve(16)
  const edgesAt = kernels.reserve((bins + 1) * 8)
  const counts = kernels.reserve(HISTOGRAMS * (bins + 1) * 4)
  const sorted = kernels.reserve(examples * 8)
  const scratch = kernels.reserve(kernels.sortScratchSize(examples))
  const psi = kernels.reserve((examples + 1) * 8)
  const single = new Float32Array(kernels.memory.buffer, at, examples)
  const double = floats(kernels, at, examples)
  let psiTable: Float64Array | undefined
  const put = (values: Values): boolean => {
    const isSingle = values instanceof Float32Array
    ;(isSingle ? single : double).set(values)
    return isSingle
  }
  return {
    extent: (values) => {
      kernels.extent(at, examples, put(values), ends)
      const [lo, hi] = floats(kernels, ends, 2)
      return [lo, hi]
    },
    countBins: (values, edges) => {
      const intervals = edges.length - 1
      floats(kernels, edgesAt, edges.length).set(edges)
      const histograms = words(kernels, counts, HISTOGRAMS * edges.length).fill(0)
      kernels.countBins(at, examples, put(values), edgesAt, intervals, slackOf(edges), counts)
      return Uint32Array.from({ length: edges.length }, (_, m) => {
        let sum = 0
        for (let h = 0; h < HISTOGRAMS; h++) sum += histograms[h * edges.length + m]
        return sum
      })
    },
    knnEntropy: (values, k, scale) => {
      if (psiTable === undefined) {
        psiTable = digammaTable(examples)
        floats(kernels, psi, examples + 1).set(psiTable)
      }
      kernels.sortValues(at, examples, put(values), sorted, scratch)
      return psiTable[examples] + kernels.neighbourLogSum(sorted, examples, k, scale, psi) / examples
    },
  }
}

/**
 * How far, in bins, the place of a value among equally spaced edges may be off: the farthest an edge lies from its place,
 * and rounding. Edges that are not equally spaced have a slack above one half, which puts every value in doubt.
 */
function slackOf(edges: Float32Array | Float64Array): number {
  const intervals = edges.length - 1
  const rate = intervals / (edges[intervals] - edges[0])
  let farthest = 0
  for (let m = 0; m <= intervals; m++) farthest = Math.max(farthest, Math.abs((edges[m] - edges[0]) * rate - m))
  const rounding = (Math.abs(edges[0]) + Math.abs(edges[intervals])) * Math.abs(rate) * 2 ** -50 + intervals * 2 ** -50
  return farthest < 0.25 && rounding < 0.25 ? farthest + rounding : 1
}
