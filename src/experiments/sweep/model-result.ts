import type { ModelSpec } from "./model-spec.js"

/** Means over the neurons, or pairs of neurons, of a layer; null where there is none. */
export interface MeanMeasures {
  /** Layer's name, or null for all layers together. */
  layer: string | null
  /** Global, local bins and nearest neighbours, in nats. */
  entropy: number
  entropyLocal: number
  entropyKnn: number
  mutualInformation: number | null
}

/** A look at the network on the way, pre-activations, on part of the validation examples. */
export interface Snapshot {
  epoch: number
  trainingAccuracy: number
  validationAccuracy: number
  /** The layers from input to output, then all together. */
  measures: MeanMeasures[]
}

/** model.json of a model's folder: written last, so that where it is, the model is complete. */
export interface ModelResult {
  format: "rote-model"
  version: 1
  spec: ModelSpec
  /** Epochs trained, and the epoch of the network that was measured. */
  epochs: number
  measuredEpoch: number
  /** Of the network measured, by name of the examples: `training`, `validation`, and what else an experiment scores. */
  accuracy: Record<string, number>
  /** Mean training loss of each epoch, in nats. */
  losses: number[]
  snapshots: Snapshot[]
  /** Means of the measured network over all validation examples, before and after the rectifiers. */
  pre: MeanMeasures[]
  post: MeanMeasures[]
  tool: { version: string; node: string; platform: string }
  seconds: number
}
