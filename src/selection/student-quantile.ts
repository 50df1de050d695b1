/**
 * Degrees of freedom of every standard error here: what its splits of the examples are worth, by simulation
 * (docs/comparison.md).
 */
export const DEGREES = 16

/**
 * The t for which Student's distribution with 16 degrees of freedom leaves the share `outside` (0 < outside ≤ 1) beyond
 * ±t: half the width, in standard errors, of an interval of level 1 − outside.
 */
export function studentQuantile(outside: number): number {
  let [low, high] = [0, 1]
  while (shareBeyond(high) > outside) high *= 2
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2
    if (shareBeyond(middle) > outside) low = middle
    else high = middle
  }
  return high
}

/** Two-sided tail by the closed form for even degrees of freedom (Abramowitz and Stegun 26.7.4). */
function shareBeyond(t: number): number {
  const squaredCosine = DEGREES / (DEGREES + t * t)
  let [term, sum] = [1, 1]
  for (let m = 1; m < DEGREES / 2; m++) {
    term *= (squaredCosine * (2 * m - 1)) / (2 * m)
    sum += term
  }
  return 1 - Math.sqrt(1 - squaredCosine) * sum
}
