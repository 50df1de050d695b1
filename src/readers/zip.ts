import { RoteError } from "../errors.js"
import { crc32 } from "./crc32.js"
import { inflated } from "./inflate.js"
import { type ByteSource, endsEarly, readBytes } from "./source.js"
import { readDirectory, sizes64, type ZipEntry } from "./zip-directory.js"

export interface ZipMember {
  /** Name of the entry: shown, never used as a path. */
  name: string
  /** Bytes it claims to unfold to. */
  size: number
  /** @throws RoteError `unsupported-format` for what is not plain data, stored or deflated */
  open(): ByteSource
}

const localSize = 30
/** Beyond any network's number of layers; each costs a look at the file. */
const mostEntries = 10_000
const encrypted = 0x1 | 0x40 | 0x2000
const withDescriptor = 0x8
const stored = 0
const deflated = 8

/**
 * The members of a zip archive. Directory and local headers have to agree, and no two members may share a byte,
 * so that nothing inflates twice.
 * @throws RoteError `truncated`, `malformed`, `duplicate-name`, `limit-exceeded`
 */
export async function openZip(source: ByteSource): Promise<ZipMember[]> {
  const { entries, start: directoryStart } = await readDirectory(source)
  if (entries.length > mostEntries) {
    throw new RoteError("limit-exceeded", {
      input: source.name,
      expected: `an archive of at most ${mostEntries} entries`,
      found: `${entries.length}`,
    })
  }
  const names = new Set<string>()
  const members: ZipMember[] = []
  const extents: { name: string; start: number; end: number }[] = []
  for (const entry of entries) {
    if (names.has(entry.name)) {
      throw new RoteError("duplicate-name", {
        input: source.name,
        expected: "entries of different names",
        found: `two named "${entry.name}"`,
      })
    }
    names.add(entry.name)
    const { dataStart, end } = await checkLocalHeader(source, entry, directoryStart)
    extents.push({ name: entry.name, start: entry.headerOffset, end })
    members.push({ name: entry.name, size: entry.size, open: () => openMember(source, entry, dataStart) })
  }
  extents.sort((a, b) => a.start - b.start)
  extents.forEach(({ name, start }, i) => {
    if (i > 0 && start < extents[i - 1].end) {
      throw malformed(
        source,
        entryOf(source, name),
        "entries of bytes of their own",
        `bytes shared with "${extents[i - 1].name}"`,
      )
    }
  })
  return members
}

async function checkLocalHeader(
  source: ByteSource,
  entry: ZipEntry,
  limit: number,
): Promise<{ dataStart: number; end: number }> {
  const input = entryOf(source, entry.name)
  const { headerOffset } = entry
  if (headerOffset + localSize > limit) throw endsEarly(input, headerOffset + localSize, limit)
  const fixed = new DataView((await readBytes(source, headerOffset, headerOffset + localSize)).buffer)
  if (fixed.getUint32(0, true) !== 0x04034b50) throw malformed(source, input, "a local header", "other bytes")
  const nameLength = fixed.getUint16(26, true)
  const dataStart = headerOffset + localSize + nameLength + fixed.getUint16(28, true)
  const dataEnd = dataStart + entry.compressedSize
  if (dataEnd > limit) throw endsEarly(input, dataEnd, limit)
  const variable = await readBytes(source, headerOffset + localSize, dataStart)
  const sameName = nameLength === entry.nameBytes.length && entry.nameBytes.every((byte, i) => byte === variable[i])
  if (!sameName || fixed.getUint16(6, true) !== entry.flags || fixed.getUint16(8, true) !== entry.method) {
    throw malformed(source, input, "a local header that agrees with the directory", "another name, method or flag")
  }
  if (entry.flags & withDescriptor) return { dataStart, end: await descriptorEnd(source, entry, input, dataEnd, limit) }
  const [size, compressedSize] = sizes64(source, variable.subarray(nameLength), [
    fixed.getUint32(22, true),
    fixed.getUint32(18, true),
  ])
  if (size !== entry.size || compressedSize !== entry.compressedSize || fixed.getUint32(14, true) !== entry.checksum) {
    throw malformed(source, input, "a local header that agrees with the directory", "other sizes or another checksum")
  }
  return { dataStart, end: dataEnd }
}

/** A streamed entry repeats checksum and sizes after its data: with or without a signature, in 32 or 64 bits. */
async function descriptorEnd(
  source: ByteSource,
  entry: ZipEntry,
  input: string,
  start: number,
  limit: number,
): Promise<number> {
  const bytes = await readBytes(source, start, Math.min(start + 24, limit))
  const view = new DataView(bytes.buffer)
  for (const signature of [4, 0]) {
    if (bytes.length < signature + 12 || (signature === 4 && view.getUint32(0, true) !== 0x08074b50)) continue
    if (view.getUint32(signature, true) !== entry.checksum) continue
    const in32 =
      view.getUint32(signature + 4, true) === entry.compressedSize && view.getUint32(signature + 8, true) === entry.size
    if (in32) return start + signature + 12
    if (bytes.length < signature + 20) continue
    const in64 =
      view.getBigUint64(signature + 4, true) === BigInt(entry.compressedSize) &&
      view.getBigUint64(signature + 12, true) === BigInt(entry.size)
    if (in64) return start + signature + 20
  }
  throw malformed(source, input, "a data descriptor that agrees with the directory", "another")
}

function openMember(source: ByteSource, entry: ZipEntry, dataStart: number): ByteSource {
  const name = entryOf(source, entry.name)
  const refuse = (found: string) =>
    new RoteError("unsupported-format", {
      input: name,
      expected: "an entry stored or deflated",
      found,
      hint: "save the file with numpy.savez",
    })
  if (entry.flags & encrypted) throw refuse("an encrypted entry")
  if (entry.isLink) throw refuse("a symbolic link")
  if (entry.method !== stored && entry.method !== deflated) throw refuse(`compression method ${entry.method}`)
  if (entry.method === stored && entry.size !== entry.compressedSize) {
    throw malformed(source, name, `${entry.size} bytes stored`, `${entry.compressedSize}`)
  }
  const packed = () => source.chunks(dataStart, dataStart + entry.compressedSize)
  const unpacked = entry.method === stored ? packed : () => inflated(packed(), entry.size, name)
  return {
    name,
    size: entry.size,
    chunks: (start, end) => clip(checked(unpacked(), entry, name), start, end),
  }
}

/** Passes chunks on and compares size and checksum once all have passed. */
async function* checked(
  chunks: AsyncIterable<Uint8Array>,
  { size, checksum }: ZipEntry,
  input: string,
): AsyncGenerator<Uint8Array> {
  let passed = 0
  let found = 0
  for await (const chunk of chunks) {
    passed += chunk.length
    found = crc32(chunk, found)
    // Compared before the last chunk leaves: whoever needs no more bytes asks for no more chunks.
    if (passed === size && found !== checksum) {
      const hex = (value: number) => value.toString(16).padStart(8, "0")
      throw new RoteError("checksum", {
        input,
        expected: `CRC-32 ${hex(checksum)}`,
        found: hex(found),
        hint: "the file is damaged: copy or save it again",
      })
    }
    yield chunk
  }
  if (passed < size) throw endsEarly(input, size, passed)
}

/** The bytes from `start` to `end` of a stream that can only be read from its beginning. */
async function* clip(chunks: AsyncIterable<Uint8Array>, start: number, end: number): AsyncGenerator<Uint8Array> {
  let position = 0
  for await (const chunk of chunks) {
    const part = chunk.subarray(Math.max(0, start - position), Math.max(0, end - position))
    position += chunk.length
    if (part.length > 0) yield part
    if (position >= end) return
  }
}

function entryOf(source: ByteSource, name: string): string {
  return `${source.name}::${name}`
}

function malformed(source: ByteSource, input: string, expected: string, found: string): RoteError {
  return new RoteError("malformed", { input: input || source.name, expected, found })
}
