import type { MixtureComponent } from "../../estimators/measurement.js"

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
