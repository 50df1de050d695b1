import { inverseNormal } from "./inverse-normal.js"

/** 1 − ρ² is taken to be at least 2⁻⁵², so that two neurons with the same ranks have 18.02 nats and not infinitely many. */
const LEAST_UNEXPLAINED = 2 ** -52

/**
 * Mutual information in nats of the Gaussian copula: −½ ln(1 − ρ²), ρ = correlation of the normal scores. A lower bound for
 * continuous variables whose copula is not Gaussian; unchanged by monotone maps. 0 where a variable is constant. O(S log S).
 */
export function gaussianCopula(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const scoresX = normalScores(x)
  const scoresY = normalScores(y)
  let xx = 0
  let yy = 0
  let xy = 0
  for (let i = 0; i < scoresX.length; i++) {
    xx += scoresX[i] * scoresX[i]
    yy += scoresY[i] * scoresY[i]
    xy += scoresX[i] * scoresY[i]
  }
  return gaussianInformation(xx, yy, xy)
}

/** −½ ln(1 − ρ²) in nats, from the sums of squares and products of two centred variables; 0 where one is constant. */
export function gaussianInformation(xx: number, yy: number, xy: number): number {
  if (xx === 0 || yy === 0) return 0
  return -0.5 * Math.log(Math.max(1 - (xy / xx) * (xy / yy), LEAST_UNEXPLAINED))
}

/** Φ⁻¹(r/(S + 1)) of the ranks r, less their mean. */
export function normalScores(values: ArrayLike<number>): Float64Array {
  const scores = averageRanks(values).map((rank) => normalScore(rank, values.length))
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  return scores.map((score) => score - mean)
}

/**
 * Φ⁻¹(r/(S + 1)). Ranks above the middle by reflection, so that a neuron and its negative have opposite scores to the last bit.
 */
export function normalScore(rank: number, examples: number): number {
  const all = examples + 1
  return 2 * rank <= all ? inverseNormal(rank / all) : -inverseNormal((all - rank) / all)
}

/** Ranks from 1 to S; equal values share the mean of theirs. */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort((i, j) => values[i] - values[j])
  const ranks = new Float64Array(values.length)
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (end < order.length && values[order[end]] === values[order[start]]) end++
    for (let r = start; r < end; r++) ranks[order[r]] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}
