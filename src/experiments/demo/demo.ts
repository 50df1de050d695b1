import { coloredMnist } from "../../datasets/colored-mnist.js"
import { type GreyImages, selectImages } from "../../datasets/digits.js"
import type { LabelledExamples } from "../../datasets/labelled.js"
import { shuffledMnist } from "../../datasets/shuffled-mnist.js"
import { permutation, seededRandom } from "../../random.js"
import type { TrainingJob } from "./train-network.js"

export type DemoNetwork = "plain" | "shortcut" | "true-labels" | "shuffled"

export interface DemoSize {
  trainingImages: number
  heldOutImages: number
  hidden: number[]
  epochs: number
}

/**
 * The paper's layers on a fifth of its images: small enough for two cores and a minute, and for random labels to be learnt by
 * heart. With 8,000 images and 3 × 128 neurons, entropy under shuffled labels went either way with the seed.
 */
export const DEMO_SIZE: DemoSize = {
  trainingImages: 10_000,
  heldOutImages: 2000,
  hidden: [256, 256, 256],
  epochs: 40,
}

/** What each network of the demo was given, in a line. */
export const DEMO_TITLES: Record<DemoNetwork, string> = {
  plain: "Colored MNIST, colour at random (α = 0)",
  shortcut: "Colored MNIST, colour = label (α = 1)",
  "true-labels": "ten grey digits, true labels (β = 0)",
  shuffled: "ten grey digits, random labels (β = 1)",
}

/**
 * The four networks of the demo, as two pairs that differ in one thing each. `plain` and `shortcut` learn Colored MNIST,
 * with its wrong quarter of labels: the same images and labels, other colours. `true-labels` and `shuffled` learn Shuffled
 * MNIST: the same images, other labels. All four share the training digits, hidden layers, optimizer, epochs and order of the
 * examples, and each pair its first weights and its held-out examples: the same digits for all, coloured at random for the
 * first pair and grey for the second.
 */
export function demoJobs(train: GreyImages, test: GreyImages, size: DemoSize, seed: number): TrainingJob[] {
  const stream = (index: number) => seededRandom(16 * seed + index)
  const digits = selectImages(train, permutation(train.count, stream(0)).subarray(0, size.trainingImages))
  const unseen = selectImages(test, permutation(test.count, stream(1)).subarray(0, size.heldOutImages))
  const colored = (alpha: number) => coloredMnist(digits, { alpha }, stream(2))
  const shuffled = (beta: number) => shuffledMnist(digits, beta, stream(3))
  const unseenColored = coloredMnist(unseen, { alpha: 0 }, stream(4))
  const unseenGrey = shuffledMnist(unseen, 0, stream(5))
  const job = (name: DemoNetwork, training: LabelledExamples, heldOut: LabelledExamples): TrainingJob => ({
    name,
    hidden: size.hidden,
    training,
    heldOut,
    epochs: size.epochs,
    untilAccuracy: 0.95,
    batchSize: 128,
    optimizer: { learningRate: 1e-3 },
    seed: 16 * seed + 6,
    record: size.hidden.map((_, layer) => `hidden${layer + 1}.pre`),
  })
  return [
    job("plain", colored(0), unseenColored),
    job("shortcut", colored(1), unseenColored),
    job("true-labels", shuffled(0), unseenGrey),
    job("shuffled", shuffled(1), unseenGrey),
  ]
}
