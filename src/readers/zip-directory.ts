import { RoteError } from "../errors.js"
import { type ByteSource, endsEarly, readBytes } from "./source.js"

export interface ZipEntry {
  name: string
  nameBytes: Uint8Array
  /** Version and system of the writer, attributes: what tells a symbolic link. */
  isLink: boolean
  flags: number
  method: number
  checksum: number
  compressedSize: number
  size: number
  headerOffset: number
}

interface DirectoryPlace {
  start: number
  end: number
  entries: number
}

const endSize = 22
const end64Size = 56
const locatorSize = 20
const entrySize = 46
const largestComment = 65_535
const in64 = 0xffffffff

/**
 * The central directory of a zip archive, read by the letter: every count and place has to agree with the bytes there
 * are. Format: PKWARE APPNOTE 6.3, sections 4.3 and 4.5.
 * @throws RoteError `truncated`, `malformed`, `unsupported-format`
 */
export async function readDirectory(source: ByteSource): Promise<{ entries: ZipEntry[]; start: number }> {
  const { start, end, entries: count } = await findDirectory(source)
  const bytes = await readBytes(source, start, end)
  const view = new DataView(bytes.buffer)
  const entries: ZipEntry[] = []
  let offset = 0
  while (entries.length < count) {
    if (offset + entrySize > bytes.length || view.getUint32(offset, true) !== 0x02014b50) {
      throw malformed(source, `${count} entries in the directory`, `${entries.length}`)
    }
    const length =
      entrySize +
      view.getUint16(offset + 28, true) +
      view.getUint16(offset + 30, true) +
      view.getUint16(offset + 32, true)
    if (offset + length > bytes.length) throw malformed(source, "a directory of whole entries", "one cut short")
    entries.push(readEntry(source, bytes.subarray(offset, offset + length)))
    offset += length
  }
  if (offset !== bytes.length) throw malformed(source, `a directory of ${offset} bytes`, `${bytes.length}`)
  return { entries, start }
}

function readEntry(source: ByteSource, bytes: Uint8Array): ZipEntry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const nameEnd = entrySize + view.getUint16(28, true)
  const extra = bytes.subarray(nameEnd, nameEnd + view.getUint16(30, true))
  const nameBytes = bytes.slice(entrySize, nameEnd)
  const [size, compressedSize, headerOffset] = sizes64(source, extra, [
    view.getUint32(24, true),
    view.getUint32(20, true),
    view.getUint32(42, true),
  ])
  if (view.getUint16(34, true) !== 0) throw malformed(source, "an archive in one piece", "an entry on another disk")
  return {
    name: decodeName(source, nameBytes),
    nameBytes,
    isLink: view.getUint8(5) === 3 && view.getUint32(38, true) >>> 28 === 0xa,
    flags: view.getUint16(8, true),
    method: view.getUint16(10, true),
    checksum: view.getUint32(16, true),
    compressedSize,
    size,
    headerOffset,
  }
}

/** Replaces each size of 2³² − 1 by the next 64-bit number of the zip64 field, in the field's fixed order. */
export function sizes64(source: ByteSource, extra: Uint8Array, sizes: readonly number[]): number[] {
  if (!sizes.includes(in64)) return [...sizes]
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength)
  for (let offset = 0; offset + 4 <= extra.length; ) {
    const fieldEnd = offset + 4 + view.getUint16(offset + 2, true)
    if (view.getUint16(offset, true) === 1 && fieldEnd <= extra.length) {
      let next = offset + 4
      return sizes.map((size) => {
        if (size !== in64) return size
        if (next + 8 > fieldEnd) throw malformed(source, "a whole zip64 field", "one cut short")
        next += 8
        return safeNumber(source, view.getBigUint64(next - 8, true))
      })
    }
    offset = fieldEnd
  }
  throw malformed(source, "a zip64 field for sizes of 4 GiB and more", "none")
}

function decodeName(source: ByteSource, bytes: Uint8Array): string {
  let name: string
  try {
    name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new RoteError(
      "malformed",
      { input: source.name, expected: "entry names in UTF-8", found: "other bytes" },
      { cause },
    )
  }
  if (name === "" || name.includes("\0"))
    throw malformed(source, "a name without NUL for each entry", JSON.stringify(name))
  return name
}

async function findDirectory(source: ByteSource): Promise<DirectoryPlace> {
  const tailStart = Math.max(0, source.size - endSize - largestComment)
  const tail = await readBytes(source, tailStart, source.size)
  const view = new DataView(tail.buffer)
  for (let offset = tail.length - endSize; offset >= 0; offset--) {
    const isEnd = view.getUint32(offset, true) === 0x06054b50
    if (!isEnd || offset + endSize + view.getUint16(offset + 20, true) !== tail.length) continue
    return directoryPlace(source, new DataView(tail.buffer, offset, endSize), tailStart + offset)
  }
  throw new RoteError("truncated", {
    input: source.name,
    expected: "a zip archive with its directory at the end",
    found: "none",
    hint: "the file is incomplete: copy or save it again",
  })
}

async function directoryPlace(source: ByteSource, end: DataView, endOffset: number): Promise<DirectoryPlace> {
  const entries = end.getUint16(10, true)
  const size = end.getUint32(12, true)
  const start = end.getUint32(16, true)
  if (end.getUint16(4, true) !== 0 || end.getUint16(6, true) !== 0 || end.getUint16(8, true) !== entries) {
    throw malformed(source, "an archive in one piece", "one in several")
  }
  const found = await directoryPlace64(source, endOffset)
  if (found !== undefined) return found
  return checkedPlace(source, start, size, entries, endOffset)
}

async function directoryPlace64(source: ByteSource, endOffset: number): Promise<DirectoryPlace | undefined> {
  if (endOffset < locatorSize) return undefined
  const locator = new DataView((await readBytes(source, endOffset - locatorSize, endOffset)).buffer)
  if (locator.getUint32(0, true) !== 0x07064b50) return undefined
  const offset = safeNumber(source, locator.getBigUint64(8, true))
  if (offset + end64Size > endOffset - locatorSize)
    throw endsEarly(source.name, offset + end64Size, endOffset - locatorSize)
  const end = new DataView((await readBytes(source, offset, offset + end64Size)).buffer)
  if (end.getUint32(0, true) !== 0x06064b50) throw malformed(source, "a zip64 end record", "other bytes")
  const [entries, size, start] = [32, 40, 48].map((at) => safeNumber(source, end.getBigUint64(at, true)))
  return checkedPlace(source, start, size, entries, offset)
}

function checkedPlace(source: ByteSource, start: number, size: number, entries: number, end: number): DirectoryPlace {
  if (start + size !== end) throw malformed(source, `a directory that ends at byte ${end}`, `${start + size}`)
  if (entries * entrySize > size) throw malformed(source, `room for ${entries} entries`, `a directory of ${size} bytes`)
  return { start, end, entries }
}

function safeNumber(source: ByteSource, value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed(source, "sizes below 2^53", `${value}`)
  return Number(value)
}

function malformed(source: ByteSource, expected: string, found: string): RoteError {
  return new RoteError("malformed", { input: source.name, expected: `a zip archive with ${expected}`, found })
}
