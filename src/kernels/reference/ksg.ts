import { digamma, digammaTable } from "./digamma.js"
import { countCloser, kthDistance } from "./neighbours.js"

/**
 * Mutual information in nats, first estimator of Kraskov, Stögbauer and Grassberger 2004 (KSG-1):
 * ψ(S) + ψ(k) − ⟨ψ(n_x + 1) + ψ(n_y + 1)⟩, n = other points strictly closer in that coordinate than the k-th neighbour
 * in the plane; where that neighbour is at distance 0, n = points that tie. O(S²).
 */
export function ksg(x: ArrayLike<number>, y: ArrayLike<number>, k: number, scaleX = 1, scaleY = 1): number {
  const examples = x.length
  const psi = digammaTable(examples)
  let sum = 0
  for (let i = 0; i < examples; i++) {
    const radius = kthDistance(x, y, i, k, scaleX, scaleY)
    // The counts include the point itself, so they are n + 1 already.
    sum += psi[countCloser(x, i, radius, scaleX)] + psi[countCloser(y, i, radius, scaleY)]
  }
  return digamma(examples) + digamma(k) - sum / examples
}
