import type { CirclesOptions } from "../../datasets/circles.js"
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
    stopping: EarlyStopping | null
  }
  measurement: MeasurementSpec
}

/** When training stops before its last epoch. */
export interface EarlyStopping {
  /** Epochs from one look at validation accuracy to the next. */
  every: number
  /** Looks without a better accuracy that end the training. */
  looks: number
  /** They count from this epoch on, and where the epoch's mean training loss is at most so many nats. */
  fromEpoch: number
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

export type NetworkSpec = { kind: "mlp"; hidden: number[]; start: MlpStart } | { kind: "resnet18"; base: number }

export interface MeasurementSpec {
  /** Bins of the binned entropies. */
  bins: number
  /** Neurons of each layer whose pairs are measured; null for all. */
  neurons: number | null
  seed: number
  /** What is measured at chosen epochs on the way: this many validation examples, pairs of this many neurons of each layer. */
  snapshots: { examples: number; neurons: number }
}

/** The two run directories of a model: activations before and after the rectifiers. */
export const sides = ["pre", "post"] as const
export type Side = (typeof sides)[number]
