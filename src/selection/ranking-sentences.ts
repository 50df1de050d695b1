import { printable } from "../errors.js"
import type { KendallTau } from "./kendall.js"
import { smallestP } from "./kendall-p.js"
import type { MeasureRanking, MetricAgreement, Ranking, RankingMeasure } from "./ranking.js"
import { count, enumerated, figure, SEEDS_SENTENCE } from "./wording.js"

type Told = Omit<Ranking, "sentences">

const measureNames: Record<RankingMeasure, string> = {
  mutualInformation: "mean mutual information",
  entropy: "mean entropy",
  entropyLocal: "mean entropy with each neuron's own bins",
  entropyKnn: "mean kNN entropy",
}

/**
 * What one may say of a ranking: who is best, who cannot be told from it, whether the measures agree, and what limits
 * it.
 */
export function rankingSentences(told: Told): string[] {
  return [
    best(told),
    ...(told.agreement === null ? [] : [agreementSentence(told.agreement)]),
    ...told.metrics.filter(({ measure }) => measure === told.rankings[0].measure).map(metricSentence),
    SEEDS_SENTENCE,
  ]
}

function best({ memorization, layer, examples, rankings }: Told): string {
  const { measure, models, lowerIsBetter } = rankings[0]
  const where = layer === null ? "" : ` of layer ${printable(layer)}`
  const ranked = `Least sign of ${memorization} memorization by ${measureNames[measure]}${where} (the ${lowerIsBetter ? "lower" : "higher"} the better): `
  return ranked + firstTier(rankings[0], examples) + (models.length > 1 ? tiersTold(rankings[0]) : ".")
}

/** From a limited number of draws, which tell no 1. */
function probability(share: number): string {
  return share > 0.99 ? "over .99" : figure(share, 2)
}

function firstTier({ models }: MeasureRanking, examples: number): string {
  const first = models.filter(({ tier }) => tier === 1).map(({ name }) => name)
  if (first.length === 1) return `${enumerated(first)}, best with probability ${probability(models[0].best)}`
  return `${enumerated(first)}, which cannot be told apart at these ${count(examples)} examples`
}

function tiersTold({ models }: MeasureRanking): string {
  const tiers = models[models.length - 1].tier
  return tiers === 1 ? "." : `; ${count(models.length)} models fall into ${tiers} tiers.`
}

function agreementSentence({ tau, p, n }: KendallTau): string {
  const how =
    p > 0.05
      ? "are not shown to agree"
      : (tau ?? 0) > 0
        ? "order the models alike"
        : "order the models the other way round"
  return `Entropy and mutual information ${how}: Kendall's τ ${figure(tau ?? 0, 2)}, p ${figure(p, 2)}${least(p, n)}.`
}

function metricSentence({ measure, metric, tau, p, n }: MetricAgreement): string {
  const name = printable(metric)
  if (tau === null)
    return `The order by ${measureNames[measure]} cannot be set against ${name}: too few models, or all alike.`
  return `The order by ${measureNames[measure]} against ${name}: Kendall's τ ${figure(tau, 2)}, p ${figure(p, 2)} over ${n} models${least(p, n)}.`
}

/** A p that could not have been small is no evidence against agreement. */
function least(p: number, n: number): string {
  return p > 0.05 && smallestP(n) > 0.05 ? ` (with ${n} models none can be below ${figure(smallestP(n), 2)})` : ""
}
