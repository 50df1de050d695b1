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
export type { ReadOptions, ReduceRule } from "./readers/options.js"
export { parseActivations } from "./readers/parse.js"
export {
  type Agreement,
  type BootstrapOptions,
  type Direction,
  type KendallTau,
  kendallTau,
  type SweptNetwork,
  type Trend,
  type TrendOptions,
  type TrendOutcome,
  tauInterval,
  trend,
} from "./selection/index.js"
