import type { Dtype, Values } from "../activations.js"
import { RoteError } from "../errors.js"
import { fromBfloat16, fromFloat16 } from "./float16.js"

export type ElementType = "f2" | "bf16" | "f4" | "f8" | "i1" | "i2" | "i4" | "i8" | "u1" | "u2" | "u4" | "u8" | "b1"

const widths = { f2: 2, bf16: 2, f4: 4, f8: 8, i1: 1, i2: 2, i4: 4, i8: 8, u1: 1, u2: 2, u4: 4, u8: 8, b1: 1 }

/** Bytes of one element. */
export function elementBytes(type: ElementType): number {
  return widths[type]
}

/** What the elements become: the narrowest of float32 and float64 that holds each of them exactly. */
export function dtypeOf(type: ElementType): Dtype {
  return type === "f2" || type === "bf16" || type === "f4" ? "float32" : "float64"
}

/** Turns big-endian elements of `width` bytes into little-endian ones, in place. */
export function swapBytes(bytes: Uint8Array, width: number): void {
  for (let start = 0; start < bytes.length; start += width) {
    for (let low = start, high = start + width - 1; low < high; low++, high--) {
      const kept = bytes[low]
      bytes[low] = bytes[high]
      bytes[high] = kept
    }
  }
}

/**
 * The numbers in a whole number of little-endian elements. `bytes` must start at a multiple of 8 in its buffer;
 * float32 and float64 come back as views of it.
 * @throws RoteError `unsupported-dtype` for a 64-bit integer that float64 cannot hold, `malformed` for a bool that is
 * neither 0 nor 1
 */
export function decodeElements(bytes: Uint8Array<ArrayBuffer>, type: ElementType, input: string): Values {
  const { buffer, byteOffset } = bytes
  const length = bytes.length / widths[type]
  switch (type) {
    case "f2":
      return fromFloat16(new Uint16Array(buffer, byteOffset, length))
    case "bf16":
      return fromBfloat16(new Uint16Array(buffer, byteOffset, length))
    case "f4":
      return new Float32Array(buffer, byteOffset, length)
    case "f8":
      return new Float64Array(buffer, byteOffset, length)
    case "i1":
      return new Float64Array(new Int8Array(buffer, byteOffset, length))
    case "i2":
      return new Float64Array(new Int16Array(buffer, byteOffset, length))
    case "i4":
      return new Float64Array(new Int32Array(buffer, byteOffset, length))
    case "i8":
      return fromIntegers64(new BigInt64Array(buffer, byteOffset, length), input)
    case "u1":
      return new Float64Array(bytes)
    case "u2":
      return new Float64Array(new Uint16Array(buffer, byteOffset, length))
    case "u4":
      return new Float64Array(new Uint32Array(buffer, byteOffset, length))
    case "u8":
      return fromIntegers64(new BigUint64Array(buffer, byteOffset, length), input)
    case "b1":
      return fromBooleans(bytes, input)
  }
}

/** Float64 counts exactly to 2⁵³ only; a larger activation is refused rather than rounded. */
export function fromIntegers64(integers: BigInt64Array | BigUint64Array, input: string): Float64Array {
  const values = new Float64Array(integers.length)
  for (let i = 0; i < integers.length; i++) {
    values[i] = Number(integers[i])
    if (Math.abs(values[i]) > Number.MAX_SAFE_INTEGER) {
      throw new RoteError("unsupported-dtype", {
        input,
        expected: "64-bit integers of at most 2^53 − 1, which float64 holds exactly",
        found: `${integers[i]}`,
        hint: "save the activations as float64",
      })
    }
  }
  return values
}

function fromBooleans(bytes: Uint8Array, input: string): Float64Array {
  for (const byte of bytes) {
    if (byte > 1) throw new RoteError("malformed", { input, expected: "bools of 0 and 1", found: `${byte}` })
  }
  return new Float64Array(bytes)
}
