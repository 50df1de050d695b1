/** Mutual information in nats of pairs whose distribution is known: what the estimators are measured against. */

/** Bivariate Gaussian with correlation ρ: −½ ln(1 − ρ²). */
export function gaussianInformation(rho: number): number {
  return -0.5 * Math.log1p(-rho * rho)
}

/**
 * max(0, U − t) and max(0, V − t) of a bivariate Gaussian (U, V) with correlation ρ: an atom at 0 and a density beyond it.
 *
 * The information is a sum over what the two share: the corner (both at 0), the two edges (one at 0), and the quadrant
 * (neither). Given U = u, V is N(ρu, s²), s² = 1 − ρ². Writing V = ρu + s w, the quadrant's inner integral is one of
 * 1, w and w² times the normal density over w > a = (t − ρu)/s, which has a closed form; u is left to Simpson's rule.
 */
export function rectifiedGaussianInformation(rho: number, threshold = 0): number {
  if (rho === 0) return 0
  const s = Math.sqrt(1 - rho * rho)
  const atom = normalCdf(threshold)
  const atAtomGiven = (u: number) => normalCdf((threshold - rho * u) / s)
  const corner = simpson((u) => normalDensity(u) * atAtomGiven(u), -REACH, threshold)
  const edge = simpson((u) => normalDensity(u) * xLogRatio(atAtomGiven(u), atom), threshold, REACH)
  const quadrant = simpson(
    (u) => {
      const a = (threshold - rho * u) / s
      const m0 = 1 - normalCdf(a)
      const m1 = normalDensity(a)
      const m2 = a * m1 + m0
      const logRatio = -Math.log(s) * m0 + ((rho * u) ** 2 * m0 + 2 * rho * u * s * m1 + (s * s - 1) * m2) / 2
      return normalDensity(u) * logRatio
    },
    threshold,
    REACH,
  )
  return xLogRatio(corner, atom * atom) + 2 * edge + quadrant
}

/**
 * round(σU) and round(σV) of a bivariate Gaussian (U, V) with correlation ρ, by summation over the table of cells.
 * With `rectified`, max(0, ·) of them: everything below one half is one cell.
 */
export function integerGaussianInformation(rho: number, sigma: number, rectified = false): number {
  if (rho === 0) return 0
  const s = Math.sqrt(1 - rho * rho)
  const furthest = Math.ceil(REACH * sigma)
  const first = rectified ? 0 : -furthest
  const cuts = Array.from({ length: furthest - first + 2 }, (_, m) => {
    const open = m === 0 || m === furthest - first + 1
    return open ? Math.sign(m - 0.5) * REACH : (first + m - 0.5) / sigma
  })
  const cells = cuts.length - 1
  const marginal = Array.from({ length: cells }, (_, m) => normalCdf(cuts[m + 1]) - normalCdf(cuts[m]))
  let information = 0
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      const inColumn = (u: number) => normalCdf((cuts[j + 1] - rho * u) / s) - normalCdf((cuts[j] - rho * u) / s)
      const steps = cuts[i + 1] - cuts[i] > 1 ? 400 : 8
      const share = simpson((u) => normalDensity(u) * inColumn(u), cuts[i], cuts[i + 1], steps)
      information += xLogRatio(share, marginal[i] * marginal[j])
    }
  }
  return information
}

/** Where a normal variable is taken to end: beyond it lies less than 1e-17. */
const REACH = 8.5

/** p ln(p/q), 0 where rounding leaves no p. */
function xLogRatio(p: number, q: number): number {
  return p > 0 && q > 0 ? p * Math.log(p / q) : 0
}

export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/** Φ(z) to about 1e-16 absolute: ½ + φ(z)(z + z³/3 + z⁵/15 + …) (Marsaglia 2004). */
export function normalCdf(z: number): number {
  if (Math.abs(z) > REACH) return z < 0 ? 0 : 1
  let term = z
  let sum = z
  for (let odd = 3; Math.abs(term) > 1e-18; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return Math.min(Math.max(0.5 + normalDensity(z) * sum, 0), 1)
}

/** ∫ f from a to b, Simpson's rule with an even number of steps. */
export function simpson(f: (u: number) => number, a: number, b: number, steps = 2000): number {
  const step = (b - a) / steps
  let sum = f(a) + f(b)
  for (let m = 1; m < steps; m++) sum += f(a + m * step) * (m % 2 === 1 ? 4 : 2)
  return (sum * step) / 3
}
