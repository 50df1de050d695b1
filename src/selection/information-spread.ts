import type { ActivationMatrix } from "../activations.js"
import type { Measurement } from "../estimators/measurement.js"
import { pairwiseMutualInformation } from "../estimators/pairwise.js"
import { sampleIndices, seededRandom } from "../random.js"
import { type Range, rowsWithin, type Scope } from "./scopes.js"
import type { Splits, Statistics } from "./splits.js"
import { DEGREES } from "./student-quantile.js"

/** Neurons of all layers together whose pairs are measured anew: 32,640 pairs. With more than 128 layers, two of each. */
const MOST_NEURONS = 256
const MOST_PER_LAYER = 64
/** Below this, neighbours are too far for the variance to fall as 1/S. */
const FEWEST_PER_GROUP = 125

/** As many groups as keep 125 examples each, at most 17, and as many partitions as give 16 degrees of freedom. */
export function informationSplits(examples: number): Splits {
  const groups = Math.min(Math.max(Math.floor(examples / FEWEST_PER_GROUP), 2), DEGREES + 1)
  return { groups, partitions: Math.ceil(DEGREES / (groups - 1)) }
}

/**
 * Mean mutual information of each scope's pairs, from a seeded sample of the neurons measured in each layer; NaN where
 * a scope has fewer than two. The mean over all layers weighs the pairs between two layers by how many were measured,
 * so that it is a mean of the same kind as the measurement's. A neuron that is constant on the examples has mutual
 * information 0.
 */
export function informationStatistics(
  { settings, mutualInformation, layers }: Measurement,
  scopes: Scope[],
  { seed, threads, signal }: { seed: number; threads?: number; signal?: AbortSignal },
): Statistics {
  const { reference, unit } = settings
  const measured = mutualInformation?.neurons ?? new Int32Array()
  const counts = layers.map((layer) => rowCount(measured, layer))
  const sample = sampleOfLayers(measured, layers, seed)
  const options = {
    ...settings.mutualInformation,
    reference,
    unit,
    neurons: sample,
    ...(threads === undefined ? {} : { threads }),
    ...(signal === undefined ? {} : { signal }),
  }
  return async (part: ActivationMatrix) => {
    if (sample.length < 2) return new Float64Array(scopes.length).fill(Number.NaN)
    const values = await pairwiseMutualInformation(part, options)
    const blocks = layers.map((layer) => rowsWithin(sample, layer))
    return Float64Array.from(scopes, ({ layer }, s) =>
      layer === null
        ? weightedMean(values, sample.length, blocks, counts)
        : meanOfPairs(values, sample.length, blocks[s - 1]),
    )
  }
}

function sampleOfLayers(measured: Int32Array, layers: Measurement["layers"], seed: number): Int32Array {
  const random = seededRandom(seed)
  const perLayer = Math.max(2, Math.min(MOST_PER_LAYER, Math.floor(MOST_NEURONS / layers.length)))
  return Int32Array.from(
    layers.flatMap((layer) => {
      const { start, end } = rowsWithin(measured, layer)
      return Array.from(sampleIndices(end - start, perLayer, random), (index) => measured[start + index])
    }),
  )
}

function rowCount(neurons: Int32Array, layer: Range): number {
  const { start, end } = rowsWithin(neurons, layer)
  return end - start
}

/** Over the pairs of different neurons of one block; NaN with fewer than two neurons. */
function meanOfPairs(values: Float64Array, side: number, rows: Range, columns: Range = rows): number {
  let [sum, pairs] = [0, 0]
  for (let i = rows.start; i < rows.end; i++) {
    for (let j = columns === rows ? i + 1 : columns.start; j < columns.end; j++) {
      sum += values[i * side + j]
      pairs++
    }
  }
  return pairs === 0 ? Number.NaN : sum / pairs
}

/** Mean over all pairs, each block of layers weighed by the pairs measured in it. */
function weightedMean(values: Float64Array, side: number, blocks: Range[], counts: number[]): number {
  let [sum, pairs] = [0, 0]
  for (let a = 0; a < blocks.length; a++) {
    for (let b = a; b < blocks.length; b++) {
      const weight = a === b ? (counts[a] * (counts[a] - 1)) / 2 : counts[a] * counts[b]
      if (weight === 0) continue
      sum += weight * meanOfPairs(values, side, blocks[a], blocks[b])
      pairs += weight
    }
  }
  return pairs === 0 ? Number.NaN : sum / pairs
}
