/** What works in a browser as well: everything but files. */
export {
  type ActivationMatrix,
  activationMatrix,
  allocateValues,
  type Dtype,
  type Layer,
  layerIndices,
  neuronLabel,
  neuronValues,
  type Values,
} from "./activations.js"
export { type ErrorCode, type Fault, printable, RoteError } from "./errors.js"
export { entropy } from "./estimators/entropy.js"
export { type MeasureOptions, measure, resolveSettings } from "./estimators/measure.js"
export type {
  BinEdges,
  BoxStatistics,
  EntropyCorrection,
  EntropyMethod,
  LayerSummary,
  Measurement,
  MeasurementWarning,
  MeasureSettings,
  MixtureComponent,
  MutualInformationMatrix,
  MutualInformationMethod,
  NeuronShares,
  NeuronTable,
  Unit,
} from "./estimators/measurement.js"
export { mutualInformation } from "./estimators/mutual-information.js"
export type { EntropyOptions, MutualInformationOptions } from "./estimators/options.js"
export {
  forecastPairwise,
  type NeuronSelection,
  type PairwiseOptions,
  pairwiseMutualInformation,
  type TileStore,
} from "./estimators/pairwise.js"
export {
  type ActivatingExample,
  type ActivatingExamplesOptions,
  activatingExamples,
  type InspectedNeuron,
} from "./inspection/activating-examples.js"
export type { NeuronMeasure } from "./inspection/neuron-order.js"
export type { ReadOptions, ReduceRule } from "./readers/options.js"
export { parseActivations } from "./readers/parse.js"
export {
  type Agreement,
  type BootstrapOptions,
  type Carrier,
  type Carriers,
  type Comparison,
  compareModels,
  type Difference,
  type Direction,
  type KendallTau,
  kendallTau,
  type LayerComparison,
  type LayerSignificance,
  type MeasuredModel,
  type MeasureRanking,
  type Memorization,
  type MetricAgreement,
  type ModelToLoad,
  type RankedModel,
  type Ranking,
  type RankingMeasure,
  type RankOptions,
  rankModels,
  type Significance,
  type SignificanceOptions,
  type SpreadOptions,
  type SweptNetwork,
  significance,
  type Trend,
  type TrendOptions,
  type TrendOutcome,
  tauInterval,
  trend,
  type Verdict,
} from "./selection/index.js"
