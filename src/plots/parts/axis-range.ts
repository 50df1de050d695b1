/** From the least to the greatest finite value, a little wider; a single value gets room on both sides. */
export function axisRange(values: Iterable<number>): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return [0, 1]
  const margin = high > low ? (high - low) * 0.05 : 0.1 * Math.abs(high) || 0.5
  return [low - margin, high + margin]
}
