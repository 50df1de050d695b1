import type { FileHandle } from "node:fs/promises"
import { constants, open } from "node:fs/promises"
import { RoteError } from "../errors.js"
import { folderRefused, unsupportedFormat } from "./refusals.js"
import { type ByteSource, chunkBytes, endsEarly } from "./source.js"

/**
 * Opens a file, lends it to `use` as a byte source, and closes it.
 * @throws RoteError `io` when it cannot be opened or read, `unsupported-format` for a folder, a pipe or a device
 */
export async function withFile<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  // Without waiting: a named pipe would otherwise keep us until somebody writes to it.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw ioError(path, error)
  })
  try {
    const status = await handle.stat()
    if (status.isDirectory()) throw folderRefused(path)
    if (!status.isFile()) {
      throw unsupportedFormat(
        path,
        "a pipe or a device",
        "save the activations to a file first: it is read more than once",
      )
    }
    return await use({
      name: path,
      size: status.size,
      chunks: (start, end) => fileChunks(path, handle, start, end),
    })
  } finally {
    await handle.close()
  }
}

async function* fileChunks(path: string, handle: FileHandle, start: number, end: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(chunkBytes, end - start))
  let position = start
  while (position < end) {
    const length = Math.min(buffer.length, end - position)
    const { bytesRead } = await handle.read(buffer, 0, length, position).catch((error: unknown) => {
      throw ioError(path, error)
    })
    if (bytesRead === 0) throw endsEarly(path, end, position)
    yield buffer.subarray(0, bytesRead)
    position += bytesRead
  }
}

const readFaults: Record<string, string> = {
  ENOENT: "no such file",
  EACCES: "no permission to read it",
  EISDIR: "a folder",
  ELOOP: "a symbolic link that leads to itself",
}

function ioError(path: string, error: unknown): RoteError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown"
  const found = readFaults[code] ?? `error ${code}`
  const expected = path === "-" ? "a file: standard input is not read" : "a file that can be read"
  return new RoteError("io", { input: path, expected, found }, { cause: error })
}
