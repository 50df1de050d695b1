import { RoteError } from "../errors.js"

/**
 * Bytes that can be read again and again from any place, of a file or of a part of one.
 * A chunk's bytes hold only until the next chunk is asked for.
 */
export interface ByteSource {
  /** What errors call it. */
  name: string
  size: number
  chunks(start: number, end: number): AsyncIterable<Uint8Array>
}

/**
 * Large enough that the rows of a wide layer are transposed several at a time, small beside any matrix worth
 * measuring.
 */
export const chunkBytes = 8 * 2 ** 20

export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async *chunks(start, end) {
      for (let from = start; from < end; from += chunkBytes)
        yield bytes.subarray(from, Math.min(from + chunkBytes, end))
    },
  }
}

/** A file as a browser hands it out: read in parts, never held as a whole. Reading throws RoteError `io` once it cannot be. */
export function blobSource(name: string, blob: Blob): ByteSource {
  return {
    name,
    size: blob.size,
    async *chunks(start, end) {
      for (let from = start; from < end; from += chunkBytes)
        yield new Uint8Array(await blobBytes(name, blob.slice(from, Math.min(from + chunkBytes, end))))
    },
  }
}

function blobBytes(input: string, part: Blob): Promise<ArrayBuffer> {
  return part.arrayBuffer().catch((cause: unknown) => {
    const found = "a folder, or one that is gone, has changed or is another's"
    throw new RoteError("io", { input, expected: "a file that can be read", found, hint: "choose it again" }, { cause })
  })
}

/** The bytes from `start` to `end` of a source, as a source of its own. */
export function partOf(source: ByteSource, name: string, start: number, end: number): ByteSource {
  return { name, size: end - start, chunks: (from, to) => source.chunks(start + from, start + to) }
}

/**
 * A copy of the bytes from `start` to `end`. The caller has made sure that the source has them.
 * @throws RoteError `truncated` when the source ends before, as a file does that shrinks while it is read
 */
export async function readBytes(source: ByteSource, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(end - start)
  let filled = 0
  for await (const chunk of source.chunks(start, end)) {
    const part = chunk.subarray(0, bytes.length - filled)
    bytes.set(part, filled)
    filled += part.length
    if (filled === bytes.length) break
  }
  if (filled < bytes.length) throw endsEarly(source.name, end, start + filled)
  return bytes
}

export function endsEarly(input: string, expected: number, found: number): RoteError {
  return new RoteError("truncated", {
    input,
    expected: `${expected} bytes`,
    found: `the end after ${found}`,
    hint: "the file is incomplete: copy or save it again",
  })
}

/** A file's name without its folders. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1)
}

/** A file's name without its folders and its last extension. */
export function baseName(path: string): string {
  const name = fileName(path)
  const dot = name.lastIndexOf(".")
  return dot > 0 ? name.slice(0, dot) : name
}

/** Lower-case extension of a file's name, without the dot; empty when there is none. */
export function extension(path: string): string {
  const name = fileName(path)
  const dot = name.lastIndexOf(".")
  return dot < 0 ? "" : name.slice(dot + 1).toLowerCase()
}
