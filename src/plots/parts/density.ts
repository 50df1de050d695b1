import type { MixtureComponent } from "../../estimators/measurement.js"

/** The place of a value on an axis, 0 to 1, and the value at a place. */
export interface Axis {
  (value: number): number
  invert(place: number): number
}

export interface Point {
  x: number
  y: number
}

/** Share of the values in each of `bins` steps that are even on the axis, at the step's start; the last at its end too. */
export function stepShares(values: Float64Array, axis: Axis, bins: number): Point[] {
  if (values.length === 0) return []
  const counts = new Float64Array(bins + 1)
  for (const value of values) {
    const place = axis(value)
    if (place >= 0 && place <= 1) counts[Math.min(Math.floor(place * bins), bins - 1)]++
  }
  counts[bins] = counts[bins - 1]
  return Array.from(counts, (count, bin) => ({ x: axis.invert(bin / bins), y: count / values.length }))
}

/** The mixture's share within a step about each of many points, so that it and the values' shares have the same scale. */
export function mixtureShares(mixture: MixtureComponent[], axis: Axis, bins: number): Point[] {
  const points = bins * 4
  return Array.from({ length: points + 1 }, (_, i) => {
    const place = i / points
    const [from, to] = [place - 0.5 / bins, place + 0.5 / bins].map(axis.invert)
    return { x: axis.invert(place), y: mixtureShare(mixture, from, to) }
  })
}

/** Share of a Gaussian mixture between two values. A component without spread lies wholly on its mean. */
export function mixtureShare(mixture: MixtureComponent[], from: number, to: number): number {
  return mixture.reduce((sum, { weight, mean, standardDeviation }) => {
    if (standardDeviation === 0) return sum + (mean >= from && mean < to ? weight : 0)
    const upper = normalDistribution((to - mean) / standardDeviation)
    const lower = normalDistribution((from - mean) / standardDeviation)
    return sum + weight * (upper - lower)
  }, 0)
}

/** Standard normal distribution function to 8e-8 (Abramowitz and Stegun 1964, 26.2.17). */
function normalDistribution(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)
  return z > 0 ? 1 - tail : tail
}
