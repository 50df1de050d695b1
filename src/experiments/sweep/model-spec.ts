import type { CirclesOptions } from "../../datasets/circles.js"
import type { TextColumns } from "../../datasets/text/text-columns.js"
import type { TrainingPlan } from "../../networks/epochs.js"
import type { MlpStart } from "../../networks/mlp.js"

/** Everything that decides one model of a sweep and its measurement: plain data that goes into JSON and to another process. */
export interface ModelSpec {
  /** Name of its folder, such as "alpha-0.25-seed-1". */
  id: string
  data: DataSpec
  network: NetworkSpec
  training: TrainingPlan & {
    /** The network measured: as it is after the last epoch, or as it was when validation accuracy was best. */
    select: "final" | "best"
    /** Null trains to the last epoch. */
    stopping: EarlyStopping | LossStopping | null
  }
  measurement: MeasurementSpec
}

/** When training stops before its last epoch: no better on validation examples any more. */
export interface EarlyStopping {
  /** Epochs from one look at validation accuracy to the next. */
  every: number
  /** Looks without a better accuracy that end the training. */
  looks: number
  /** They count from this epoch on, and where the epoch's mean training loss is at most so many nats. */
  fromEpoch: number
  lossAtMost: number
}

/** The same, once the training examples are learnt: after the first epoch with a mean loss of at most so many nats. */
export interface LossStopping {
  lossAtMost: number
}

export type ImageSet = "mnist" | "fashion-mnist" | "cifar10" | "cifar100"

export type DataSpec =
  | ({ kind: "circles"; validationPoints: number; seed: number } & CirclesOptions)
  | {
      kind: "colored" | "shuffled"
      images: ImageSet
      /** Folder of the image files; null for the packaged MNIST. */
      folder: string | null
      trainingImages: number
      validationImages: number
      /** What a pixel full of ink is as a number. */
      brightest: number
      /** α of colored, β of shuffled images. */
      strength: number
      seed: number
    }
  | TextDataSpec

/** Reviews, or other texts: their labels following adjectives, or shuffled. */
export interface TextDataSpec {
  kind: "adjectives" | "shuffled-texts"
  /** File or folder of labelled texts; null for those that rote makes up. */
  source: string | null
  /** Names of its columns, where they are not the usual ones. */
  columns: TextColumns
  trainingReviews: number
  validationReviews: number
  /** Most tokens of a review: longer ones are cut. */
  tokens: number
  /** Entries of a WordPiece vocabulary made from the training reviews, or the folder of a model whose tokenizer is taken. */
  vocabulary: number | string
  /** α of adjectives, β of shuffled texts. */
  strength: number
  seed: number
}

export type NetworkSpec =
  | { kind: "mlp"; hidden: number[]; start: MlpStart }
  | { kind: "resnet18"; base: number }
  | EncoderSpec

/** An encoder of texts: their first token, [CLS], is what the layers are measured at. */
export interface EncoderSpec {
  kind: "encoder"
  /** A folder in Hugging Face's layout to begin with; null for random weights. */
  model: string | null
  width: number
  layers: number
  heads: number
}

export function isOfTexts(data: DataSpec): data is TextDataSpec {
  return data.kind === "adjectives" || data.kind === "shuffled-texts"
}

export interface MeasurementSpec {
  /** Bins of the binned entropies. */
  bins: number
  /** Neurons of each layer whose pairs are measured; null for all. */
  neurons: number | null
  seed: number
  /** What is measured at chosen epochs on the way: this many validation examples, pairs of this many neurons of each layer. */
  snapshots: { examples: number; neurons: number }
}

/**
 * What of a network is measured, each in a run directory of this name: activations before and after the rectifiers, or the
 * first token's in an encoder, with the pairs of some neurons of each layer and with those of all.
 */
export const sides = ["pre", "post", "cls", "cls-all"] as const
export type Side = (typeof sides)[number]

/** Neurons of each layer of an encoder whose pairs are measured on the side `cls`, as in the paper. */
export const clsNeurons = 64

/** The sides that a network is measured on. Looks on the way, and the paper's numbers, are of the first. */
export function sidesOf(network: NetworkSpec): readonly [Side, ...Side[]] {
  if (network.kind !== "encoder") return ["pre", "post"]
  return network.width > clsNeurons ? ["cls", "cls-all"] : ["cls"]
}

/** How many neurons of each layer have their pairs measured on a side; null for all. */
export function pairedNeurons(side: Side, { neurons }: Pick<MeasurementSpec, "neurons">): number | null {
  return side === "cls-all" ? null : neurons
}
