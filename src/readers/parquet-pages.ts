import { decompressor } from "./parquet-codecs.js"
import { decodeHybrid, encodings } from "./parquet-encodings.js"
import { type Page, readPage } from "./parquet-page-header.js"
import type { ColumnChunk } from "./parquet-plan.js"

/** How the values of one type are decoded. Each of these may throw RangeError, or RoteError as `dataPages`. */
export interface ValueDecoder<T> {
  /** Bytes of one value, or the most that one may have. */
  width: number
  /** Told how many bytes a page is to unpack to, before it is unpacked. */
  beforeUnpacking?: (bytes: number) => void
  plain: (bytes: Uint8Array, count: number) => T
  lookUp: (indices: Uint32Array, dictionary: T) => T
  /** Any other encoding, by its number. */
  other: (bytes: Uint8Array, encoding: number, count: number) => T
  none: T
}

/** What one page holds of its column. */
export interface DataPage<T> {
  /** Values, nulls included. */
  count: number
  /** Those that are no nulls. */
  values: T
  /** 1 where there is a value, 0 for a null; absent where the column has no nulls. */
  levels?: Uint32Array
}

interface PageContent {
  levels?: Uint32Array
  encoded: Uint8Array
}

/**
 * The pages of one column chunk, in order, `rows` values together. Decoded here rather than by hyparquet, whose decoder takes a
 * run's length at its word and fills memory with it; here every length is held against the bytes and rows there are
 * first.
 * @throws RangeError for pages that cannot be true, RoteError `checksum`, `unsupported-format`, `unsupported-dtype`
 */
export function* dataPages<T>(
  bytes: Uint8Array,
  isOptional: boolean,
  { codec, rows }: ColumnChunk,
  decoder: ValueDecoder<T>,
  input: string,
): Generator<DataPage<T>> {
  const decompress = decompressor(codec, input)
  const unpack = (packed: Uint8Array, size: number): Uint8Array => {
    decoder.beforeUnpacking?.(size)
    const bytes = size === 0 ? new Uint8Array(0) : decompress(packed, size)
    if (bytes.length !== size) throw new RangeError(`parquet: a page of ${bytes.length} bytes instead of ${size}`)
    return bytes
  }
  let dictionary: T | undefined
  let filled = 0
  let offset = 0
  while (filled < rows) {
    const { page, end } = readPage(bytes, offset, { count: rows - filled, width: decoder.width }, input)
    offset = end
    if (page.kind === "index") continue
    if (page.kind === "dictionary") {
      if (dictionary !== undefined) throw new RangeError("parquet: two dictionaries in one column")
      dictionary = decoder.plain(unpack(page.packed, page.size), page.count)
      continue
    }
    const content = page.kind === "data" ? contentOf(page, isOptional, unpack) : contentOf2(page, isOptional, unpack)
    const { levels, encoded } = content
    const present = levels === undefined ? page.count : levels.reduce((sum, level) => sum + level, 0)
    const values = present === 0 ? decoder.none : decodeValues(encoded, page.encoding, decoder, dictionary, present)
    yield { count: page.count, values, ...(levels === undefined ? {} : { levels }) }
    filled += page.count
  }
}

type Unpack = (packed: Uint8Array, size: number) => Uint8Array

function contentOf(page: Page, isOptional: boolean, unpack: Unpack): PageContent {
  const bytes = unpack(page.packed, page.size)
  if (!isOptional) return { encoded: bytes }
  if (bytes.length < 4) throw new RangeError("parquet: a page without levels")
  const levelBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  if (levelBytes > bytes.length - 4) throw new RangeError("parquet: levels beyond their page")
  const start = 4 + levelBytes
  return { levels: decodeHybrid(bytes.subarray(4, start), 1, page.count), encoded: bytes.subarray(start) }
}

function contentOf2(page: Page, isOptional: boolean, unpack: Unpack): PageContent {
  const packed = page.packed.subarray(page.levelBytes)
  const encoded = page.isPacked ? unpack(packed, page.size - page.levelBytes) : packed
  if (!isOptional) return { encoded }
  return { levels: decodeHybrid(page.packed.subarray(0, page.levelBytes), 1, page.count), encoded }
}

function decodeValues<T>(
  bytes: Uint8Array,
  encoding: number,
  decoder: ValueDecoder<T>,
  dictionary: T | undefined,
  count: number,
): T {
  if (encoding === encodings.plain) return decoder.plain(bytes, count)
  if (encoding !== encodings.dictionary && encoding !== encodings.plainDictionary) {
    return decoder.other(bytes, encoding, count)
  }
  const indices = decodeHybrid(bytes.subarray(1), bytes[0], count)
  if (dictionary === undefined) throw new RangeError("parquet: no dictionary to look up")
  return decoder.lookUp(indices, dictionary)
}
