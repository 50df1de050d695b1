import type { CirclesOptions } from "../../datasets/circles.js"
import type { TrainingPlan } from "../../networks/epochs.js"

/** Everything that decides one model of a sweep and its measurement: plain data that goes into JSON and to another process. */
export interface ModelSpec {
  /** Name of its folder, such as "alpha-0.25-seed-1". */
  id: string
  data: DataSpec
  network: NetworkSpec
  training: TrainingPlan & {
    /** The network measured: as it is after the last epoch, or as it was when validation accuracy was best. */
    select: "final" | "best"
    /** Epochs without a better validation accuracy after which training stops; null trains to the last. */
    patience: number | null
  }
  measurement: MeasurementSpec
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
      /** α of colored, β of shuffled images. */
      strength: number
      seed: number
    }

export type NetworkSpec = { kind: "mlp"; hidden: number[] } | { kind: "resnet18"; base: number }

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
