import { RoteError } from "../errors.js"
import { type FindColumns, planTable, type TablePlan } from "./parquet-plan.js"
import { type ByteSource, endsEarly, readBytes } from "./source.js"

/** Length of the footer and magic, at the end of the file. */
const tailBytes = 8
const magic = "PAR1"
/** A column chunk takes some 150 bytes of the footer. */
const largestFooter = 16 * 2 ** 20

/**
 * What a Parquet file's footer says of the columns that `find` picks.
 * @throws RoteError `malformed`, `truncated`, `limit-exceeded`, `unsupported-format`; what `find` throws
 */
export async function readPlan<T>(source: ByteSource, find: FindColumns<T>): Promise<TablePlan<T>> {
  const { footer, start } = await readFooter(source)
  return unharmed(source.name, "a footer that can be read", () => planTable(footer, start, source.name, find))
}

async function readFooter(source: ByteSource): Promise<{ footer: Uint8Array<ArrayBuffer>; start: number }> {
  const input = source.name
  const smallest = magic.length + tailBytes
  if (source.size < smallest) throw endsEarly(input, smallest, source.size)
  const tail = await readBytes(source, source.size - tailBytes, source.size)
  const found = String.fromCharCode(...tail.subarray(4))
  if (found !== magic) {
    throw new RoteError("malformed", {
      input,
      expected: "a Parquet file, which ends with PAR1",
      found: JSON.stringify(found),
      hint: "the file is incomplete or damaged: copy or save it again",
    })
  }
  const length = new DataView(tail.buffer).getUint32(0, true)
  const start = source.size - tailBytes - length
  if (start < magic.length) throw endsEarly(input, length + smallest, source.size)
  if (length > largestFooter) {
    throw new RoteError("limit-exceeded", {
      input,
      expected: `a footer of at most ${largestFooter} bytes`,
      found: `${length}`,
      hint: "save the table in fewer row groups",
    })
  }
  return { footer: await readBytes(source, start, source.size), start }
}

/**
 * What `read` gives. Whatever else than our own errors the bytes make it throw, and its codecs, is told as one of
 * ours.
 */
export function unharmed<T>(input: string, expected: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof RoteError) throw cause
    const found = cause instanceof Error ? cause.message : String(cause)
    const hint = "the file is damaged: copy or save it again"
    throw new RoteError("malformed", { input, expected, found, hint }, { cause })
  }
}
