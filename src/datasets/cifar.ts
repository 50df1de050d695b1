import { RoteError } from "../errors.js"
import { type Images, requireClasses } from "./images.js"

export type CifarClasses = 10 | 100

const SIDE = 32
const PIXELS = 3 * SIDE * SIDE

/** Bytes of labels before each image; CIFAR-100 has a coarse one first. The last is the class. Images in the largest file. */
const layouts = {
  10: { labels: 1, mostImages: 10_000 },
  100: { labels: 2, mostImages: 50_000 },
}

/**
 * Reads a file of CIFAR-10 or CIFAR-100, binary version (Krizhevsky 2009): image after image without a header, its label
 * (in CIFAR-100 the one of 20 coarse classes, which is dropped, then the one of 100 fine ones), then 32 × 32 pixels in red, in
 * green and in blue. Files shorter than the published ones are read as well. The pixels are a copy.
 * @throws RoteError `truncated` for no image or part of one; `trailing-bytes` for more than the published files hold;
 * `malformed` for a label that is none of the classes
 */
export function parseCifar(bytes: Uint8Array, classes: CifarClasses, input = "CIFAR file"): Images {
  const { labels: labelBytes, mostImages } = layouts[classes]
  const record = labelBytes + PIXELS
  const count = Math.floor(bytes.length / record)
  if (bytes.length > mostImages * record) {
    throw new RoteError("trailing-bytes", {
      input,
      expected: `at most ${mostImages} images of CIFAR-${classes}, ${mostImages * record} bytes`,
      found: `${bytes.length} bytes`,
    })
  }
  if (count === 0 || count * record < bytes.length) {
    throw new RoteError("truncated", {
      input,
      expected: `whole images of CIFAR-${classes}, ${record} bytes each`,
      found: `${count} images and ${bytes.length - count * record} bytes`,
      hint: "check that the download is complete and of this dataset",
    })
  }
  const pixels = new Uint8Array(count * PIXELS)
  const labels = new Uint8Array(count)
  for (let image = 0; image < count; image++) {
    const start = image * record + labelBytes
    labels[image] = bytes[start - 1]
    pixels.set(bytes.subarray(start, start + PIXELS), image * PIXELS)
  }
  requireClasses(labels, classes, input)
  return { count, channels: 3, height: SIDE, width: SIDE, classes, pixels, labels }
}

/** The images of several files of one dataset, one after another. */
export function joinCifar(parts: readonly Images[]): Images {
  const pixels = new Uint8Array(parts.reduce((sum, part) => sum + part.pixels.length, 0))
  const labels = new Uint8Array(parts.reduce((sum, part) => sum + part.count, 0))
  let count = 0
  for (const part of parts) {
    pixels.set(part.pixels, count * PIXELS)
    labels.set(part.labels, count)
    count += part.count
  }
  return { ...parts[0], count, pixels, labels }
}
