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

/**
 * Examples at which the difference would be told at a stricter level than that of its interval, were all of its
 * variance ordinary where the interval leaves 0 out already; Infinity where no number would do.
 */
export function examplesAtLevel(one: Difference, level: number, examples: number): number {
  if (one.difference === 0 || (one.examplesNeeded === null && signAtLevel(one, 0.05) === 0)) return Infinity
  const ratio = (studentQuantile(level) * one.standardError) / Math.abs(one.difference)
  return Math.max(one.examplesNeeded ?? 0, Math.ceil(examples * ratio * ratio))
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
