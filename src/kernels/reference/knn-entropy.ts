import { digamma, digammaTable } from "./digamma.js"

/**
 * Differential entropy in nats after Kozachenko and Leonenko 1987: ψ(S) + ⟨ln(2 d_i) − ψ(k_i)⟩, d_i = distance
 * |difference| · scale from point i to its k-th nearest other, k_i = k.
 *
 * Where more than k values are equal, d_i = 0. `exact` then gives −∞, as the formula does; `safe` takes the first distance
 * that is not 0 and the number of others within it, and gives 0 for a constant. O(S log S + S k).
 */
export function knnEntropy(values: ArrayLike<number>, k: number, scale = 1, ties: "exact" | "safe" = "exact"): number {
  const sorted = Float64Array.from(values).sort()
  const examples = sorted.length
  if (ties === "safe" && sorted[0] === sorted[examples - 1]) return 0
  const psi = digammaTable(examples)
  let term = 0
  let sum = 0
  for (let i = 0; i < examples; i++) {
    // Equal values have equal distances.
    if (i === 0 || sorted[i] !== sorted[i - 1]) {
      const distance = kthGap(sorted, i, k, scale)
      const found = distance === 0 && ties === "safe" ? firstPositiveGap(sorted, i, scale) : { distance, neighbours: k }
      term = Math.log(2 * found.distance) - psi[found.neighbours]
    }
    sum += term
  }
  return digamma(examples) + sum / examples
}

/** The k nearest of a sorted value are k of its neighbours in a row: `below` of them before it, the others after. */
function kthGap(sorted: Float64Array, i: number, k: number, scale: number): number {
  let nearest = Infinity
  for (let below = Math.max(0, k - (sorted.length - 1 - i)); below <= Math.min(k, i); below++) {
    const gap = Math.max(sorted[i] - sorted[i - below], sorted[i + k - below] - sorted[i]) * scale
    if (gap < nearest) nearest = gap
  }
  return nearest
}

function firstPositiveGap(sorted: Float64Array, i: number, scale: number): { distance: number; neighbours: number } {
  const gap = (j: number) => (j < 0 || j >= sorted.length ? Infinity : Math.abs(sorted[j] - sorted[i]) * scale)
  let first = i
  let last = i
  while (gap(first - 1) === 0) first--
  while (gap(last + 1) === 0) last++
  const distance = Math.min(gap(first - 1), gap(last + 1))
  while (gap(first - 1) <= distance) first--
  while (gap(last + 1) <= distance) last++
  return { distance, neighbours: last - first }
}
