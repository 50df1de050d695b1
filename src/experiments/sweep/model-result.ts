import { type ModelSpec, type Side, sides } from "./model-spec.js"

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

/** Means of a measured network over all validation examples, on each of its sides: the layers from input to output, then all. */
export type SideMeans = Partial<Record<Side, MeanMeasures[]>>

/** A look at the network on the way, on its first side and part of the validation examples. */
export interface Snapshot {
  epoch: number
  trainingAccuracy: number
  validationAccuracy: number
  /** The layers from input to output, then all together. */
  measures: MeanMeasures[]
}

/** model.json of a model's folder: written last, so that where it is, the model is complete. */
export interface ModelResult extends SideMeans {
  format: "rote-model"
  version: 1
  spec: ModelSpec
  /** Epochs trained, and the epoch of the network that was measured. */
  epochs: number
  measuredEpoch: number
  /** Of the network measured, by name of the examples: `training`, `validation`, and what else an experiment scores. */
  accuracy: Record<string, number>
  /** What is worth knowing of its examples, by name: how many reviews have an adjective against their label. */
  facts?: Record<string, number>
  /** Mean training loss of each epoch, in nats. */
  losses: number[]
  snapshots: Snapshot[]
  tool: { version: string; node: string; platform: string }
  seconds: number
}

/** The sides that a network was measured on, the first of `sidesOf` first. */
export function measuredSides(means: SideMeans): Side[] {
  return sides.filter((side) => means[side] !== undefined)
}

/** The means on a side that the network was measured on. */
export function meansOn(means: SideMeans, side: Side): MeanMeasures[] {
  const found = means[side]
  if (found === undefined) throw new Error(`this network was not measured on ${side}`)
  return found
}
