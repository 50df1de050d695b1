import { RoteError } from "../errors.js"
import type { LabelledExamples } from "./labelled.js"

/** Images with a class each: `pixels` holds image after image, channel after channel, row after row, 0 to 255. */
export interface Images {
  count: number
  /** 1 (grey) or 3 (red, green, blue). */
  channels: number
  height: number
  width: number
  /** Labels are 0 … classes − 1. */
  classes: number
  pixels: Uint8Array
  labels: Uint8Array
}

/** Images as a network takes them: a feature per pixel and channel, scaled to 0 … 1, in the order they are stored in. */
export function labelledImages({ count, channels, height, width, classes, pixels, labels }: Images): LabelledExamples {
  const inputs = new Float32Array(pixels.length)
  for (let i = 0; i < inputs.length; i++) inputs[i] = pixels[i] / 255
  return { examples: count, features: channels * height * width, classes, inputs, labels }
}

/** @throws RoteError `malformed` for a label that is none of the classes */
export function requireClasses(labels: Uint8Array, classes: number, input: string): void {
  const wrong = labels.findIndex((label) => label >= classes)
  if (wrong === -1) return
  throw new RoteError("malformed", {
    input,
    expected: `labels from 0 to ${classes - 1}`,
    found: `label ${labels[wrong]} of image ${wrong + 1}`,
  })
}
