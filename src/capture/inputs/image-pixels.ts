import { RoteError } from "../../errors.js"
import { readWhole } from "../../readers/read-whole.js"
import type { Pixels } from "./resample.js"

/** 268 MB as pixels; also where Pillow begins to warn. */
export const mostPixels = 89_478_485

/** More than that many pixels take in any PNG but the worst. */
const largestFile = 2 ** 28

/**
 * @throws RoteError of `decodeImage`; `io`, `limit-exceeded` for a file above 256 MiB
 */
export async function readImage(path: string): Promise<Pixels> {
  return decodeImage(path, await readWhole(path, largestFile))
}

/**
 * Decodes a PNG or JPEG as Pillow's `Image.open(path).convert("RGB")` does: turned as it is stored whatever its EXIF says,
 * opacity left out, colour profiles left out, grey as three equal channels.
 * @throws RoteError `malformed` for a broken image, `limit-exceeded` above 89,478,485 pixels
 */
export async function decodeImage(path: string, bytes: Uint8Array): Promise<Pixels> {
  const { default: sharp } = await import("sharp")
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, ignoreIcc: true, failOn: "error" })
      .removeAlpha()
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data }
  } catch (cause) {
    throw refused(path, cause instanceof Error ? cause : new Error(String(cause)))
  }
}

function refused(input: string, cause: Error): RoteError {
  if (/pixel limit/.test(cause.message)) {
    const expected = `an image of at most ${mostPixels} pixels`
    return new RoteError("limit-exceeded", { input, expected, found: "one that claims more" }, { cause })
  }
  const found = `one that cannot be decoded (${cause.message.trim()})`
  return new RoteError("malformed", { input, expected: "a whole PNG or JPEG image", found }, { cause })
}
