import { constants, deflateRawSync } from "node:zlib"
import { crc32 } from "#src/readers/crc32.js"

export interface ArchiveEntry {
  name: string
  bytes: Uint8Array
  /** Method 8 in place of 0. */
  deflate?: boolean
  /** Sizes and checksum only after the data, as a stream writes them. */
  descriptor?: "signed" | "bare" | "64-bit"
  /** Sizes in a zip64 field, as NumPy writes them. */
  zip64?: boolean
  /** What the headers claim, where that is not the truth. */
  claims?: { packed?: Uint8Array; size?: number; checksum?: number }
}

/** A zip archive, written by the letter so that each letter can be wrong. */
export function zipArchive(entries: readonly ArchiveEntry[], { zip64End = false } = {}): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  const push = (part: Uint8Array) => {
    parts.push(part)
    offset += part.length
  }
  for (const { name, bytes, deflate = false, descriptor, zip64 = false, claims = {} } of entries) {
    const packed = claims.packed ?? (deflate ? new Uint8Array(deflateRawSync(bytes)) : bytes)
    const size = claims.size ?? bytes.length
    const checksum = claims.checksum ?? crc32(bytes)
    const nameBytes = Buffer.from(name)
    const start = offset
    const flags = descriptor === undefined ? 0 : 8
    const method = deflate ? 8 : 0
    const sizes = zip64 ? [0xffffffff, 0xffffffff] : [packed.length, size]
    const extra = zip64 ? fields([1, 2], [16, 2], [size, 8], [packed.length, 8]) : new Uint8Array(0)
    const later = descriptor !== undefined
    push(
      fields(
        ...([
          [0x04034b50, 4],
          [45, 2],
          [flags, 2],
          [method, 2],
          [0, 4],
          [later ? 0 : checksum, 4],
        ] as Field[]),
        ...([
          [later ? 0 : sizes[0], 4],
          [later ? 0 : sizes[1], 4],
          [nameBytes.length, 2],
          [extra.length, 2],
        ] as Field[]),
      ),
    )
    push(nameBytes)
    push(extra)
    push(packed)
    if (descriptor === "signed") push(fields([0x08074b50, 4], [checksum, 4], [packed.length, 4], [size, 4]))
    if (descriptor === "bare") push(fields([checksum, 4], [packed.length, 4], [size, 4]))
    if (descriptor === "64-bit") push(fields([0x08074b50, 4], [checksum, 4], [packed.length, 8], [size, 8]))
    directory.push(
      fields(
        ...([
          [0x02014b50, 4],
          [45, 2],
          [45, 2],
          [flags, 2],
          [method, 2],
          [0, 4],
          [checksum, 4],
        ] as Field[]),
        ...([
          [sizes[0], 4],
          [sizes[1], 4],
          [nameBytes.length, 2],
          [extra.length, 2],
          [0, 2],
        ] as Field[]),
        ...([
          [0, 2],
          [0, 2],
          [0, 4],
          [start, 4],
        ] as Field[]),
      ),
      nameBytes,
      extra,
    )
  }
  const start = offset
  for (const part of directory) push(part)
  const size = offset - start
  if (zip64End) {
    const end = offset
    push(fields([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4]))
    push(fields([entries.length, 8], [entries.length, 8], [size, 8], [start, 8]))
    push(fields([0x07064b50, 4], [0, 4], [end, 8], [1, 4]))
  }
  const counted = zip64End ? 0xffff : entries.length
  push(fields([0x06054b50, 4], [0, 4], [counted, 2], [counted, 2]))
  push(fields([zip64End ? 0xffffffff : size, 4], [zip64End ? 0xffffffff : start, 4], [0, 2]))
  return new Uint8Array(Buffer.concat(parts))
}

/** Value and bytes. */
type Field = [number, 2 | 4 | 8]

function fields(...list: Field[]): Uint8Array {
  const bytes = new Uint8Array(list.reduce((sum, [, size]) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  let offset = 0
  for (const [value, size] of list) {
    if (size === 2) view.setUint16(offset, value, true)
    else if (size === 4) view.setUint32(offset, value, true)
    else view.setBigUint64(offset, BigInt(value), true)
    offset += size
  }
  return bytes
}

/**
 * A raw deflate stream of `head` and then `mebibytes` MiB of zeros, at deflate's highest ratio, without ever holding
 * the zeros.
 */
export function deflatedZeros(head: Uint8Array, mebibytes: number): Uint8Array {
  const part = (bytes: Uint8Array) => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH })
  const zeros = part(new Uint8Array(2 ** 20))
  return Buffer.concat([
    part(head),
    ...Array.from({ length: mebibytes }, () => zeros),
    deflateRawSync(new Uint8Array(0)),
  ])
}
