import { lax, numpy as np } from "@jax-js/jax"

/** Abramowitz and Stegun 1964, 7.1.26: the tail of the normal distribution to 1e-7, as a polynomial without constant term. */
const scale = 0.3275911 * Math.SQRT1_2
const coefficients = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429]

/**
 * x · Φ(x), Φ the normal distribution (Hendrycks and Gimpel 2016), not one of its approximations by a tangent. The slope is
 * said outright, Φ(x) + x φ(x), so that both share one exponential: most of what jax-js's own takes, forward and backward, is
 * the second. Consumes the values.
 */
export function gelu(values: np.Array): np.Array {
  const x = lax.stopGradient(values.ref)
  const exponential = np.exp(np.square(x.ref).mul(-0.5))
  const t = np.reciprocal(np.absolute(x.ref).mul(scale).add(1))
  const polynomial = coefficients.reduceRight<np.Array>((sum, c) => sum.add(c).mul(t.ref), np.zeros([]))
  t.dispose()
  const tail = polynomial.mul(exponential.ref).mul(0.5)
  const cumulative = np.where(np.greater(x.ref, 0), np.subtract(1, tail.ref), tail)
  const density = exponential.mul(1 / Math.sqrt(2 * Math.PI))
  const slope = cumulative.ref.add(x.ref.mul(density))
  return values.sub(x.ref).mul(slope).add(x.mul(cumulative))
}
