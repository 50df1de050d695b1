import { digamma, digammaTable } from "./digamma.js"
import { countCloser, kthDistance } from "./neighbours.js"

/**
 * What k_i is where other points tie with the k-th neighbour at a distance above 0. `counted`: the points strictly closer,
 * the point itself included, as for n_x and n_y. `published`: k all the same.
 */
export type MixedTies = "counted" | "published"

/**
 * Mutual information in nats of variables that may be discrete, continuous or both, after Gao, Kannan, Oh and
 * Viswanath 2017: ψ(S) + ⟨ψ(k_i) − ψ(n_x) − ψ(n_y)⟩, n = points, the point itself included, strictly closer than its k-th
 * neighbour in that coordinate, k_i = such points in the plane. Where that neighbour is at distance 0, the points that tie.
 * `published` has ln S for ψ(S), and k for k_i at distances above 0. O(S²).
 *
 * Without ties `counted` is KSG-1; with a constant it is 0.
 */
export function mixed(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  k: number,
  scaleX = 1,
  scaleY = 1,
  ties: MixedTies = "published",
): number {
  const examples = x.length
  const psi = digammaTable(examples)
  let sum = 0
  for (let i = 0; i < examples; i++) {
    const radius = kthDistance(x, y, i, k, scaleX, scaleY)
    const inPlane = ties === "published" && radius > 0 ? k : countCloserInPlane(x, y, i, radius, scaleX, scaleY)
    sum += psi[inPlane] - psi[countCloser(x, i, radius, scaleX)] - psi[countCloser(y, i, radius, scaleY)]
  }
  return (ties === "published" ? Math.log(examples) : digamma(examples)) + sum / examples
}

function countCloserInPlane(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  i: number,
  radius: number,
  scaleX: number,
  scaleY: number,
): number {
  let count = 0
  for (let j = 0; j < x.length; j++) {
    const distance = Math.max(Math.abs(x[j] - x[i]) * scaleX, Math.abs(y[j] - y[i]) * scaleY)
    if (distance < radius || distance === 0) count++
  }
  return count
}
