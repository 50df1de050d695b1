import { type Concordance, compare } from "./concordance.js"
import { normalTail } from "./normal-tail.js"

/** Largest number of points with ties whose orders are all counted: 9! = 362,880, a tenth of a second. */
export const MOST_ENUMERATED = 9

/** Largest number of points without ties that gets an exact p: 170! is the largest factorial a double holds. */
export const MOST_EXACT = 170

/** Smallest two-sided p that n points can reach: only 2 of the n! orders agree, or disagree, in every pair. 1 below two points. */
export function smallestP(n: number): number {
  let p = 2
  for (let k = 2; k <= n; k++) p /= k
  return Math.min(1, p)
}

/** Exact two-sided p of n points without ties: the share of the n! orders with a score as far from 0. */
export function exactP(n: number, score: number): number {
  const pairs = (n * (n - 1)) / 2
  return Math.min(1, 2 * shareWithInversions(n, (pairs - Math.abs(score)) / 2))
}

/**
 * Share of the n! orders with at most `most` inversions. The m-th item adds 0 … m − 1 of them with equal probability;
 * probabilities instead of counts do not overflow.
 */
function shareWithInversions(n: number, most: number): number {
  let share = new Float64Array(most + 1)
  share[0] = 1
  for (let m = 2; m <= n; m++) {
    const next = new Float64Array(most + 1)
    for (let k = 0, window = 0; k <= most; k++) {
      window += share[k]
      if (k >= m) window -= share[k - m]
      next[k] = window / m
    }
    share = next
  }
  return share.reduce((sum, each) => sum + each, 0)
}

/** Exact two-sided p with ties, by going through every order of y: the share with a score as far from 0. */
export function enumeratedP(x: ArrayLike<number>, y: ArrayLike<number>, score: number): number {
  const values = Array.from(y)
  const least = Math.abs(score)
  let [orders, asFar] = [0, 0]
  const place = (position: number, soFar: number) => {
    if (position === values.length) {
      orders++
      if (Math.abs(soFar) >= least) asFar++
      return
    }
    for (let other = position; other < values.length; other++) {
      swap(values, position, other)
      let gain = 0
      for (let i = 0; i < position; i++) gain += compare(x[position], x[i]) * compare(values[position], values[i])
      place(position + 1, soFar + gain)
      swap(values, position, other)
    }
  }
  place(0, 0)
  return asFar / orders
}

function swap(values: number[], i: number, j: number): void {
  const held = values[i]
  values[i] = values[j]
  values[j] = held
}

/**
 * Two-sided p from the normal approximation, with the variance of the score corrected for ties (Kendall 1970) and no
 * correction for continuity, as SciPy's `kendalltau(method="asymptotic")`. For three points or more.
 */
export function normalP(x: ArrayLike<number>, y: ArrayLike<number>, { score }: Concordance): number {
  const n = x.length
  const [inX, inY] = [tieSums(x), tieSums(y)]
  const orderedPairs = n * (n - 1)
  const variance =
    (orderedPairs * (2 * n + 5) - inX.scores - inY.scores) / 18 +
    (inX.pairs * inY.pairs) / (2 * orderedPairs) +
    (inX.triples * inY.triples) / (9 * orderedPairs * (n - 2))
  return Math.min(1, 2 * normalTail(Math.abs(score) / Math.sqrt(variance)))
}

/** Over the groups of t tied values: the sums of t(t − 1), t(t − 1)(t − 2) and t(t − 1)(2t + 5). */
function tieSums(values: ArrayLike<number>): { pairs: number; triples: number; scores: number } {
  const sizes = new Map<number, number>()
  for (const value of Array.from(values)) sizes.set(value, (sizes.get(value) ?? 0) + 1)
  const sums = { pairs: 0, triples: 0, scores: 0 }
  for (const t of sizes.values()) {
    sums.pairs += t * (t - 1)
    sums.triples += t * (t - 1) * (t - 2)
    sums.scores += t * (t - 1) * (2 * t + 5)
  }
  return sums
}
