import { digamma, digammaTable } from "./digamma.js"
import { countWithin, kthDistance } from "./neighbours.js"

/**
 * Mutual information in nats, second estimator of Kraskov, Stögbauer and Grassberger 2004 (KSG-2):
 * ψ(S) + ⟨ψ(k) − 1/k − ψ(n_x) − ψ(n_y)⟩, n = other points within the side of the smallest box around the k nearest.
 * Where others tie with the k-th neighbour they all belong to the box, and k is their number at that point. O(S²).
 */
export function ksg2(x: ArrayLike<number>, y: ArrayLike<number>, k: number, scaleX = 1, scaleY = 1): number {
  const examples = x.length
  const psi = digammaTable(examples)
  let sum = 0
  for (let i = 0; i < examples; i++) {
    const radius = kthDistance(x, y, i, k, scaleX, scaleY)
    let inBox = 0
    let sideX = 0
    let sideY = 0
    for (let j = 0; j < examples; j++) {
      const dx = Math.abs(x[j] - x[i]) * scaleX
      const dy = Math.abs(y[j] - y[i]) * scaleY
      if (j === i || Math.max(dx, dy) > radius) continue
      inBox++
      sideX = Math.max(sideX, dx)
      sideY = Math.max(sideY, dy)
    }
    const nx = countWithin(x, i, sideX, scaleX) - 1
    const ny = countWithin(y, i, sideY, scaleY) - 1
    sum += psi[inBox] - 1 / inBox - psi[nx] - psi[ny]
  }
  return digamma(examples) + sum / examples
}
