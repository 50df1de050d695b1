import type { Random } from "../random.js"
import { type Images, labelledImages } from "./images.js"
import type { LabelledExamples } from "./labelled.js"
import { shuffleLabels } from "./shuffled-labels.js"

/**
 * Shuffled MNIST (Bansal et al. 2022), or any other images treated so: pixels scaled to 0 … 1, and each label replaced by a
 * uniformly random one with probability `beta`.
 * @throws RoteError `bad-option` for a β outside 0 … 1
 */
export function shuffledMnist(images: Images, beta: number, random: Random): LabelledExamples {
  return { ...labelledImages(images), labels: shuffleLabels(images.labels, images.classes, beta, random) }
}
