import type { Values } from "../activations.js"
import { RoteError } from "../errors.js"
import { dtypeOf } from "./element-types.js"
import type { ReadOptions } from "./options.js"
import { decodeChunk } from "./parquet-pages.js"
import { planTable, type TablePlan } from "./parquet-plan.js"
import { type ByteSource, endsEarly, readBytes } from "./source.js"
import type { StoredArray } from "./stored-array.js"

const magic = "PAR1"
/** Length of the footer and magic, at the end of the file. */
const tailBytes = 8
/** A column chunk takes some 150 bytes of the footer. */
const largestFooter = 16 * 2 ** 20

/**
 * A flat Parquet table of numbers, examples down and neurons across. Columns that pandas marks as the table's index
 * are left out; a null is a missing value and read as NaN. Format: https://parquet.apache.org/docs/file-format
 * @throws RoteError `malformed`, `truncated`, `limit-exceeded`, `unsupported-format`, `checksum`, `duplicate-name`,
 * `no-neurons`,
 * `unsupported-dtype` naming a column that is not of numbers
 */
export async function openParquet(source: ByteSource, { onWarning }: ReadOptions): Promise<StoredArray> {
  const input = source.name
  const { footer, start } = await readFooter(source)
  const table = unharmed(input, "a footer that can be read", () => planTable(footer, start, input))
  if (table.index.length > 0) {
    onWarning?.(`${input}: left out ${table.index.join(", ")}, the index that pandas saved with the table`)
  }
  return {
    input,
    shape: [table.rows, table.columns.length],
    fortran: true,
    dtype: table.columns.some(({ type }) => dtypeOf(type) === "float64") ? "float64" : "float32",
    neuronNames: table.columns.map(({ name }) => name),
    values: () => columnValues(source, table),
  }
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

async function* columnValues(source: ByteSource, { columns }: TablePlan): AsyncGenerator<Values> {
  for (const column of columns) {
    const input = `${source.name}::${column.name}`
    for (const chunk of column.chunks) {
      const bytes = await readBytes(source, chunk.start, chunk.end)
      yield unharmed(input, "pages that can be read", () => decodeChunk(bytes, column, chunk, input))
    }
  }
}

/**
 * What `read` gives. Whatever else than our own errors the bytes make it throw, and its codecs, is told as one of
 * ours.
 */
function unharmed<T>(input: string, expected: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof RoteError) throw cause
    const found = cause instanceof Error ? cause.message : String(cause)
    const hint = "the file is damaged: copy or save it again"
    throw new RoteError("malformed", { input, expected, found, hint }, { cause })
  }
}
