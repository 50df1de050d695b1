import { RoteError } from "../errors.js"
import { parseIdx } from "./idx.js"
import { type Images, requireClasses } from "./images.js"

/** Grey images, from 0 (paper) to 255 (ink). */
export interface GreyImages extends Images {
  channels: 1
}

/** MNIST and what came after it in its format and sizes have ten. */
const CLASSES = 10

/**
 * Joins an IDX file of images (count × height × width) with its IDX file of labels, 0 to 9.
 * @throws RoteError whatever `parseIdx` throws; `bad-shape` or `shape-mismatch` when the two files are no such pair;
 * `malformed` for a label above 9
 */
export function greyImages(imageFile: Uint8Array, labelFile: Uint8Array, input = "images"): GreyImages {
  const images = parseIdx(imageFile, input)
  const labels = parseIdx(labelFile, `${input} labels`)
  if (images.shape.length !== 3 || labels.shape.length !== 1) {
    throw new RoteError("bad-shape", {
      input,
      expected: "images with 3 axes (count × height × width) and labels with 1",
      found: `${images.shape.join(" × ")} and ${labels.shape.join(" × ")}`,
    })
  }
  const [count, height, width] = images.shape
  if (labels.shape[0] !== count) {
    throw new RoteError("shape-mismatch", {
      input,
      expected: `a label for each of ${count} images`,
      found: `${labels.shape[0]} labels`,
    })
  }
  requireClasses(labels.data, CLASSES, `${input} labels`)
  return { count, channels: 1, height, width, classes: CLASSES, pixels: images.data, labels: labels.data }
}

/** Keeps every second pixel of every second row, from the first on: 28 × 28 becomes 14 × 14. */
export function everySecondPixel<I extends Images>(images: I): I {
  const { count, channels, height, width, pixels } = images
  const [rows, columns] = [Math.ceil(height / 2), Math.ceil(width / 2)]
  const kept = new Uint8Array(count * channels * rows * columns)
  for (let plane = 0, to = 0; plane < count * channels; plane++) {
    for (let row = 0; row < height; row += 2) {
      const from = (plane * height + row) * width
      for (let column = 0; column < width; column += 2) kept[to++] = pixels[from + column]
    }
  }
  return { ...images, height: rows, width: columns, pixels: kept }
}

/** The images at `indices`, in that order. */
export function selectImages<I extends Images>(images: I, indices: ArrayLike<number>): I {
  const size = images.channels * images.height * images.width
  const pixels = new Uint8Array(indices.length * size)
  const labels = new Uint8Array(indices.length)
  for (let i = 0; i < indices.length; i++) {
    pixels.set(images.pixels.subarray(indices[i] * size, (indices[i] + 1) * size), i * size)
    labels[i] = images.labels[indices[i]]
  }
  return { ...images, count: indices.length, pixels, labels }
}
