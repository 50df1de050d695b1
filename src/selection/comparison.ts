import type { ActivationMatrix } from "../activations.js"
import type { Measurement } from "../estimators/measurement.js"

/** A measured model with the activations that were measured: uncertainty over examples needs both. */
export interface MeasuredModel {
  name: string
  activations: ActivationMatrix
  measurement: Measurement
}

/** The second model's mean less the first's, in the measurement's unit. */
export interface Difference {
  first: number
  second: number
  difference: number
  /** 95 % interval over examples. */
  interval: [number, number]
  standardError: number
  /** Share of the variance that more examples would not lessen, 0 … 1: what extreme values make. */
  lasting: number
  /**
   * Cliff's δ over neurons (over pairs for mutual information): 1 where all of the second's exceed all of the first's,
   * 0 alike.
   */
  effect: number
  /**
   * Examples at which the interval would leave out 0 were the difference as found; null where it does already, where
   * the difference is 0, and where extreme values alone make the interval that wide, which no number of examples mends.
   */
  examplesNeeded: number | null
}

/** Less diverse: lower entropy, higher mutual information. */
export type Verdict = "less diverse" | "more diverse" | "mixed" | "not told apart"

export interface LayerComparison {
  /** null for all layers together. Where the models' names differ, both: "fc1 / h.0". */
  layer: string | null
  entropy: Difference
  /** Free of scale, unlike `entropy` with global bins. */
  entropyLocal: Difference
  entropyKnn: Difference
  /** null where it was not measured. */
  mutualInformation: Difference | null
  /** Of the second model against the first; by intervals that hold for all layers together (Bonferroni). */
  verdict: Verdict
}

/** A neuron of the second model, and how much of the difference of the means it makes up. */
export interface Carrier {
  neuron: number
  label: string
  /** Entropy or mean mutual information. */
  value: number
  /** What the neuron of the same rank has in the first model. */
  counterpart: number
  /** Of the whole difference. All neurons' sum to 1, some below 0 where they go against it, so one may be above 1. */
  share: number
}

/** The neurons that carry a difference of means: sorted values set against sorted values, the largest shares first. */
export interface Carriers {
  layer: string | null
  measure: "entropy" | "mutualInformation"
  difference: number
  /** The fewest neurons that make up four fifths of it. */
  carriers: Carrier[]
  /** Neurons compared. */
  neurons: number
}

export interface Comparison {
  names: [string, string]
  examples: number
  unit: "nats" | "bits"
  /** One per layer that both have, in order; empty where the layers cannot be matched. */
  layers: LayerComparison[]
  all: LayerComparison
  carriers: Carriers[]
  /** What one may say, first the verdict, then what limits it. */
  sentences: string[]
}
