import { RoteError } from "../errors.js"
import { withFile } from "./open-file.js"
import { readBytes } from "./source.js"

/**
 * All bytes of a file that has at most `most`.
 * @throws RoteError `io`, `limit-exceeded` before anything is read
 */
export function readWhole(path: string, most: number): Promise<Uint8Array<ArrayBuffer>> {
  return withFile(path, async (source) => {
    if (source.size <= most) return readBytes(source, 0, source.size)
    throw new RoteError("limit-exceeded", { input: path, expected: `at most ${most} bytes`, found: `${source.size}` })
  })
}
