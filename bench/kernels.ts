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
import { installedPeers, numpyEntropy, numpyPairs, parmigene, peers, scipyEntropy, sklearn } from "./peers.js"
import type { BenchOptions, BenchTable, Row } from "./question.js"
import { blockCorrelated, postRelu, preActivations } from "./workloads.js"

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
  const { pairs, entropies } = comparisons(options)
  const find = await installedPeers()
  const rows: Row[] = []
  for (const comparison of pairs) rows.push(...(await pairRows(comparison, find, options)))
  for (const comparison of entropies) rows.push(...(await entropyRows(comparison, find, options)))
  const missing = peers.filter((peer) => find(peer) === undefined)
  return {
    name: "kernels",
    rows,
    notes: [
      "of twin, of peer: our time per pair or value as a share of theirs; peers with as many threads, without start and loading",
      "difference: the largest from the plain twin, in nats; mean: of the row's own pairs or neurons, in nats",
      "the plain twin of mutual information is timed on a few pairs and scaled",
      ...missing.map(({ name, debianPackage }) => `${name} is not installed; Debian has it in ${debianPackage}`),
    ],
  }
}

function comparisons({ quick, whole, seed }: BenchOptions): {
  pairs: PairComparison[]
  entropies: EntropyComparison[]
} {
  const rectified = postRelu(2000, 128, seed)
  const continuous = blockCorrelated(2500, 384, seed)
  const wide = preActivations(10_000, 768, seed)
  const repetitions = quick ? 3 : 5
  const neighbours = quick ? [ksgReference, mixedDefault] : [ksgReference, ksgScaled, mixedDefault]
  return {
    pairs: [
      {
        workload: rectified,
        quantities: neighbours,
        neurons: quick ? 90 : 128,
        twinPairs: 4,
        repetitions,
        peers: [],
      },
      {
        workload: continuous,
        quantities: neighbours,
        neurons: quick ? 90 : 384,
        twinPairs: quick ? 4 : 16,
        repetitions: 3,
        peers: [
          { peer: parmigene, neurons: quick ? 32 : 96 },
          { peer: sklearn, neurons: quick ? 32 : 96 },
        ],
        target: 0.1,
      },
      {
        workload: wide,
        quantities: quick ? [ksgReference] : neighbours,
        neurons: whole ? 768 : quick ? 90 : 128,
        twinPairs: quick ? 1 : 4,
        repetitions: whole ? 1 : quick ? 2 : 3,
        peers: [
          { peer: parmigene, neurons: quick ? 14 : 40 },
          { peer: sklearn, neurons: quick ? 10 : 40 },
        ],
        target: 0.1,
      },
      {
        workload: continuous,
        quantities: [binned],
        neurons: 384,
        twinPairs: 100,
        repetitions,
        peers: [{ peer: numpyPairs, neurons: 384 }],
        target: 0.25,
      },
      {
        workload: wide,
        quantities: [binned],
        neurons: quick ? 128 : 768,
        twinPairs: 20,
        repetitions: 3,
        peers: [{ peer: numpyPairs, neurons: 96 }],
      },
      {
        workload: continuous,
        quantities: [copula],
        neurons: quick ? 128 : 384,
        twinPairs: 20,
        repetitions: 3,
        peers: [],
      },
      {
        workload: wide,
        quantities: [copula],
        neurons: quick ? 64 : 768,
        twinPairs: 5,
        repetitions: 3,
        peers: [],
      },
    ],
    entropies: [
      { workload: continuous, ...binnedEntropyOfAll, repetitions, peerNeurons: 384 },
      { workload: wide, ...binnedEntropyOfAll, repetitions, peerNeurons: 768, target: 0.03 },
      { workload: continuous, ...knnEntropyOfAll, repetitions, peerNeurons: 96 },
      { workload: wide, ...knnEntropyOfAll, repetitions, peerNeurons: quick ? 24 : 96, target: 0.3 },
    ],
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
