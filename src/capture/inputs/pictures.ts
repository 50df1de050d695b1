import { readFile } from "node:fs/promises"
import { RoteError } from "../../errors.js"
import { decodeImage } from "./image-pixels.js"

/** Larger than a thumb, small enough for a page of a hundred. */
const longestSide = 192

/** How the values of one example lie, where they can be seen as an image. */
export interface PictureLayout {
  channels: number
  height: number
  width: number
  channelsLast: boolean
}

/**
 * How the axes of an example would be an image: height × width, or with one to three channels before or after them; undefined
 * where they would not.
 */
export function pictureLayout(shape: readonly number[]): PictureLayout | undefined {
  if (shape.length === 2) return { channels: 1, height: shape[0], width: shape[1], channelsLast: false }
  if (shape.length !== 3) return undefined
  const [first, second, third] = shape
  if (first >= 1 && first <= 3) return { channels: first, height: second, width: third, channelsLast: false }
  if (third === 1 || third === 3) return { channels: third, height: first, width: second, channelsLast: true }
  return undefined
}

/**
 * The values of an example as a PNG, `range` from black to full colour: one channel in grey, two as red and green, three as red,
 * green and blue.
 */
export async function arrayPicture(
  values: ArrayLike<number>,
  { channels, height, width, channelsLast }: PictureLayout,
  [low, high]: readonly [number, number],
): Promise<Uint8Array> {
  const shown = channels === 1 ? 1 : 3
  const pixels = new Uint8Array(height * width * shown)
  const scale = high > low ? 255 / (high - low) : 0
  for (let place = 0; place < height * width; place++) {
    for (let channel = 0; channel < channels; channel++) {
      const from = channelsLast ? place * channels + channel : channel * height * width + place
      pixels[place * shown + channel] = Math.round((Number(values[from]) - low) * scale)
    }
  }
  const { default: sharp } = await import("sharp")
  return sharp(pixels, { raw: { width, height, channels: shown } })
    .png()
    .toBuffer()
}

/** A PNG or JPEG file as a small PNG. @throws RoteError what `decodeImage` throws; `io` for a file that is gone */
export async function filePicture(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new RoteError("io", { input: path, expected: "an image", found: String(cause) }, { cause })
  })
  const { width, height, data } = await decodeImage(path, bytes)
  const { default: sharp } = await import("sharp")
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
    .png()
    .toBuffer()
}
