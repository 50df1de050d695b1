import type { Values } from "../activations.js"
import { decodeElements, type ElementType, elementBytes, swapBytes } from "./element-types.js"
import { type ByteSource, chunkBytes, endsEarly } from "./source.js"

export interface RawData {
  start: number
  end: number
  type: ElementType
  bigEndian: boolean
}

/**
 * Decodes the elements between two places of a source, block by block; chunks may break anywhere, within an element
 * too.
 */
export async function* rawValues(source: ByteSource, { start, end, type, bigEndian }: RawData): AsyncGenerator<Values> {
  const block = new Uint8Array(Math.min(chunkBytes, end - start))
  let filled = 0
  let left = end - start
  const decoded = () => {
    const bytes = block.subarray(0, filled)
    filled = 0
    if (bigEndian) swapBytes(bytes, elementBytes(type))
    return decodeElements(bytes, type, source.name)
  }
  for await (const chunk of source.chunks(start, end)) {
    let taken = 0
    while (taken < chunk.length) {
      const part = chunk.subarray(taken, taken + block.length - filled)
      block.set(part, filled)
      filled += part.length
      taken += part.length
      if (filled === block.length) yield decoded()
    }
    left -= chunk.length
  }
  if (left !== 0) throw endsEarly(source.name, end, end - left)
  if (filled > 0) yield decoded()
}
