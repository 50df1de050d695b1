import { RoteError } from "../errors.js"
import { type Concordance, concordance, tauB } from "./concordance.js"
import { enumeratedP, exactP, MOST_ENUMERATED, MOST_EXACT, normalP } from "./kendall-p.js"

export interface KendallTau {
  /** τ-b, −1 … 1; null where it is not defined. */
  tau: number | null
  /** Two-sided p of "the two orders have nothing to do with each other"; 1 where τ is not defined. */
  p: number
  method: "exact" | "normal"
  /** Number of points. */
  n: number
}

/**
 * Kendall's τ-b: how far two numbers per point put the points in the same order, from −1 (the other way round) through 0 to
 * 1 (alike). Ties are no agreement and shrink the denominator (Kendall 1945).
 *
 * p is exact without ties up to 170 points and with ties up to 9, where every order is counted; beyond that it comes from the
 * normal approximation. It takes the points as independent.
 *
 * τ is null and p is 1 with fewer than two points, with all x or all y equal, and where any value is NaN.
 * Infinities are ordered like other numbers.
 *
 * Cost: n² / 2 comparisons; p with ties and 9 points a tenth of a second.
 * @throws RoteError `shape-mismatch` where x and y differ in length
 */
export function kendallTau(x: ArrayLike<number>, y: ArrayLike<number>): KendallTau {
  if (x.length !== y.length) {
    throw new RoteError("shape-mismatch", {
      input: "Kendall's tau",
      expected: "as many x as y",
      found: `${x.length} and ${y.length}`,
    })
  }
  const pairs = concordance(x, y)
  const tau = hasNaN(x) || hasNaN(y) ? null : tauB(pairs)
  if (tau === null) return { tau, p: 1, method: "exact", n: x.length }
  return { tau, ...significance(x, y, pairs), n: x.length }
}

function significance(x: ArrayLike<number>, y: ArrayLike<number>, pairs: Concordance): Omit<KendallTau, "tau" | "n"> {
  const n = x.length
  const all = (n * (n - 1)) / 2
  const ties = pairs.orderedByX < all || pairs.orderedByY < all
  if (!ties && n <= MOST_EXACT) return { p: exactP(n, pairs.score), method: "exact" }
  if (n <= MOST_ENUMERATED) return { p: enumeratedP(x, y, pairs.score), method: "exact" }
  return { p: normalP(x, y, pairs), method: "normal" }
}

function hasNaN(values: ArrayLike<number>): boolean {
  return Array.from(values).some(Number.isNaN)
}
