/**
 * Probability that a standard normal number exceeds `z` ≥ 0, to 12 digits, also far out: the series of the integral near the
 * middle, Laplace's continued fraction in the tail.
 */
export function normalTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  return z < 3 ? 0.5 - density * seriesFromMiddle(z) : density / continuedFraction(z)
}

/** z + z³ / 3 + z⁵ / (3 · 5) + …: the integral from 0 to z over the density at z. */
function seriesFromMiddle(z: number): number {
  let sum = z
  for (let k = 1, term = z; k < 60; k++) {
    term *= (z * z) / (2 * k + 1)
    sum += term
  }
  return sum
}

/** z + 1 / (z + 2 / (z + 3 / …)) */
function continuedFraction(z: number): number {
  let rest = z
  for (let k = 150; k > 0; k--) rest = z + k / rest
  return rest
}
