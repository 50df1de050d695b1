import type { BoxStatistics } from "./measurement.js"
import { quantile } from "./quantile.js"
import { studentT } from "./student-t.js"

/**
 * Box plot of one number per neuron. Values that are not finite (the reference's −∞) are left out; `count` says how many
 * are in. Without any, every field is 0. The notch and the interval of the mean take the neurons as independent; the
 * interval is Student's.
 */
export function neuronBox(values: ArrayLike<number>): BoxStatistics {
  const sorted = Float64Array.from(values)
    .filter((value) => Number.isFinite(value))
    .sort()
  const count = sorted.length
  const mean = meanOf(sorted)
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const standardError = count < 2 ? 0 : Math.sqrt(squares / (count - 1) / count)
  return box(sorted, count, mean, standardError)
}

/**
 * Box plot of the mutual information of pairs. `sorted`: every pair of different neurons once, in increasing order;
 * `rowSums`: for each neuron the sum over its pairs.
 *
 * Pairs that share a neuron are not independent, so neurons, not pairs, are what the uncertainty counts: the notch divides
 * by the root of the number of neurons, and the interval of the mean is Student's with the standard error of the jackknife
 * that leaves out one neuron, and with it all its pairs, at a time (Arvesen 1969). Errs on the wide side where neurons are
 * alike. With two neurons, one pair, the interval is that value.
 */
export function pairBox(sorted: Float64Array, rowSums: Float64Array): BoxStatistics {
  return box(sorted, rowSums.length, meanOf(sorted), jackknifeError(rowSums))
}

/** Standard error of the mean over pairs: leaving neuron i out takes rowSums[i] from the sum over pairs. */
function jackknifeError(rowSums: Float64Array): number {
  const neurons = rowSums.length
  if (neurons < 3) return 0
  const mean = meanOf(rowSums)
  const squares = rowSums.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const pairsLeft = ((neurons - 1) * (neurons - 2)) / 2
  return Math.sqrt(((neurons - 1) / neurons) * squares) / pairsLeft
}

function box(sorted: Float64Array, independent: number, mean: number, standardError: number): BoxStatistics {
  const count = sorted.length
  if (count === 0) return emptyBox()
  const [lowerQuartile, median, upperQuartile] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share))
  const reach = upperQuartile - lowerQuartile
  const notch = (1.57 * reach) / Math.sqrt(independent)
  const halfWidth = independent < 2 ? 0 : studentT(independent - 1) * standardError
  return {
    count,
    minimum: sorted[0],
    lowerQuartile,
    median,
    upperQuartile,
    maximum: sorted[count - 1],
    lowerWhisker: sorted[sorted.findIndex((value) => value >= lowerQuartile - 1.5 * reach)],
    upperWhisker: sorted[sorted.findLastIndex((value) => value <= upperQuartile + 1.5 * reach)],
    notch: [median - notch, median + notch],
    mean,
    meanInterval: [mean - halfWidth, mean + halfWidth],
  }
}

function emptyBox(): BoxStatistics {
  return {
    count: 0,
    minimum: 0,
    lowerQuartile: 0,
    median: 0,
    upperQuartile: 0,
    maximum: 0,
    lowerWhisker: 0,
    upperWhisker: 0,
    notch: [0, 0],
    mean: 0,
    meanInterval: [0, 0],
  }
}

function meanOf(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
