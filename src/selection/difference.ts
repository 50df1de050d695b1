import { cliffsDelta } from "./cliffs-delta.js"
import type { Difference } from "./comparison.js"
import { type Spread, subtractSpread, uncertainty } from "./spread.js"
import { studentQuantile } from "./student-quantile.js"

/** A mean of one model, how it scatters, and the values it is the mean of, in increasing order. */
export interface Estimate {
  mean: number
  spread: Spread
  values: Float64Array
}

/** The second estimate less the first, both on the same `examples`. Cost: a pass over the values of both. */
export function differenceOf(first: Estimate, second: Estimate, examples: number): Difference {
  const difference = second.mean - first.mean
  const scatter = uncertainty(subtractSpread(second.spread, first.spread))
  const halfWidth = studentQuantile(0.05) * scatter.standardError
  const found = { difference, ...scatter }
  const needed = examplesAtLevel(found, 0.05, examples)
  return {
    first: first.mean,
    second: second.mean,
    ...found,
    interval: [difference - halfWidth, difference + halfWidth],
    effect: cliffsDelta(first.values, second.values),
    examplesNeeded: signAtLevel(found, 0.05) === 0 && Number.isFinite(needed) ? needed : null,
  }
}

/** 1 or −1 where the difference is not chance at this level (two-sided), else 0. */
export function signAtLevel(
  { difference, standardError }: Pick<Difference, "difference" | "standardError">,
  level: number,
): number {
  return Math.abs(difference) > studentQuantile(level) * standardError ? Math.sign(difference) : 0
}

/**
 * Examples at which the difference, were it as found, would be told at this level (two-sided): the n at which
 * half-width² · ((1 − lasting) · S/n + lasting) is difference². Infinity where no number would do.
 */
export function examplesAtLevel(
  { difference, standardError, lasting }: Pick<Difference, "difference" | "standardError" | "lasting">,
  level: number,
  examples: number,
): number {
  if (difference === 0) return Infinity
  const ordinaryLeft = (difference / (studentQuantile(level) * standardError)) ** 2 - lasting
  return ordinaryLeft > 0 ? Math.ceil((examples * (1 - lasting)) / ordinaryLeft) : Infinity
}
