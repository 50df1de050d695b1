import { type ActivationMatrix, neuronValues, type Values } from "../src/activations.js"
import { extent, neuronScale } from "../src/estimators/scale.js"
import {
  binIndices,
  binnedEntropy,
  binnedMutualInformation,
  gaussianCopula,
  knnEntropy,
  ksg,
  linspaceEdges,
  mixed,
} from "../src/kernels/reference/index.js"
import { type EntropyComparison, entropyRows } from "./entropy-rows.js"
import { type PairComparison, type PairQuantity, pairRows } from "./pair-rows.js"
import { installedPeers, numpyEntropy, numpyPairs, parmigene, scipyEntropy, sklearn, whereToGet } from "./peers.js"
import type { BenchOptions, BenchTable, Row } from "./question.js"
import { blockCorrelated, postRelu, preActivations, type Workload } from "./workloads.js"

const k = 3
const pairBins = 20
const entropyBins = 100

const ksgReference: PairQuantity = {
  name: "KSG, reference",
  options: { method: "ksg", k, reference: true },
  twin: (x, y) => ksg(x, y, k),
}
const ksgScaled: PairQuantity = {
  name: "KSG",
  options: { method: "ksg", k },
  twin: (x, y) => ksg(x, y, k, neuronScale(x), neuronScale(y)),
}
const mixedDefault: PairQuantity = {
  name: "mixed, the default",
  options: { method: "mixed", k },
  twin: (x, y) => mixed(x, y, k, neuronScale(x), neuronScale(y), "counted"),
}
const binned: PairQuantity = {
  name: "binned, 20 bins",
  options: { method: "binned", bins: pairBins },
  twin: (x, y) => binnedMutualInformation(pairBinsOf(x), pairBinsOf(y), pairBins, pairBins),
}
const copula: PairQuantity = {
  name: "Gaussian copula",
  options: { method: "gaussian-copula" },
  twin: gaussianCopula,
}

const binnedEntropyOfAll = {
  name: "binned entropy",
  options: { method: "binned", bins: entropyBins, edges: "global" },
  twin: binnedEntropies,
  peer: numpyEntropy,
} as const
const knnEntropyOfAll = {
  name: "kNN entropy",
  options: { method: "knn", k },
  twin: knnEntropies,
  peer: scipyEntropy,
} as const

/**
 * Seconds of every estimator on seeded workloads, beside its plain twin and, where they are installed, parmigene, NumPy,
 * SciPy and scikit-learn on the same values; and its largest difference from the twin.
 */
export async function kernels(options: BenchOptions): Promise<BenchTable> {
  const { pairs, entropies } = options.quick ? quickComparisons(options) : comparisons(options)
  const find = await installedPeers()
  const rows: Row[] = []
  for (const comparison of pairs) rows.push(...(await pairRows(comparison, find, options)))
  for (const comparison of entropies) rows.push(...(await entropyRows(comparison, find, options)))
  return {
    name: "kernels",
    rows,
    notes: [
      "of twin, of peer: our time per pair or value as a share of theirs, peers with as many threads; start and loading left out of theirs, start of threads counted in ours",
      "difference: the largest from the plain twin, in nats; mean: of the row's own pairs or neurons, in nats",
      "the plain twin of mutual information is timed on a few pairs and scaled",
      ...whereToGet(find),
    ],
  }
}

interface Comparisons {
  pairs: PairComparison[]
  entropies: EntropyComparison[]
}

const toParmigene = 0.1
const toBincount = 0.25
const secondsOfBinned = 0.03
const secondsOfKnn = 0.3

function comparisons({ whole, seed }: BenchOptions): Comparisons {
  const { rectified, continuous, wide } = workloads(seed)
  const neighbours = [ksgReference, ksgScaled, mixedDefault]
  return {
    pairs: [
      { workload: rectified, quantities: neighbours, neurons: 128, twinPairs: 8, repetitions: 5, peers: [] },
      {
        workload: continuous,
        quantities: neighbours,
        neurons: 384,
        twinPairs: 16,
        repetitions: 3,
        peers: [
          { peer: parmigene, neurons: 96 },
          { peer: sklearn, neurons: 96 },
        ],
        target: toParmigene,
      },
      {
        workload: wide,
        quantities: neighbours,
        neurons: whole ? 768 : 128,
        twinPairs: 4,
        repetitions: whole ? 1 : 3,
        peers: [
          { peer: parmigene, neurons: 40 },
          { peer: sklearn, neurons: 40 },
        ],
        target: toParmigene,
      },
      {
        workload: continuous,
        quantities: [binned],
        neurons: 384,
        twinPairs: 100,
        repetitions: 5,
        peers: [{ peer: numpyPairs, neurons: 384 }],
        target: toBincount,
      },
      {
        workload: wide,
        quantities: [binned],
        neurons: 768,
        twinPairs: 20,
        repetitions: 3,
        peers: [{ peer: numpyPairs, neurons: 192 }],
      },
      { workload: continuous, quantities: [copula], neurons: 384, twinPairs: 20, repetitions: 3, peers: [] },
      { workload: wide, quantities: [copula], neurons: 768, twinPairs: 5, repetitions: 3, peers: [] },
    ],
    entropies: [
      { ...binnedEntropyOfAll, workload: continuous, repetitions: 5, peerNeurons: 384 },
      { ...knnEntropyOfAll, workload: continuous, repetitions: 5, peerNeurons: 96 },
      { ...binnedEntropyOfAll, workload: wide, repetitions: 5, peerNeurons: 768, target: secondsOfBinned },
      { ...knnEntropyOfAll, workload: wide, repetitions: 5, peerNeurons: 96, target: secondsOfKnn },
    ],
  }
}

/** Parts of the same workloads: 90 neurons are shared out evenly between two threads. */
function quickComparisons({ seed }: BenchOptions): Comparisons {
  const { rectified, continuous, wide } = workloads(seed)
  const neighbours = [ksgReference, mixedDefault]
  return {
    pairs: [
      { workload: rectified, quantities: [mixedDefault], neurons: 90, twinPairs: 4, repetitions: 2, peers: [] },
      {
        workload: continuous,
        quantities: neighbours,
        neurons: 90,
        twinPairs: 4,
        repetitions: 3,
        peers: [
          { peer: parmigene, neurons: 32 },
          { peer: sklearn, neurons: 32 },
        ],
        target: toParmigene,
      },
      {
        workload: wide,
        quantities: [ksgReference],
        neurons: 90,
        twinPairs: 1,
        repetitions: 2,
        peers: [{ peer: parmigene, neurons: 14 }],
        target: toParmigene,
      },
      {
        workload: continuous,
        quantities: [binned],
        neurons: 384,
        twinPairs: 50,
        repetitions: 3,
        peers: [{ peer: numpyPairs, neurons: 384 }],
        target: toBincount,
      },
      { workload: continuous, quantities: [copula], neurons: 128, twinPairs: 20, repetitions: 2, peers: [] },
    ],
    entropies: [
      { ...binnedEntropyOfAll, workload: wide, repetitions: 3, peerNeurons: 768, target: secondsOfBinned },
      { ...knnEntropyOfAll, workload: wide, repetitions: 3, peerNeurons: 24, target: secondsOfKnn },
    ],
  }
}

function workloads(seed: number): { rectified: Workload; continuous: Workload; wide: Workload } {
  return {
    rectified: postRelu(2000, 128, seed),
    continuous: blockCorrelated(2500, 384, seed),
    wide: preActivations(10_000, 768, seed),
  }
}

function pairBinsOf(values: Values): Uint16Array {
  return binIndices(values, linspaceEdges(...extent(values), pairBins), "closed")
}

function binnedEntropies(a: ActivationMatrix): Float64Array {
  const edges = linspaceEdges(...extent(a.data), entropyBins)
  return Float64Array.from({ length: a.neurons }, (_, j) => binnedEntropy(neuronValues(a, j), edges, "closed"))
}

function knnEntropies(a: ActivationMatrix): Float64Array {
  return Float64Array.from({ length: a.neurons }, (_, j) => {
    const values = neuronValues(a, j)
    return knnEntropy(values, k, neuronScale(values), "safe")
  })
}
