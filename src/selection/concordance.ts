/** How the pairs of n points, each with an x and a y, are ordered. */
export interface Concordance {
  /** Pairs that both order alike less those that they order the other way round; ties count nothing. */
  score: number
  /** Pairs that differ in x. */
  orderedByX: number
  /** Pairs that differ in y. */
  orderedByY: number
}

/** Pair by pair: n² / 2 comparisons, a tenth of a second for 5,000 points, and plainer than the merge count of Knight (1966). */
export function concordance(x: ArrayLike<number>, y: ArrayLike<number>): Concordance {
  let [score, orderedByX, orderedByY] = [0, 0, 0]
  for (let i = 1; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const byX = compare(x[i], x[j])
      const byY = compare(y[i], y[j])
      score += byX * byY
      orderedByX += byX * byX
      orderedByY += byY * byY
    }
  }
  return { score, orderedByX, orderedByY }
}

/** 1, 0 or −1; not a difference, because ∞ − ∞ is none. */
export function compare(a: number, b: number): number {
  return Number(a > b) - Number(a < b)
}

/** τ-b from the pairs; null where all points are tied in x or in y, or there are fewer than two. */
export function tauB({ score, orderedByX, orderedByY }: Concordance): number | null {
  if (orderedByX === 0 || orderedByY === 0) return null
  return score / Math.sqrt(orderedByX * orderedByY)
}
