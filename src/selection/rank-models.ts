import { printable, RoteError } from "../errors.js"
import { seededRandom } from "../random.js"
import type { MeasuredModel } from "./comparison.js"
import type { Estimate } from "./difference.js"
import type { SpreadOptions } from "./model-spread.js"
import { agreementOf, metricAgreement } from "./order-agreement.js"
import { allMeasures, type ModelToLoad, type RankedEstimates, rankedEstimates } from "./ranked-estimates.js"
import type { MeasureRanking, Memorization, Ranking, RankingMeasure } from "./ranking.js"
import { rankingSentences } from "./ranking-sentences.js"
import { ownHalfWidth, uncertainty } from "./spread.js"
import { probabilitiesOfBest, tiersOf } from "./tiers.js"

/** What a ranking is made by. */
interface RankingOptions {
  /**
   * The measure of the ranking that comes first: mutual information by default, entropy where that was not measured.
   */
  by?: RankingMeasure
  /** The fault that is feared; "heuristic" by default. */
  memorization?: Memorization
  /** Ranks by this layer alone; all neurons by default. */
  layer?: string
  /**
   * Labelled metrics to set the ranking against: the metric's value by model's name. Models without a value are left
   * out.
   */
  metrics?: Record<string, Record<string, number>>
  /** Of the samples that tell how probably each is best; 0 by default. */
  seed?: number
}

export interface RankOptions extends SpreadOptions, RankingOptions {
  /** Whether to compare each model with the one before it, in the order given. */
  steps?: boolean
}

/**
 * Ranks models by what their activations say of the memorization feared, without labels: in tiers of models that cannot
 * be told apart, with the probability that each is best over samples of examples, and how far the measures agree
 * with one another and with the metrics given. All must have been measured with the same settings on the same examples.
 *
 * Cost: that of `modelSpread` for each model. Models are loaded one after another; with `steps`, the values of two are
 * kept.
 * @throws RoteError `settings-differ` listing what differs; `bad-option` for no model, a name used twice, a layer or
 * measure that a model does not have, or a metric that names none of the models; `too-few-examples`, `shape-mismatch`;
 * the signal's reason
 */
export async function rankModels(
  models: readonly (MeasuredModel | ModelToLoad)[],
  options: RankOptions = {},
): Promise<Ranking> {
  requireNames(models, options.metrics ?? {})
  return rankingOf(await rankedEstimates(models, options), options)
}

/**
 * The ranking of models whose estimates are known, by any measure and for either fear: a moment, where the estimates take long.
 * @throws RoteError `bad-option` for a measure that a model does not have
 */
export function rankingOf(
  { ranked, steps }: Awaited<ReturnType<typeof rankedEstimates>>,
  { by, memorization = "heuristic", layer, metrics = {}, seed = 0 }: RankingOptions = {},
): Ranking {
  const { settings, examples } = ranked[0].measurement
  const rankings = measuresRanked(ranked, by).map((measure) => rankingBy(measure, ranked, memorization, seed))
  const [entropy, information] = (["entropy", "mutualInformation"] as const).map((measure) =>
    rankings.find((ranking) => ranking.measure === measure),
  )
  const names = ranked.map(({ name }) => name)
  const told = {
    memorization,
    layer: layer ?? null,
    examples,
    unit: settings.unit,
    rankings,
    agreement: entropy === undefined || information === undefined ? null : agreementOf(entropy, information),
    metrics: Object.entries(metrics).flatMap(([metric, values]) =>
      rankings.map((ranking) => metricAgreement(ranking, names, metric, values, seed)),
    ),
    steps,
  }
  return { ...told, sentences: rankingSentences(told) }
}

/** The measures that every model has, the one asked for first. */
function measuresRanked(ranked: RankedEstimates[], by: RankingMeasure | undefined): RankingMeasure[] {
  const shared = allMeasures.filter((measure) => ranked.every(({ estimates }) => estimates.has(measure)))
  const first = by ?? shared[0]
  if (shared.includes(first)) return [first, ...shared.filter((measure) => measure !== first)]
  throw new RoteError("bad-option", {
    input: "by",
    expected: `a measure that every model has: ${shared.join(", ")}`,
    found: String(first),
    hint: first === "mutualInformation" ? "measure with mutual information, and at least two neurons in the layer" : "",
  })
}

/** Shortcuts lower entropy and raise mutual information, learning by heart the reverse. */
function isLowerBetter(measure: RankingMeasure, memorization: Memorization): boolean {
  return (measure === "mutualInformation") === (memorization === "heuristic")
}

function rankingBy(
  measure: RankingMeasure,
  ranked: RankedEstimates[],
  memorization: Memorization,
  seed: number,
): MeasureRanking {
  const lowerIsBetter = isLowerBetter(measure, memorization)
  const sign = lowerIsBetter ? -1 : 1
  const sorted = ranked
    .map(({ name, estimates }) => ({ name, ...estimates.get(measure)! }))
    .sort((a, b) => sign * (b.mean - a.mean) || (a.name < b.name ? -1 : 1))
  const contenders = sorted.map(({ mean, spread }) => ({ value: sign * mean, spread: signed(spread, sign) }))
  const tiers = tiersOf(contenders)
  const best = probabilitiesOfBest(contenders, seededRandom(seed))
  const models = sorted.map(({ name, mean, spread }, i) => {
    const halfWidth = ownHalfWidth(uncertainty(spread))
    const interval: [number, number] = [mean - halfWidth, mean + halfWidth]
    return { name, value: mean, interval, tier: tiers[i], best: best[i] }
  })
  return { measure, lowerIsBetter, models }
}

function signed({ deviations, fine }: Estimate["spread"], sign: number): Estimate["spread"] {
  const times = (values: Float64Array) => values.map((value) => sign * value)
  return { deviations: times(deviations), fine: fine === null ? null : times(fine) }
}

function requireNames(models: readonly { name: string }[], metrics: Record<string, Record<string, number>>): void {
  const names = models.map(({ name }) => name)
  const refuse = (input: string, expected: string, found: string) => {
    throw new RoteError("bad-option", { input, expected, found })
  }
  if (names.length === 0) refuse("models", "at least one model", "none")
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) refuse("models", "a name for each model", `"${twice}" twice`)
  for (const [metric, values] of Object.entries(metrics)) {
    if (names.some((name) => Object.hasOwn(values, name))) continue
    refuse(
      `metric ${printable(metric)}`,
      `values for ${names.join(", ")}`,
      `values for ${Object.keys(values).join(", ") || "none"}`,
    )
  }
}
