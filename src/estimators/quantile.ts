/**
 * Quantile of values in increasing order, linear between neighbours: type 7 of Hyndman and Fan (1996), the default of
 * NumPy and R. Neither overflows nor leaves the range of the two neighbours.
 *
 * @param share between 0 (the minimum) and 1 (the maximum)
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * share
  const before = Math.floor(position)
  const low = sorted[before]
  const high = sorted[Math.min(before + 1, sorted.length - 1)]
  const weight = position - before
  if (weight === 0 || low === high) return low
  return Math.min(high, Math.max(low, low * (1 - weight) + high * weight))
}
