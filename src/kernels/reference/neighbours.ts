/**
 * Distance from point i to its k-th nearest other point of the plane in the maximum norm.
 * A coordinate's distance is |difference| · scale: equal differences stay equal.
 */
export function kthDistance(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  i: number,
  k: number,
  scaleX: number,
  scaleY: number,
): number {
  const nearest = new Float64Array(k).fill(Infinity)
  for (let j = 0; j < x.length; j++) {
    if (j === i) continue
    const distance = Math.max(Math.abs(x[j] - x[i]) * scaleX, Math.abs(y[j] - y[i]) * scaleY)
    if (distance >= nearest[k - 1]) continue
    let rank = k - 1
    for (; rank > 0 && nearest[rank - 1] > distance; rank--) nearest[rank] = nearest[rank - 1]
    nearest[rank] = distance
  }
  return nearest[k - 1]
}

/** How many values, the i-th itself included, lie strictly closer than `radius` to it; at radius 0, how many equal it. */
export function countCloser(values: ArrayLike<number>, i: number, radius: number, scale: number): number {
  let count = 0
  for (let j = 0; j < values.length; j++) {
    const distance = Math.abs(values[j] - values[i]) * scale
    if (distance < radius || distance === 0) count++
  }
  return count
}

/** How many values, the i-th itself included, lie at most `radius` from it. */
export function countWithin(values: ArrayLike<number>, i: number, radius: number, scale: number): number {
  let count = 0
  for (let j = 0; j < values.length; j++) {
    if (Math.abs(values[j] - values[i]) * scale <= radius) count++
  }
  return count
}
