import { FlateErrorCode, Inflate } from "fflate"
import { RoteError } from "../errors.js"
import { endsEarly } from "./source.js"

/**
 * Deflate unfolds to 1,032 times its size at most, so one step unfolds to 17 MB at most,
 * and to little beyond the declared size where that is small.
 */
const largestStep = 16 * 1024
const smallestStep = 1024

/**
 * Inflates a raw deflate stream step by step and stops as soon as it passes `size`.
 * @throws RoteError `malformed` for a broken stream or one longer than it says, `truncated` for one that ends early
 */
export async function* inflated(
  packed: AsyncIterable<Uint8Array>,
  size: number,
  input: string,
): AsyncGenerator<Uint8Array> {
  let unfolded = 0
  let out: Uint8Array[] = []
  const inflate = new Inflate((chunk) => {
    out.push(chunk)
    unfolded += chunk.length
  })
  const step = (bytes: Uint8Array, isLast: boolean): Uint8Array[] => {
    try {
      inflate.push(bytes, isLast)
    } catch (cause) {
      const isCut = cause instanceof Error && "code" in cause && cause.code === FlateErrorCode.UnexpectedEOF
      if (isCut) throw endsEarly(input, size, unfolded)
      throw new RoteError("malformed", { input, expected: "a deflate stream", found: "bytes that are none" }, { cause })
    }
    if (unfolded > size) {
      throw new RoteError("malformed", { input, expected: `${size} bytes once inflated, as declared`, found: "more" })
    }
    const chunks = out
    out = []
    return chunks
  }
  for await (const chunk of packed) {
    for (let from = 0; from < chunk.length; ) {
      const to = from + Math.min(largestStep, Math.max(smallestStep, size - unfolded))
      // fflate keeps what it is given, while a chunk holds only until the next.
      yield* step(chunk.slice(from, to), false)
      from = to
    }
  }
  yield* step(new Uint8Array(0), true)
}
