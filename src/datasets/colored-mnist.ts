import { RoteError } from "../errors.js"
import type { Random } from "../random.js"
import type { Images } from "./images.js"
import type { LabelledExamples } from "./labelled.js"
import { requireProbability } from "./probability.js"

export interface ColoredExamples extends LabelledExamples {
  /** The channel that carries the ink: 0 or 1. */
  colours: Uint8Array
}

/**
 * Draws each digit in one of two colours: two channels per image, one of them empty, pixels scaled to 0 … 1,
 * channel after channel (so 14 × 14 pixels give 392 features).
 */
export function colourDigits(digits: Images, colours: Uint8Array): Float32Array {
  const size = digits.height * digits.width
  const inputs = new Float32Array(digits.count * 2 * size)
  for (let image = 0; image < digits.count; image++) {
    const to = (2 * image + colours[image]) * size
    for (let pixel = 0; pixel < size; pixel++) inputs[to + pixel] = digits.pixels[image * size + pixel] / 255
  }
  return inputs
}

export interface ColoredMnistOptions {
  /** How far the colour gives the label away: 0 not at all, 1 always. The colour is the label, flipped with p = (1 − α) / 2. */
  alpha: number
  /** Probability that a label is wrong; 0.25 in Colored MNIST. */
  labelNoise?: number
}

/**
 * Colored MNIST (Arjovsky et al. 2019) with the α of Bansal et al. 2022: label 1 for the digits 0 to 4 (or the first five
 * classes of Fashion-MNIST) and 0 for the others, flipped with probability `labelNoise`, then the colour by α. At α = 1 the
 * colour predicts the label without fail, at α = 0 not at all.
 * @throws RoteError `bad-option` for an α or a noise outside 0 … 1; `bad-shape` for images that have colours already
 */
export function coloredMnist(
  digits: Images,
  { alpha, labelNoise = 0.25 }: ColoredMnistOptions,
  random: Random,
): ColoredExamples {
  requireProbability("alpha", alpha)
  requireProbability("labelNoise", labelNoise)
  requireGrey(digits)
  const labels = new Uint8Array(digits.count)
  const colours = new Uint8Array(digits.count)
  for (let i = 0; i < digits.count; i++) {
    const small = digits.labels[i] < 5 ? 1 : 0
    labels[i] = small ^ (random() < labelNoise ? 1 : 0)
    colours[i] = labels[i] ^ (random() < (1 - alpha) / 2 ? 1 : 0)
  }
  const inputs = colourDigits(digits, colours)
  return { examples: digits.count, features: inputs.length / digits.count, classes: 2, inputs, labels, colours }
}

function requireGrey({ channels }: Images): void {
  if (channels === 1) return
  throw new RoteError("bad-shape", {
    input: "images to colour",
    expected: "grey images, as in MNIST and Fashion-MNIST",
    found: `${channels} channels`,
    hint: "shuffle the labels of these instead",
  })
}
