import { RoteError } from "../errors.js"
import { dtypeOf, type ElementType, elementBytes } from "./element-types.js"
import { parseNpyHeader } from "./npy-header.js"
import { rawValues } from "./raw-values.js"
import { objectArrayRefused } from "./refusals.js"
import { checkDataBytes } from "./shape.js"
import { type ByteSource, endsEarly, readBytes } from "./source.js"
import type { StoredArray } from "./stored-array.js"

export const npyMagic = "\x93NUMPY"

/** NumPy's own default limit for headers it has no reason to trust. */
const largestHeader = 10_000

const elementTypes: ReadonlyMap<string, ElementType> = new Map(
  (["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"] as const).map((type) => [type, type]),
)

/**
 * Opens an array in NumPy's format, versions 1.0 to 3.0, either order of axes and of bytes.
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @throws RoteError `malformed`, `truncated`, `trailing-bytes`, `limit-exceeded`, `bad-shape`, `unsupported-dtype`,
 * `pickle-refused`
 */
export async function openNpy(source: ByteSource): Promise<StoredArray> {
  const { text, end: dataStart } = await readHeader(source)
  const input = source.name
  const { descr, fortran, shape } = parseNpyHeader(text, input)
  const { type, bigEndian } = elementTypeOf(descr, input)
  checkDataBytes(shape, elementBytes(type), source.size - dataStart, input)
  return {
    input,
    shape,
    fortran,
    dtype: dtypeOf(type),
    values: () => rawValues(source, { start: dataStart, end: source.size, type, bigEndian }),
  }
}

async function readHeader(source: ByteSource): Promise<{ text: string; end: number }> {
  const input = source.name
  const preamble = await readBytes(source, 0, Math.min(12, source.size))
  const magic = String.fromCharCode(...preamble.subarray(0, 6))
  if (magic !== npyMagic) {
    throw new RoteError("malformed", {
      input,
      expected: "an .npy array, which starts with \\x93NUMPY",
      found: JSON.stringify(magic),
    })
  }
  const [major, minor] = preamble.subarray(6)
  const start = major === 1 ? 10 : 12
  if (preamble.length < start) throw endsEarly(input, start, preamble.length)
  if (major < 1 || major > 3 || minor !== 0) {
    throw new RoteError("unsupported-format", {
      input,
      expected: ".npy version 1.0, 2.0 or 3.0",
      found: `${major}.${minor}`,
    })
  }
  const view = new DataView(preamble.buffer)
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  if (length > largestHeader) {
    throw new RoteError("limit-exceeded", {
      input,
      expected: `a header of at most ${largestHeader} bytes`,
      found: `${length}`,
    })
  }
  if (start + length > source.size) throw endsEarly(input, start + length, source.size)
  const header = await readBytes(source, start, start + length)
  return { text: decodeHeader(header, major, input), end: start + length }
}

function decodeHeader(header: Uint8Array, major: number, input: string): string {
  if (major < 3) return new TextDecoder("latin1").decode(header)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(header)
  } catch (cause) {
    throw new RoteError("malformed", { input, expected: "a header in UTF-8", found: "other bytes" }, { cause })
  }
}

function elementTypeOf(descr: string, input: string): { type: ElementType; bigEndian: boolean } {
  const order = descr.slice(0, 1)
  const type = elementTypes.get(descr.slice(1))
  if (descr.slice(1) === "O" || descr === "O") throw objectArrayRefused(input)
  const hasOrder = order === "<" || order === ">" || (order === "|" && descr.endsWith("1"))
  if (type === undefined || !hasOrder) {
    throw new RoteError("unsupported-dtype", {
      input,
      expected: "f2, f4, f8, i1 to i8, u1 to u8 or b1, with its byte order (as in '<f4')",
      found: `'${descr}'`,
      hint: "in Python, save array.astype('<f4')",
    })
  }
  return { type, bigEndian: order === ">" }
}
