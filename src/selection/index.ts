export { type BootstrapOptions, bootstrapInterval, tauInterval } from "./bootstrap.js"
export { type Comparable, requireComparable } from "./comparable.js"
export { compareModels } from "./compare-models.js"
export type {
  Carrier,
  Carriers,
  Comparison,
  Difference,
  LayerComparison,
  MeasuredModel,
  Verdict,
} from "./comparison.js"
export { type KendallTau, kendallTau } from "./kendall.js"
export { smallestP } from "./kendall-p.js"
export type { SpreadOptions } from "./model-spread.js"
export { type SignificanceOptions, significance } from "./permutation-null.js"
export { type RankOptions, rankModels } from "./rank-models.js"
export type { ModelToLoad } from "./ranked-estimates.js"
export type {
  MeasureRanking,
  Memorization,
  MetricAgreement,
  RankedModel,
  Ranking,
  RankingMeasure,
} from "./ranking.js"
export type { LayerSignificance, Significance } from "./significance.js"
export {
  type Agreement,
  type Direction,
  PAPER_CLAIMS,
  type SweptNetwork,
  type Trend,
  type TrendOptions,
  type TrendOutcome,
  trend,
} from "./trend.js"
