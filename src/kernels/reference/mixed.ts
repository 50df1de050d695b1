import { digammaTable } from "./digamma.js"
import { countCloser, kthDistance } from "./neighbours.js"

/**
 * Mutual information in nats of variables that may be discrete, continuous or both, after Gao, Kannan, Oh and
 * Viswanath 2017: ⟨ψ(k_i) + ln S − ψ(n_x) − ψ(n_y)⟩, n = points, the point itself included, strictly closer than its k-th
 * neighbour. Where that neighbour is at distance 0, k_i and n count the points that tie. O(S²).
 *
 * Without ties this is KSG-1 + ln S − ψ(S), that is KSG-1 + 1/(2S) + O(S⁻²).
 */
export function mixed(x: ArrayLike<number>, y: ArrayLike<number>, k: number, scaleX = 1, scaleY = 1): number {
  const examples = x.length
  const psi = digammaTable(examples)
  let sum = 0
  for (let i = 0; i < examples; i++) {
    const radius = kthDistance(x, y, i, k, scaleX, scaleY)
    const neighbours = radius === 0 ? countTies(x, y, i, scaleX, scaleY) : k
    sum += psi[neighbours] - psi[countCloser(x, i, radius, scaleX)] - psi[countCloser(y, i, radius, scaleY)]
  }
  return Math.log(examples) + sum / examples
}

function countTies(x: ArrayLike<number>, y: ArrayLike<number>, i: number, scaleX: number, scaleY: number): number {
  let count = 0
  for (let j = 0; j < x.length; j++) {
    if (Math.abs(x[j] - x[i]) * scaleX === 0 && Math.abs(y[j] - y[i]) * scaleY === 0) count++
  }
  return count
}
