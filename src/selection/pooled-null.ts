import { discoveryThreshold } from "./false-discoveries.js"
import type { PairBlock } from "./pair-blocks.js"
import type { LayerSignificance } from "./significance.js"

/** A block of pairs set against its shuffled pairs, permutation by permutation. */
export interface Tally extends PairBlock {
  /** Measured values of the places. */
  values: Float64Array
  /** Shuffled pairs of the block, any of them, that reach each value. */
  reached: Float64Array
  /** Sum over the block of each permutation. */
  shuffledSums: number[]
}

export function emptyTally(block: PairBlock, values: Float64Array): Tally {
  const own = block.places.map((place) => values[place])
  return { ...block, values: own, reached: new Float64Array(own.length), shuffledSums: [] }
}

/** Counts one more permutation's matrix. */
export function addShuffled(tally: Tally, matrix: Float64Array): void {
  const sorted = tally.places.map((place) => matrix[place]).sort()
  tally.shuffledSums.push(sumOf(sorted))
  tally.values.forEach((value, i) => {
    tally.reached[i] += sorted.length - firstAtLeast(sorted, value)
  })
}

/** p of each place: (1 + shuffled pairs of its block that reach it) / (1 + all of them). */
export function pooledP({ reached, values, shuffledSums }: Tally): Float64Array {
  return reached.map((count) => (1 + count) / (1 + shuffledSums.length * values.length))
}

/**
 * Sums up a block. Pairs with a constant neuron count 0 in the means, as in the measurement's own. Means are sums of
 * sorted values, so that the same values in other pairs make the same mean to the bit, and reach it.
 */
export function summariseTally(layer: string | null, tally: Tally, rate: number): LayerSignificance {
  const perPair = tally.pairs === 0 ? 0 : 1 / tally.pairs
  const mean = sumOf(tally.values.slice().sort()) * perPair
  const shuffled = tally.shuffledSums.map((sum) => sum * perPair)
  const nullMean = sumOf(shuffled) / shuffled.length
  const squares = shuffled.reduce((sum, value) => sum + (value - nullMean) ** 2, 0)
  return {
    layer,
    pairs: tally.pairs,
    mean,
    nullMean,
    nullStandardDeviation: shuffled.length < 2 ? 0 : Math.sqrt(squares / (shuffled.length - 1)),
    meanP: (1 + shuffled.filter((value) => value >= mean).length) / (1 + shuffled.length),
    ...discoveries(tally, rate),
  }
}

function discoveries(tally: Tally, rate: number): Pick<LayerSignificance, "above" | "threshold"> {
  const p = pooledP(tally)
  const largest = discoveryThreshold(p.slice().sort(), rate)
  const found = tally.values.filter((_, i) => p[i] <= largest)
  return {
    above: found.length,
    threshold: found.length === 0 ? null : found.reduce((least, value) => Math.min(least, value)),
  }
}

/** Index of the first sorted value not below `value`. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum
}
