import type { Values } from "../activations.js"
import { RoteError } from "../errors.js"
import { dtypeOf, elementBytes } from "./element-types.js"
import { decompressor } from "./parquet-codecs.js"
import { decodeByteStreamSplit, decodeDelta, decodeHybrid, decodePlain, encodings } from "./parquet-encodings.js"
import { type Page, readPage } from "./parquet-page-header.js"
import type { ColumnChunk } from "./parquet-plan.js"
import type { ParquetColumn } from "./parquet-schema.js"

/**
 * A page's definition levels (1 where there is a value, absent where the column has no nulls) and its values' bytes.
 */
interface PageContent {
  levels?: Uint32Array
  encoded: Uint8Array
}

/**
 * The `rows` values of one column chunk, nulls as NaN. Decoded here rather than by hyparquet, whose decoder takes a
 * run's length at its word and fills memory with it; here every length is held against the bytes and rows there are
 * first.
 * @throws RangeError for pages that cannot be true, RoteError `checksum`, `unsupported-format`, `unsupported-dtype`
 */
export function decodeChunk(
  bytes: Uint8Array,
  column: ParquetColumn,
  { codec, rows }: ColumnChunk,
  input: string,
): Values {
  const decompress = decompressor(codec, input)
  const unpack = (packed: Uint8Array, size: number): Uint8Array => {
    const bytes = size === 0 ? new Uint8Array(0) : decompress(packed, size)
    if (bytes.length !== size) throw new RangeError(`parquet: a page of ${bytes.length} bytes instead of ${size}`)
    return bytes
  }
  const values = dtypeOf(column.type) === "float32" ? new Float32Array(rows) : new Float64Array(rows)
  let dictionary: Values | undefined
  let filled = 0
  let offset = 0
  while (filled < rows) {
    const { page, end } = readPage(bytes, offset, { count: rows - filled, width: elementBytes(column.type) }, input)
    offset = end
    if (page.kind === "index") continue
    if (page.kind === "dictionary") {
      if (dictionary !== undefined) throw new RangeError("parquet: two dictionaries in one column")
      dictionary = decodePlain(unpack(page.packed, page.size), column.type, page.count, input)
      continue
    }
    const { levels, encoded } =
      page.kind === "data" ? contentOf(page, column, unpack) : contentOf2(page, column, unpack)
    const present = levels === undefined ? page.count : levels.reduce((sum, level) => sum + level, 0)
    const decoded = present === 0 ? [] : decodeValues(encoded, page.encoding, column, dictionary, present, input)
    place(decoded, levels, values.subarray(filled, filled + page.count))
    filled += page.count
  }
  return values
}

type Unpack = (packed: Uint8Array, size: number) => Uint8Array

function contentOf(page: Page, column: ParquetColumn, unpack: Unpack): PageContent {
  const bytes = unpack(page.packed, page.size)
  if (!column.optional) return { encoded: bytes }
  if (bytes.length < 4) throw new RangeError("parquet: a page without levels")
  const levelBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  if (levelBytes > bytes.length - 4) throw new RangeError("parquet: levels beyond their page")
  const start = 4 + levelBytes
  return { levels: decodeHybrid(bytes.subarray(4, start), 1, page.count), encoded: bytes.subarray(start) }
}

function contentOf2(page: Page, column: ParquetColumn, unpack: Unpack): PageContent {
  const packed = page.packed.subarray(page.levelBytes)
  const encoded = page.isPacked ? unpack(packed, page.size - page.levelBytes) : packed
  if (!column.optional) return { encoded }
  return { levels: decodeHybrid(page.packed.subarray(0, page.levelBytes), 1, page.count), encoded }
}

function decodeValues(
  bytes: Uint8Array,
  encoding: number,
  { type }: ParquetColumn,
  dictionary: Values | undefined,
  count: number,
  input: string,
): Values {
  switch (encoding) {
    case encodings.plain:
      return decodePlain(bytes, type, count, input)
    case encodings.dictionary:
    case encodings.plainDictionary:
      return lookUp(decodeHybrid(bytes.subarray(1), bytes[0], count), dictionary)
    case encodings.rle:
      if (type !== "b1") throw new RangeError("parquet: runs of other than booleans")
      // Four bytes of length come before the runs, which end where the values do.
      return new Float64Array(decodeHybrid(bytes.subarray(4), 1, count))
    case encodings.delta:
      return decodeDelta(bytes, type, count, input)
    case encodings.byteStreamSplit:
      return decodeByteStreamSplit(bytes, type, count, input)
    default:
      throw new RoteError("unsupported-format", {
        input,
        expected: "an encoding of numbers: plain, dictionary, run-length, delta or byte stream split",
        found: `encoding ${encoding}`,
      })
  }
}

function lookUp(indices: Uint32Array, dictionary: Values | undefined): Values {
  if (dictionary === undefined) throw new RangeError("parquet: no dictionary to look up")
  const values = new (dictionary instanceof Float32Array ? Float32Array : Float64Array)(indices.length)
  for (let i = 0; i < indices.length; i++) {
    if (indices[i] >= dictionary.length) throw new RangeError("parquet: an entry beyond the dictionary")
    values[i] = dictionary[indices[i]]
  }
  return values
}

function place(values: ArrayLike<number>, levels: Uint32Array | undefined, target: Values): void {
  if (levels === undefined) {
    target.set(values)
    return
  }
  let next = 0
  for (let i = 0; i < target.length; i++) target[i] = levels[i] === 1 ? values[next++] : Number.NaN
}
