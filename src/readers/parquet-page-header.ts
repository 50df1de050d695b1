import { RoteError } from "../errors.js"
import { crc32 } from "./crc32.js"
import { readThrift, type ThriftStruct } from "./thrift.js"

export interface Page {
  kind: "data" | "index" | "dictionary" | "data2"
  packed: Uint8Array
  /** Bytes once unpacked. */
  size: number
  /** Values in it, nulls included. */
  count: number
  encoding: number
  /** Of a page of version 2: bytes of levels before the values, and whether these are packed. */
  levelBytes: number
  isPacked: boolean
}

/**
 * Parquet's page types 0 to 3: the field of the header that describes each, and the field therein that gives the
 * encoding.
 */
const pageTypes = [
  { kind: "data", header: 5, encoding: 2 },
  { kind: "index", header: 6, encoding: 2 },
  { kind: "dictionary", header: 7, encoding: 2 },
  { kind: "data2", header: 8, encoding: 4 },
] as const

/** What levels and headers add to the bytes of a value, and to a page; what is beyond is a claim to be given memory. */
const largestOverhead = { value: 2, page: 1024 }
/** Some 50 bytes are usual. */
const largestHeader = 64 * 1024

/** The values that a page may still hold, and the bytes of one. */
interface Room {
  count: number
  width: number
}

/**
 * Reads a page's header and cuts the page out of its chunk. A page unpacks to no more than the values it may hold can
 * need.
 * @throws RangeError for a header that cannot be true; RoteError `checksum` where the page carries one that does not
 * fit
 */
export function readPage(chunk: Uint8Array, start: number, room: Room, input: string): { page: Page; end: number } {
  const { struct, end: headerEnd } = readThrift(chunk.subarray(start, start + largestHeader), 0)
  const dataStart = start + headerEnd
  const type = pageTypes[integer(struct, 1)]
  if (type === undefined) throw new RangeError("parquet: a page of unknown type")
  const size = integer(struct, 2)
  const end = dataStart + integer(struct, 3)
  if (end > chunk.length) throw new RangeError("parquet: a page beyond its column")
  const packed = chunk.subarray(dataStart, end)
  checkSum(struct, packed, input)
  const page: Page = { kind: type.kind, packed, size, count: 0, encoding: 0, levelBytes: 0, isPacked: true }
  if (page.kind === "index") return { page, end }

  const header = struct.get(type.header)
  if (!(header instanceof Map)) throw new RangeError("parquet: a page without its header")
  page.count = integer(header, 1)
  page.encoding = integer(header, type.encoding)
  const mostBytes = page.count * (room.width + largestOverhead.value) + largestOverhead.page
  if (page.count > room.count || size > mostBytes) {
    throw new RangeError(`parquet: a page of ${page.count} values in ${size} bytes where ${room.count} values are left`)
  }
  if (page.kind === "data2") {
    page.levelBytes = integer(header, 5)
    page.isPacked = header.get(7) !== false
    if (integer(header, 6) !== 0) throw new RangeError("parquet: repetition levels in a flat column")
    if (page.levelBytes > Math.min(packed.length, size)) throw new RangeError("parquet: levels beyond their page")
  }
  return { page, end }
}

function integer(struct: ThriftStruct, field: number): number {
  const value = struct.get(field)
  if (typeof value !== "number" || value < 0)
    throw new RangeError(`parquet: no count in field ${field} of a page's header`)
  return value
}

function checkSum(header: ThriftStruct, packed: Uint8Array, input: string): void {
  const expected = header.get(4)
  if (typeof expected !== "number") return
  const found = crc32(packed)
  if (found === expected >>> 0) return
  throw new RoteError("checksum", {
    input,
    expected: `a page of CRC-32 ${(expected >>> 0).toString(16)}`,
    found: found.toString(16),
    hint: "the file is damaged: copy or save it again",
  })
}
