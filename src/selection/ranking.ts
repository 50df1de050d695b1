import type { Difference } from "./comparison.js"
import type { KendallTau } from "./kendall.js"

export type RankingMeasure = "mutualInformation" | "entropy" | "entropyLocal" | "entropyKnn"

/** The fault one fears: a shortcut lowers entropy and raises mutual information, learning by heart the reverse. */
export type Memorization = "heuristic" | "example-level"

export interface RankedModel {
  name: string
  /** Mean over the neurons (pairs) ranked by. */
  value: number
  /**
   * 95 % interval over examples, of the model by itself. With global bins too narrow (docs/comparison.md): tell models
   * apart by tiers.
   */
  interval: [number, number]
  /** From 1, best first. Models of one tier cannot be told from the tier's first, at 5 % over all pairs together. */
  tier: number
  /** Probability, over samples of examples, that no other is better. They sum to 1. */
  best: number
}

/** Models in order of one measure, best first. */
export interface MeasureRanking {
  measure: RankingMeasure
  /** Whether less of the measure is better: of mutual information for shortcuts, of entropy for learning by heart. */
  lowerIsBetter: boolean
  models: RankedModel[]
}

/**
 * How far a measure orders the models as a metric of theirs does; positive: what the measure calls better has more of
 * it.
 */
export interface MetricAgreement extends KendallTau {
  measure: RankingMeasure
  metric: string
  interval: [number, number] | null
  smallestP: number
}

export interface Ranking {
  memorization: Memorization
  /** null for all layers. */
  layer: string | null
  examples: number
  unit: "nats" | "bits"
  /** The one ranked by first; mutual information is missing where it was not measured. */
  rankings: MeasureRanking[]
  /**
   * τ-b between entropy's order and mutual information's; null without mutual information or with one order undefined.
   */
  agreement: KendallTau | null
  metrics: MetricAgreement[]
  /** Neighbours in the order given, as in `compareModels`: what changed from one checkpoint to the next. */
  steps: { from: string; to: string; entropy: Difference; mutualInformation: Difference | null }[]
  sentences: string[]
}
