import type { Random } from "../random.js"
import type { GreyImages } from "./digits.js"
import type { LabelledExamples } from "./labelled.js"
import { shuffleLabels } from "./shuffled-labels.js"

/**
 * Shuffled MNIST (Bansal et al. 2022): the ten digits in grey, pixels scaled to 0 … 1, with each label replaced by a
 * uniformly random one with probability `beta`.
 * @throws RoteError `bad-option` for a β outside 0 … 1
 */
export function shuffledMnist(digits: GreyImages, beta: number, random: Random): LabelledExamples {
  return {
    examples: digits.count,
    features: digits.height * digits.width,
    classes: 10,
    inputs: Float32Array.from(digits.pixels, (pixel) => pixel / 255),
    labels: shuffleLabels(digits.labels, 10, beta, random),
  }
}
