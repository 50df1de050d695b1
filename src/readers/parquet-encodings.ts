import type { Values } from "../activations.js"
import { decodeElements, type ElementType, elementBytes, fromIntegers64 } from "./element-types.js"

/** Parquet's number for each encoding that numbers are written in. */
export const encodings = { plain: 0, plainDictionary: 2, rle: 3, delta: 5, dictionary: 8, byteStreamSplit: 9 }

/**
 * The run-length and bit-packed hybrid: `count` unsigned numbers of `width` bits. A run may not pass `count`,
 * save for the padding of the last group of eight.
 * @throws RangeError where bytes or numbers run out
 */
export function decodeHybrid(bytes: Uint8Array, width: number, count: number): Uint32Array {
  if (width > 32) throw new RangeError(`parquet: numbers of ${width} bits`)
  const values = new Uint32Array(count)
  // Numbers of no bits are all 0, and some writers leave their runs out.
  if (width === 0) return values
  let offset = 0
  let filled = 0
  while (filled < count) {
    const { value: head, end } = readVarint(bytes, offset)
    offset = end
    const length = Number(head >> 1n)
    if (head & 1n) {
      const size = length * width
      const taken = Math.min(length * 8, count - filled)
      const packed = bytes.subarray(offset, offset + size)
      if (length === 0 || length * 8 >= count - filled + 8 || packed.length < (taken * width) / 8) {
        throw new RangeError("parquet: a packed run beyond its page")
      }
      for (let i = 0; i < taken; i++) values[filled + i] = readBits(packed, i * width, width)
      filled += taken
      offset += size
    } else {
      const size = Math.ceil(width / 8)
      if (length === 0 || length > count - filled || offset + size > bytes.length) {
        throw new RangeError("parquet: a run beyond its page")
      }
      values.fill(readBits(bytes.subarray(offset, offset + size), 0, width), filled, filled + length)
      filled += length
      offset += size
    }
  }
  return values
}

/** `width` ≤ 32 bits from bit `start` on, least significant first. */
function readBits(bytes: Uint8Array, start: number, width: number): number {
  let value = 0
  let taken = 0
  while (taken < width) {
    const bit = start + taken
    const part = Math.min(8 - (bit & 7), width - taken)
    value += ((bytes[bit >> 3] >> (bit & 7)) & ((1 << part) - 1)) * 2 ** taken
    taken += part
  }
  return value
}

/** `count` elements one after the other; booleans are bits. */
export function decodePlain(bytes: Uint8Array, type: ElementType, count: number, input: string): Values {
  if (type === "b1") {
    if (bytes.length < Math.ceil(count / 8)) throw new RangeError("parquet: too few bits")
    return Float64Array.from({ length: count }, (_, i) => (bytes[i >> 3] >> (i & 7)) & 1)
  }
  const size = count * elementBytes(type)
  if (bytes.length !== size)
    throw new RangeError(`parquet: ${bytes.length} bytes for ${count} values of ${elementBytes(type)}`)
  return decodeElements(bytes.slice(), type, input)
}

/** All first bytes of the elements, then all second bytes, and so on. */
export function decodeByteStreamSplit(bytes: Uint8Array, type: ElementType, count: number, input: string): Values {
  const width = elementBytes(type)
  if (type === "b1" || bytes.length !== count * width) throw new RangeError("parquet: streams of unequal length")
  const whole = new Uint8Array(bytes.length)
  for (let byte = 0; byte < width; byte++) {
    for (let i = 0; i < count; i++) whole[i * width + byte] = bytes[byte * count + i]
  }
  return decodeElements(whole, type, input)
}

/** Differences in blocks of packed miniblocks; integers of 32 or 64 bits that wrap round. */
export function decodeDelta(bytes: Uint8Array, type: ElementType, count: number, input: string): Float64Array {
  const isSigned = type === "i4" || type === "i8"
  const bits = elementBytes(type) * 8
  if (!isSigned && type !== "u4" && type !== "u8") throw new RangeError("parquet: differences of other than integers")
  let offset = 0
  const varint = () => {
    const { value, end } = readVarint(bytes, offset)
    offset = end
    return value
  }
  const zigzag = () => {
    const value = varint()
    return (value >> 1n) ^ -(value & 1n)
  }
  const blockSize = Number(varint())
  const miniblocks = Number(varint())
  const miniblockSize = blockSize / miniblocks
  if (Number(varint()) !== count) throw new RangeError("parquet: another number of values than the page has")
  // The format asks for multiples of 32, which keeps each miniblock to whole bytes.
  if (!(miniblocks > 0 && miniblocks <= bytes.length && miniblockSize > 0 && miniblockSize % 32 === 0)) {
    throw new RangeError("parquet: odd blocks")
  }
  const values = new BigInt64Array(count)
  let value = zigzag()
  let filled = 0
  if (count > 0) values[filled++] = value
  while (filled < count) {
    const smallest = zigzag()
    const widths = bytes.subarray(offset, offset + miniblocks)
    offset += miniblocks
    for (let m = 0; m < miniblocks && filled < count; m++) {
      const width = widths[m]
      const size = (miniblockSize / 8) * width
      if (!(width <= bits) || offset + size > bytes.length) throw new RangeError("parquet: a miniblock beyond its page")
      const packed = bytes.subarray(offset, offset + size)
      for (let i = 0; i < miniblockSize && filled < count; i++) {
        const low = readBits(packed, i * width, Math.min(width, 32))
        const high = width > 32 ? readBits(packed, i * width + 32, width - 32) : 0
        value = BigInt.asIntN(bits, value + smallest + (BigInt(high) << 32n) + BigInt(low))
        values[filled++] = value
      }
      offset += size
    }
  }
  if (isSigned) return fromIntegers64(values, input)
  return fromIntegers64(new BigUint64Array(values.map((v) => BigInt.asUintN(bits, v)).buffer), input)
}

function readVarint(bytes: Uint8Array, start: number): { value: bigint; end: number } {
  let value = 0n
  for (let i = 0; i < 10 && start + i < bytes.length; i++) {
    value |= BigInt(bytes[start + i] & 127) << BigInt(7 * i)
    if (bytes[start + i] < 128) return { value, end: start + i + 1 }
  }
  throw new RangeError("parquet: a number without an end")
}
