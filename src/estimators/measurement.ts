import type { Layer } from "../activations.js"

export type Unit = "nats" | "bits"
export type EntropyMethod = "binned" | "knn"
export type BinEdges = "global" | "local" | "equal-frequency"
export type EntropyCorrection = "none" | "miller-madow"
export type MutualInformationMethod = "ksg" | "ksg2" | "mixed" | "binned" | "gaussian-copula"

/** Everything that decides the numbers of a measurement. Two runs may be compared only when these are equal. */
export interface MeasureSettings {
  unit: Unit
  /** The released code's conventions in place of the defaults. */
  reference: boolean
  seed: number
  /** Examples kept (a seeded sample), or null for all. */
  examples: number | null
  entropy: { method: EntropyMethod; bins: number; edges: BinEdges; correction: EntropyCorrection; k: number }
  mutualInformation: {
    method: MutualInformationMethod
    k: number
    bins: number
    /** Neurons measured in each layer (a seeded sample), or null for all. */
    neuronsPerLayer: number | null
  } | null
}

/** One row per neuron, column by column; index = neuron of the matrix. */
export interface NeuronTable {
  layer: Int32Array
  /** Moments divide by the number of examples; a constant neuron has skewness and excess kurtosis 0. */
  mean: Float64Array
  standardDeviation: Float64Array
  minimum: Float64Array
  maximum: Float64Array
  skewness: Float64Array
  excessKurtosis: Float64Array
  /** Share of examples on which the neuron is exactly zero. */
  zeroShare: Float64Array
  /** Share of examples whose value some other example has too. */
  tieShare: Float64Array
  /** The entropy the settings ask for. */
  entropy: Float64Array
  entropyGlobal: Float64Array
  entropyLocal: Float64Array
  /** Kozachenko–Leonenko entropy of the neuron divided by its standard deviation: free of scale. */
  entropyKnn: Float64Array
  /** Mean over the other neurons measured, the diagonal left out; NaN where the neuron was not in the sample, or no other was. */
  meanMutualInformation: Float64Array
  /** Zero on every example. */
  dead: Uint8Array
  /** One value on every example; dead neurons are constant too. */
  constant: Uint8Array
  /** The first neuron with the very same values (-0 equals 0), or −1; never of a constant neuron. */
  duplicateOf: Int32Array
  /** Excess kurtosis over 3, and the central 95 % of the values other than 0 within a tenth of the range. */
  heavyTailed: Uint8Array
}

/** Mutual information between every two of the neurons measured, symmetric; the diagonal is I(X;X) as the estimator gives it. */
export interface MutualInformationMatrix {
  /** Which neurons of the activation matrix the rows are. */
  neurons: Int32Array
  values: Float64Array
}

/**
 * A box plot, quartiles by linear interpolation (type 7 of Hyndman and Fan 1996, as NumPy's). Intervals count neurons as
 * independent, pairs of neurons not: docs/summary.md says how.
 */
export interface BoxStatistics {
  /** Finite values; without any, every field is 0. */
  count: number
  minimum: number
  lowerQuartile: number
  median: number
  upperQuartile: number
  maximum: number
  /** Furthest values within 1.5 interquartile ranges of the box. */
  lowerWhisker: number
  upperWhisker: number
  /** 95 % interval of the median, ±1.57 IQR/√neurons (McGill, Tukey and Larsen 1978). */
  notch: [number, number]
  mean: number
  /** 95 % interval of the mean: Student's over neurons; over pairs from the jackknife that leaves out a neuron at a time. */
  meanInterval: [number, number]
}

export interface MixtureComponent {
  weight: number
  mean: number
  /** 0 only where all values are equal: then there is one component. */
  standardDeviation: number
}

export interface NeuronShares {
  dead: number
  constant: number
  duplicate: number
  /** Neurons with a tie share over one half. */
  tied: number
  heavyTailed: number
}

export interface LayerSummary {
  /** Layer's name, or null for all layers together. */
  layer: string | null
  neurons: number
  entropy: BoxStatistics
  entropyLocal: BoxStatistics
  entropyKnn: BoxStatistics
  /** Off-diagonal pairs within the layer (or of all layers); null without mutual information or with fewer than two neurons. */
  mutualInformation: BoxStatistics | null
  /** Gaussian mixture of those pairs, components by BIC. */
  mixture: MixtureComponent[] | null
  shares: NeuronShares
}

export interface MeasurementWarning {
  code: string
  message: string
  /** Neurons of the matrix it is about, in order. */
  neurons: number[]
}

export interface Measurement {
  settings: MeasureSettings
  examples: number
  neurons: number
  layers: Layer[]
  neuronNames?: string[]
  neuronTable: NeuronTable
  mutualInformation: MutualInformationMatrix | null
  summary: { all: LayerSummary; layers: LayerSummary[] }
  warnings: MeasurementWarning[]
}
