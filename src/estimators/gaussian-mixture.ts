import { type Random, seededRandom } from "../random.js"
import type { MixtureComponent } from "./measurement.js"
import {
  type Grouped,
  groupSorted,
  logLikelihoodAt,
  type Mixture,
  maximise,
  maximiseUntilStill,
  nearestCentreMixture,
} from "./mixture-em.js"

const mostComponents = 5
const fewestValues = 10
const starts = 4
const roundsPerStart = 10

/**
 * Gaussian mixture of one variable, in order of the means: expectation–maximisation (Dempster, Laird and Rubin 1977) from
 * the best of four k-means++ starts (Arthur and Vassilvitskii 2007); one to five components with at least ten values in each,
 * as many as BIC (Schwarz 1978) says. No component is narrower than 1/1000 of the standard deviation of all values.
 * Where all values are equal, one component with standard deviation 0. The same seed gives the same mixture.
 *
 * More than 1,024 values are taken in some 1,024 groups of neighbours, each with its count, mean and variance;
 * likelihood and moments then treat a group's values as one in their membership, and the cost does not grow with their
 * number.
 * BIC counts values as independent. Pairs of neurons are not: read the components as a drawing of the density, not as
 * kinds of pairs.
 *
 * @param sorted at least one finite value, in increasing order
 */
export function gaussianMixture(sorted: Float64Array, seed = 0): MixtureComponent[] {
  const { values, mean, standardDeviation } = groupSorted(sorted)
  if (standardDeviation === 0) return [{ weight: 1, mean, standardDeviation: 0 }]
  const random = seededRandom(seed)
  let best: Mixture = []
  let bestCriterion = Infinity
  for (let components = 1; components <= mostComponents; components++) {
    const mixture = maximiseUntilStill(values, bestStart(values, components, random))
    if (components > 1 && mixture.some(({ weight }) => weight * sorted.length < fewestValues)) continue
    const parameters = 3 * components - 1
    const criterion = parameters * Math.log(sorted.length) - 2 * logLikelihoodAt(values, mixture)
    if (criterion < bestCriterion) {
      best = mixture
      bestCriterion = criterion
    }
  }
  return best
    .map((component) => ({
      weight: component.weight,
      mean: mean + component.mean * standardDeviation,
      standardDeviation: component.standardDeviation * standardDeviation,
    }))
    .sort((a, b) => a.mean - b.mean)
}

function bestStart(values: Grouped, components: number, random: Random): Mixture {
  let best: Mixture = []
  let highest = -Infinity
  for (let start = 0; start < (components === 1 ? 1 : starts); start++) {
    let mixture = nearestCentreMixture(values, spreadCentres(values, components, random))
    for (let round = 0; round < roundsPerStart; round++) mixture = maximise(values, mixture).mixture
    const likelihood = logLikelihoodAt(values, mixture)
    if (likelihood > highest) {
      best = mixture
      highest = likelihood
    }
  }
  return best
}

/** Centres drawn one by one, each with a chance in proportion to the squared distance from the nearest one drawn. */
function spreadCentres({ count, mean }: Grouped, centres: number, random: Random): number[] {
  const chance = count.slice()
  const chosen: number[] = []
  while (chosen.length < centres) {
    const centre = mean[draw(chance, random)]
    chosen.push(centre)
    for (let g = 0; g < mean.length; g++) {
      const fresh = count[g] * (mean[g] - centre) ** 2
      chance[g] = chosen.length === 1 ? fresh : Math.min(chance[g], fresh)
    }
  }
  return chosen
}

function draw(chance: Float64Array, random: Random): number {
  let left = random() * chance.reduce((sum, value) => sum + value, 0)
  const drawn = chance.findIndex((value) => {
    left -= value
    return left < 0
  })
  return drawn === -1 ? chance.length - 1 : drawn
}
