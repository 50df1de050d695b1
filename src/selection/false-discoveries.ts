/**
 * The p at or below which values count as discoveries, so that of those counted at most `rate` are expected to be
 * false: the largest p₍ᵢ₎ ≤ i · rate / m (Benjamini and Hochberg 1995; holds for pairs that share neurons as well where
 * their p rise together, Benjamini and Yekutieli 2001). −1 where none is.
 * @param sorted p in increasing order
 */
export function discoveryThreshold(sorted: ArrayLike<number>, rate: number): number {
  for (let i = sorted.length; i > 0; i--) {
    if (sorted[i - 1] <= (i * rate) / sorted.length) return sorted[i - 1]
  }
  return -1
}
