import { readCifar } from "../../datasets/cifar-node.js"
import { circles, circlesEvaluation } from "../../datasets/circles.js"
import { coloredMnist } from "../../datasets/colored-mnist.js"
import { everySecondPixel, selectImages } from "../../datasets/digits.js"
import type { Images } from "../../datasets/images.js"
import type { LabelledExamples } from "../../datasets/labelled.js"
import { readMnist } from "../../datasets/mnist-node.js"
import { shuffledMnist } from "../../datasets/shuffled-mnist.js"
import type { Tokenizer } from "../../datasets/text/tokenizer.js"
import { RoteError } from "../../errors.js"
import { permutation } from "../../random.js"
import { type DataSpec, type ImageSet, isOfTexts, type TextDataSpec } from "./model-spec.js"
import { stream } from "./streams.js"
import { textData } from "./text-data-node.js"

/** What a model is trained on, scored on and measured on. */
export interface ModelData {
  training: LabelledExamples
  /** Without the shortcut, or with true labels: what the network should have learnt. */
  validation: LabelledExamples
  /** In distribution, labels not looked at: the measures are of the activations on these. */
  measured: LabelledExamples
  /** Further examples the measured network is scored on, by name. */
  scored: Record<string, LabelledExamples>
  /** Of each example, where they are images. */
  shape: { channels: number; height: number; width: number } | null
  /** What made tokens of them, where they are texts. */
  tokenizer?: Tokenizer
  /** What is worth knowing of them, by name. */
  facts?: Record<string, number>
}

/**
 * The examples of a model. Models of a sweep with the same seed share all that their knob does not change: the images or
 * points, the draws behind labels and colours, the validation examples.
 * @throws RoteError for files that are missing or malformed; `too-few-examples` for more images than there are
 */
export async function modelData(spec: DataSpec): Promise<ModelData> {
  if (isOfTexts(spec)) return textData(spec)
  return spec.kind === "circles" ? circlesData(spec) : imageData(spec)
}

function circlesData({ kind: _, validationPoints, seed, ...options }: DataSpec & { kind: "circles" }): ModelData {
  const evaluation = circlesEvaluation({ ...options, points: validationPoints }, stream(seed, 1))
  return {
    training: circles(options, stream(seed, 0)),
    validation: evaluation.neutral,
    measured: circles({ ...options, points: validationPoints, shuffle: 0 }, stream(seed, 2)),
    scored: { ...evaluation },
    shape: null,
  }
}

async function imageData(spec: Exclude<DataSpec, { kind: "circles" } | TextDataSpec>): Promise<ModelData> {
  const { kind, images, folder, trainingImages, validationImages, brightest, strength, seed } = spec
  const all = await readImages(images, folder)
  if (trainingImages + validationImages > all.count) {
    throw new RoteError("too-few-examples", {
      input: `training images of ${images}`,
      expected: `at least ${trainingImages + validationImages}, ${trainingImages} to train on and ${validationImages} to validate`,
      found: `${all.count}`,
      hint: "ask for fewer with --images",
    })
  }
  const order = permutation(all.count, stream(seed, 0))
  const seen = selectImages(all, order.subarray(0, trainingImages))
  const unseen = selectImages(all, order.subarray(trainingImages, trainingImages + validationImages))
  const training =
    kind === "colored"
      ? coloredMnist(seen, { alpha: strength }, stream(seed, 2))
      : shuffledMnist(seen, strength, stream(seed, 3))
  const validation =
    kind === "colored" ? coloredMnist(unseen, { alpha: 0 }, stream(seed, 4)) : shuffledMnist(unseen, 0, stream(seed, 5))
  for (const { inputs } of [training, validation]) {
    for (let i = 0; i < inputs.length; i++) inputs[i] *= brightest
  }
  const { height, width } = all
  const shape = { channels: training.features / (height * width), height, width }
  return { training, validation, measured: validation, scored: {}, shape }
}

async function readImages(images: ImageSet, folder: string | null): Promise<Images> {
  if (images === "cifar10" || images === "cifar100") {
    return readCifar("train", folder ?? ".", images === "cifar10" ? 10 : 100)
  }
  return everySecondPixel(await readMnist("train", folder ?? undefined))
}
