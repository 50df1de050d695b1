import { cliffsDelta } from "./cliffs-delta.js"
import type { Difference } from "./comparison.js"
import { type Spread, subtractSpread, type Uncertainty, uncertainty } from "./spread.js"
import { studentQuantile } from "./student-quantile.js"

/** A mean of one model, how it scatters, and the values it is the mean of, in increasing order. */
export interface Estimate {
  mean: number
  spread: Spread
  values: Float64Array
}

/** The second estimate less the first, both on the same `examples`. */
export function differenceOf(first: Estimate, second: Estimate, examples: number): Difference {
  const difference = second.mean - first.mean
  const found = uncertainty(subtractSpread(second.spread, first.spread))
  const halfWidth = studentQuantile(0.05) * found.standardError
  return {
    first: first.mean,
    second: second.mean,
    difference,
    interval: [difference - halfWidth, difference + halfWidth],
    standardError: found.standardError,
    effect: cliffsDelta(first.values, second.values),
    examplesNeeded: examplesNeeded(difference, halfWidth, found, examples),
  }
}

/** 1 or −1 where the difference is not chance at this level (two-sided), else 0. */
export function signAtLevel({ difference, standardError }: Difference, level: number): number {
  return Math.abs(difference) > studentQuantile(level) * standardError ? Math.sign(difference) : 0
}

/** The n at which the half-width² · (ordinary · S/n + lasting) has fallen to difference². */
function examplesNeeded(
  difference: number,
  halfWidth: number,
  { lasting }: Uncertainty,
  examples: number,
): number | null {
  if (difference === 0 || Math.abs(difference) > halfWidth) return null
  const ordinaryLeft = (difference / halfWidth) ** 2 - lasting
  return ordinaryLeft > 0 ? Math.ceil((examples * (1 - lasting)) / ordinaryLeft) : null
}
