import { measure } from "#src/estimators/measure.js"
import { seededRandom } from "#src/random.js"
import type { MeasuredModel } from "#src/selection/comparison.js"
import { differenceOf } from "#src/selection/difference.js"
import { estimateOf } from "#src/selection/estimates.js"
import { modelSpread } from "#src/selection/model-spread.js"
import type { RankingMeasure } from "#src/selection/ranking.js"
import { ownHalfWidth, uncertainty } from "#src/selection/spread.js"
import { fixedEdgesError } from "./fixed-edges.js"
import type { Row } from "./question.js"
import { activate, drawFeatures, type Population, type SimulatedNetwork, simulatedNetwork } from "./simulated-models.js"

export const ABOUT_COVERAGE = "share of 95 % intervals that hold the truth, %"

const columns: readonly { column: string; measure: RankingMeasure }[] = [
  { column: "entropy", measure: "entropy" },
  { column: "local", measure: "entropyLocal" },
  { column: "kNN", measure: "entropyKnn" },
  { column: "MI", measure: "mutualInformation" },
]

const NEURONS = 8
/** Samples whose mean is taken for the truth, for each one that gets an interval. */
const TRUTHS = 3

interface Held {
  point: number
  halfWidth: number
}

/**
 * How often the intervals hold what samples of as many examples give on average: of the differences of two fixed random
 * networks over shared examples, and of one network by itself.
 */
export async function coverageRow(
  population: Population,
  examples: number,
  repetitions: number,
  seed: number,
): Promise<Row> {
  const random = seededRandom(seed)
  const networks = [0, 1].map(() => simulatedNetwork(population, NEURONS, random))
  const held: Record<string, Held[]> = {}
  const points: Record<string, number[]> = {}
  for (let r = 0; r < repetitions * (1 + TRUTHS); r++) {
    const models = await measuredOnce(networks, drawFeatures(examples, population, random))
    for (const { column, measure: of } of columns) {
      const [first, second] = models.map((model) => meanOf(model, of))
      add(points, column, second - first)
      add(points, `${column} alone`, first)
    }
    if (r % (1 + TRUTHS) === 0) await addIntervals(held, models, r)
  }
  const percent = (name: string, truth: number) => {
    const all = held[name]
    return (100 * all.filter(({ point, halfWidth }) => Math.abs(point - truth) <= halfWidth).length) / all.length
  }
  const cell = (name: string) => [name, percent(name, average(points[name]))] as const
  return {
    about: ABOUT_COVERAGE,
    activations: population.name,
    examples,
    repetitions,
    "±": 100 * Math.sqrt((0.05 * 0.95) / repetitions),
    ...Object.fromEntries(columns.map(({ column }) => cell(column))),
    ...Object.fromEntries(columns.map(({ column }) => cell(`${column} alone`))),
    "entropy, edges fixed": percent("entropy, edges fixed", average(points.entropy)),
  }
}

async function measuredOnce(networks: SimulatedNetwork[], features: Float64Array): Promise<MeasuredModel[]> {
  return Promise.all(
    networks.map(async (network, m) => {
      const activations = activate(network, features)
      return { name: String(m), activations, measurement: await measure(activations) }
    }),
  )
}

async function addIntervals(held: Record<string, Held[]>, models: MeasuredModel[], seed: number): Promise<void> {
  const spreads = [await modelSpread(models[0], { seed }), await modelSpread(models[1], { seed })]
  for (const { column, measure: of } of columns) {
    const [first, second] = models.map((model, m) => estimateOf({ ...model, spread: spreads[m] }, of, 0)!)
    const { difference, interval } = differenceOf(first, second, models[0].measurement.examples)
    add(held, column, { point: difference, halfWidth: interval[1] - difference })
    add(held, `${column} alone`, { point: first.mean, halfWidth: ownHalfWidth(uncertainty(first.spread)) })
  }
  add(held, "entropy, edges fixed", {
    point: meanOf(models[1], "entropy") - meanOf(models[0], "entropy"),
    halfWidth: 1.96 * fixedEdgesError(models[0].activations, models[1].activations),
  })
}

function meanOf({ measurement }: MeasuredModel, of: RankingMeasure): number {
  return measurement.summary.all[of]!.mean
}

function add<T>(lists: Record<string, T[]>, name: string, item: T): void {
  lists[name] ??= []
  lists[name].push(item)
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
