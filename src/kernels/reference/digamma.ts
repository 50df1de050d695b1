/**
 * Digamma function ψ(x) = d/dx ln Γ(x) for x > 0, relative error below 1e-14.
 * Recurrence ψ(x) = ψ(x + 1) − 1/x up to x ≥ 10, then the asymptotic series (Abramowitz and Stegun 6.3.18).
 */
export function digamma(x: number): number {
  let shift = 0
  while (x < 10) {
    shift -= 1 / x
    x += 1
  }
  const r = 1 / (x * x)
  const series =
    r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - r * (691 / 32760 - r * (1 / 12)))))))
  return shift + Math.log(x) - 0.5 / x - series
}

/** ψ at the integers: entry n is ψ(n) for 1 ≤ n ≤ upTo; entry 0 is −∞, the limit from the right. */
export function digammaTable(upTo: number): Float64Array {
  const table = new Float64Array(upTo + 1)
  table[0] = -Infinity
  for (let n = 1; n <= upTo; n++) table[n] = digamma(n)
  return table
}
