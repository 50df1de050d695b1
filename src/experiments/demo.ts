import { coloredMnist } from "../datasets/colored-mnist.js"
import { type GreyImages, selectImages } from "../datasets/digits.js"
import type { LabelledExamples } from "../datasets/labelled.js"
import { shuffleLabels } from "../datasets/shuffled-labels.js"
import { permutation, seededRandom } from "../random.js"
import type { TrainingJob } from "./train-network.js"

export type DemoNetwork = "plain" | "shortcut" | "true-labels" | "shuffled"

export interface DemoSize {
  trainingImages: number
  heldOutImages: number
  hidden: number[]
  epochs: number
}

/** Small enough for two cores and a minute, and large enough for every direction of the means to hold over seeds (docs/demo.md). */
export const DEMO_SIZE: DemoSize = {
  trainingImages: 8000,
  heldOutImages: 2000,
  hidden: [128, 128, 128],
  epochs: 75,
}

/** What each network of the demo was given, in a line. */
export const DEMO_TITLES: Record<DemoNetwork, string> = {
  plain: "Colored MNIST, colour at random (α = 0)",
  shortcut: "Colored MNIST, colour = label (α = 1)",
  "true-labels": "ten digits, true labels (β = 0)",
  shuffled: "ten digits, labels at random (β = 1)",
}

/**
 * The four networks of the demo, as two pairs that differ in one thing each. `plain` and `shortcut` learn Colored MNIST,
 * with its wrong quarter of labels, from the same images and labels; only the colours differ. `true-labels` and `shuffled`
 * learn the ten digits from the same images in the same random colours; only the labels differ. All four share the training
 * images, hidden layers, first hidden weights, optimizer and epochs, and are measured on the same held-out digits in the same
 * random colours.
 */
export function demoJobs(train: GreyImages, test: GreyImages, size: DemoSize, seed: number): TrainingJob[] {
  const stream = (index: number) => seededRandom(16 * seed + index)
  const images = selectImages(train, permutation(train.count, stream(0)).subarray(0, size.trainingImages))
  const heldOut = selectImages(test, permutation(test.count, stream(1)).subarray(0, size.heldOutImages))
  const plain = coloredMnist(images, { alpha: 0 }, stream(2))
  const shortcut = coloredMnist(images, { alpha: 1 }, stream(2))
  const unseen = coloredMnist(heldOut, { alpha: 0 }, stream(3))
  const digits = (examples: LabelledExamples, labels: Uint8Array): LabelledExamples => ({
    ...examples,
    classes: 10,
    labels,
  })
  const job = (name: DemoNetwork, training: LabelledExamples, heldOutExamples: LabelledExamples): TrainingJob => ({
    name,
    hidden: size.hidden,
    training,
    heldOut: heldOutExamples,
    epochs: size.epochs,
    batchSize: 128,
    optimizer: { learningRate: 1e-3 },
    seed: 16 * seed + 4,
    record: size.hidden.map((_, layer) => `hidden${layer + 1}.pre`),
  })
  const unseenDigits = digits(unseen, heldOut.labels)
  return [
    job("plain", plain, unseen),
    job("shortcut", shortcut, unseen),
    job("true-labels", digits(plain, images.labels), unseenDigits),
    job("shuffled", digits(plain, shuffleLabels(images.labels, 10, 1, stream(6))), unseenDigits),
  ]
}
