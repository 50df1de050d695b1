import type { Random } from "../random.js"
import { normals } from "../random.js"
import { type Spread, subtractSpread, uncertainty } from "./spread.js"
import { DEGREES, studentQuantile } from "./student-quantile.js"

/** A model's value and how it scatters; higher is better. */
export interface Contender {
  value: number
  spread: Spread
}

/**
 * Tiers from 1 of models in order, best first: a model joins the tier of the one before it unless its difference from
 * the first of that tier is more than chance, at 5 % over all pairs of models together (Bonferroni).
 */
export function tiersOf(contenders: readonly Contender[]): number[] {
  const pairs = Math.max(1, (contenders.length * (contenders.length - 1)) / 2)
  const quantile = studentQuantile(0.05 / pairs)
  let [tier, first] = [1, 0]
  return contenders.map((contender, i) => {
    const leader = contenders[first]
    const { standardError } = uncertainty(subtractSpread(contender.spread, leader.spread))
    if (Math.abs(contender.value - leader.value) > quantile * standardError) {
      tier++
      first = i
    }
    return tier
  })
}

const DRAWS = 10_000

/**
 * Probability of each model that no other is better, over samples of as many examples: how often it is in 10,000 draws
 * of all the values together, about those measured, by Student's t with the deviations of the models from one another,
 * split by split. Models that are equal in a draw share it. Cost: 10,000 · models · deviations.
 */
export function probabilitiesOfBest(contenders: readonly Contender[], random: Random): number[] {
  if (contenders.length === 0) return []
  const normal = normals(random)
  const spreads = centred(contenders.map(({ spread }) => spread))
  const scale = sharedScale(spreads)
  const length = spreads[0].deviations.length
  const wins = new Float64Array(contenders.length)
  const weights = new Float64Array(length)
  for (let draw = 0; draw < DRAWS; draw++) {
    let chiSquared = 0
    for (let d = 0; d < DEGREES; d++) chiSquared += normal() ** 2
    const stretch = scale * Math.sqrt(DEGREES / chiSquared)
    for (let i = 0; i < length; i++) weights[i] = normal() * stretch
    const drawn = contenders.map(({ value }, m) =>
      spreads[m].deviations.reduce((sum, deviation, i) => sum + deviation * weights[i], value),
    )
    const most = Math.max(...drawn)
    const best = [...drawn.keys()].filter((m) => drawn[m] === most)
    for (const m of best) wins[m] += 1 / best.length
  }
  return Array.from(wins, (count) => count / DRAWS)
}

/** What all models share moves none before another: each spread less the mean of all. */
function centred(spreads: Spread[]): Spread[] {
  const mean = (rows: Float64Array[]) => rows[0].map((_, i) => rows.reduce((sum, row) => sum + row[i], 0) / rows.length)
  const hasFine = spreads.every(({ fine }) => fine !== null)
  const shared: Spread = {
    deviations: mean(spreads.map(({ deviations }) => deviations)),
    fine: hasFine ? mean(spreads.map(({ fine }) => fine!)) : null,
  }
  return spreads.map((spread) => subtractSpread(spread, shared))
}

/** From the deviations to the scatter on all examples, one factor for all models. */
function sharedScale(spreads: Spread[]): number {
  const joined = (rows: Float64Array[]) => Float64Array.from(rows.flatMap((row) => [...row]))
  const deviations = joined(spreads.map((spread) => spread.deviations))
  const size = Math.sqrt(deviations.reduce((sum, value) => sum + value * value, 0))
  if (size === 0) return 0
  const hasFine = spreads.every(({ fine }) => fine !== null)
  const fine = hasFine ? joined(spreads.map((spread) => spread.fine!)) : null
  return uncertainty({ deviations, fine }).standardError / size
}
