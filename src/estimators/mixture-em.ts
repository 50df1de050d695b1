import type { MixtureComponent } from "./measurement.js"

export type Mixture = MixtureComponent[]

/** Values in groups of neighbours: how many, their mean, their variance about it. */
export interface Grouped {
  count: Float64Array
  mean: Float64Array
  variance: Float64Array
}

const cuts = 512
const leastVariance = 1e-6
const mostRounds = 500
const stillGain = 1e-6

/**
 * Values in increasing order, as groups (a value each where there are few), in units in which all values together have
 * mean 0 and standard deviation 1; `mean` and `standardDeviation` lead back.
 */
export function groupSorted(sorted: Float64Array): { values: Grouped; mean: number; standardDeviation: number } {
  const starts = groupStarts(sorted)
  const groups = starts.length
  const values = {
    count: new Float64Array(groups),
    mean: new Float64Array(groups),
    variance: new Float64Array(groups),
  }
  for (let g = 0; g < groups; g++) {
    const end = starts[g + 1] ?? sorted.length
    const { mean, variance } = meanAndVariance(sorted.subarray(starts[g], end))
    values.count[g] = end - starts[g]
    values.mean[g] = mean
    values.variance[g] = variance
  }
  const { mean, variance } = meanAndVariance(sorted)
  const standardDeviation = Math.sqrt(variance)
  for (let g = 0; g < groups && standardDeviation > 0; g++) {
    values.mean[g] = (values.mean[g] - mean) / standardDeviation
    values.variance[g] /= variance
  }
  return { values, mean, standardDeviation }
}

/**
 * Where the groups start: at every 1/512 of the values, so that no group is large, and at every 1/512 of their range, so
 * that none reaches across a gap between clusters.
 */
function groupStarts(sorted: Float64Array): number[] {
  if (sorted.length <= 2 * cuts) return Array.from(sorted.keys())
  const lowest = sorted[0]
  const range = sorted[sorted.length - 1] - lowest
  const starts: number[] = []
  let block = -1
  let cell = -1
  for (let i = 0; i < sorted.length; i++) {
    const ownBlock = Math.floor((i * cuts) / sorted.length)
    const ownCell = range > 0 ? Math.floor(((sorted[i] - lowest) / range) * cuts) : 0
    if (ownBlock === block && ownCell === cell) continue
    starts.push(i)
    block = ownBlock
    cell = ownCell
  }
  return starts
}

/**
 * One round of expectation–maximisation, and the log likelihood of the mixture it started from. All values of a group get
 * the same shares in the components; under that constraint the log likelihood never falls from round to round.
 */
export function maximise(values: Grouped, mixture: Mixture): { mixture: Mixture; logLikelihood: number } {
  const components = mixture.length
  const logDensity = logDensities(mixture)
  const weight = new Float64Array(components)
  const sum = new Float64Array(components)
  const squares = new Float64Array(components)
  const share = new Float64Array(components)
  let logLikelihood = 0
  let total = 0
  for (let g = 0; g < values.mean.length; g++) {
    const count = values.count[g]
    const mean = values.mean[g]
    const variance = values.variance[g]
    logLikelihood += count * logDensity(mean, variance, share)
    total += count
    for (let c = 0; c < components; c++) {
      const part = count * share[c]
      const d = mean - mixture[c].mean
      weight[c] += part
      sum[c] += part * d
      squares[c] += part * (d * d + variance)
    }
  }
  const improved = mixture.map((component, c) => {
    if (weight[c] === 0) return { ...component, weight: 0 }
    const shift = sum[c] / weight[c]
    const variance = Math.max(leastVariance, squares[c] / weight[c] - shift * shift)
    return { weight: weight[c] / total, mean: component.mean + shift, standardDeviation: Math.sqrt(variance) }
  })
  return { mixture: improved, logLikelihood }
}

/** Rounds until one gains less than 1e-6 per value in log likelihood, at most 500. */
export function maximiseUntilStill(values: Grouped, start: Mixture): Mixture {
  const total = values.count.reduce((sum, count) => sum + count, 0)
  let mixture = start
  let previous = -Infinity
  for (let round = 0; round < mostRounds; round++) {
    const next = maximise(values, mixture)
    mixture = next.mixture
    if (next.logLikelihood - previous < stillGain * total) break
    previous = next.logLikelihood
  }
  return mixture
}

export function logLikelihoodAt(values: Grouped, mixture: Mixture): number {
  const logDensity = logDensities(mixture)
  const share = new Float64Array(mixture.length)
  return values.mean.reduce((sum, mean, g) => sum + values.count[g] * logDensity(mean, values.variance[g], share), 0)
}

/** The mixture in which every group belongs to its nearest centre alone. */
export function nearestCentreMixture({ count, mean, variance }: Grouped, centres: number[]): Mixture {
  const members = centres.map(() => ({ count: 0, sum: 0, squares: 0 }))
  let total = 0
  for (let g = 0; g < mean.length; g++) {
    const nearest = centres.reduce((best, centre, c) => {
      return Math.abs(mean[g] - centre) < Math.abs(mean[g] - centres[best]) ? c : best
    }, 0)
    members[nearest].count += count[g]
    members[nearest].sum += count[g] * mean[g]
    members[nearest].squares += count[g] * (mean[g] * mean[g] + variance[g])
    total += count[g]
  }
  return members.map((member, c) => {
    if (member.count === 0) return { weight: 0, mean: centres[c], standardDeviation: 1 }
    const centre = member.sum / member.count
    const spread = Math.max(leastVariance, member.squares / member.count - centre * centre)
    return { weight: member.count / total, mean: centre, standardDeviation: Math.sqrt(spread) }
  })
}

/**
 * Log density of the mixture, averaged over a group's values, as a function of the group's mean and variance; each
 * component's part of it, of 1 in all, is left in `share`. Summed as logarithms, so that no density underflows.
 */
function logDensities(mixture: Mixture): (mean: number, variance: number, share: Float64Array) => number {
  const constants = mixture.map(({ weight, standardDeviation }) => {
    return Math.log(weight) - Math.log(standardDeviation) - Math.log(2 * Math.PI) / 2
  })
  const centres = mixture.map((component) => component.mean)
  const precisions = mixture.map(({ standardDeviation }) => 1 / (2 * standardDeviation * standardDeviation))
  return (mean, variance, share) => {
    let highest = -Infinity
    for (let c = 0; c < constants.length; c++) {
      const d = mean - centres[c]
      share[c] = constants[c] - (d * d + variance) * precisions[c]
      if (share[c] > highest) highest = share[c]
    }
    let sum = 0
    for (let c = 0; c < constants.length; c++) {
      share[c] = Math.exp(share[c] - highest)
      sum += share[c]
    }
    for (let c = 0; c < constants.length; c++) share[c] /= sum
    return highest + Math.log(sum)
  }
}

function meanAndVariance(values: Float64Array): { mean: number; variance: number } {
  const origin = values[0]
  let sum = 0
  for (const value of values) sum += value - origin
  const shift = sum / values.length
  let squares = 0
  for (const value of values) squares += (value - origin - shift) ** 2
  return { mean: origin + shift, variance: squares / values.length }
}
