import { type FileMetaData, parquetMetadata } from "hyparquet"
import type { Values } from "../activations.js"
import { RoteError } from "../errors.js"
import { dtypeOf } from "./element-types.js"
import type { ReadOptions } from "./options.js"
import { decodeChunk } from "./parquet-pages.js"
import { type ParquetColumn, tableColumns } from "./parquet-schema.js"
import { type ByteSource, endsEarly, readBytes } from "./source.js"
import type { StoredArray } from "./stored-array.js"
import { checkThrift } from "./thrift.js"

const magic = "PAR1"
/** Length and magic at the end of the file. */
const tailBytes = 8
/** A column chunk takes some 150 bytes and eight structs of the footer. */
const largestFooter = 16 * 2 ** 20
const mostStructs = 1_000_000

/**
 * A flat Parquet table of numbers, examples down and neurons across. Columns that pandas marks as the table's index are left out;
 * a null is a missing value and read as NaN.
 * Format: https://parquet.apache.org/docs/file-format
 * @throws RoteError `malformed`, `truncated`, `unsupported-format`, `checksum`, `duplicate-name`, `no-neurons`,
 * `unsupported-dtype` naming a column that is not of numbers
 */
export async function openParquet(source: ByteSource, options: ReadOptions): Promise<StoredArray> {
  const input = source.name
  const { metadata, footerStart } = await readFooter(source)
  const { columns, index } = tableColumns(metadata, input)
  const rows = checkRowGroups(metadata, footerStart, input)
  if (index.length > 0)
    options.onWarning?.(`${input}: left out ${index.join(", ")}, the index that pandas saved with the table`)
  return {
    input,
    shape: [rows, columns.length],
    fortran: true,
    dtype: columns.some(({ type }) => dtypeOf(type) === "float64") ? "float64" : "float32",
    neuronNames: columns.map(({ name }) => name),
    values: () => columnValues(source, metadata, columns),
  }
}

async function readFooter(source: ByteSource): Promise<{ metadata: FileMetaData; footerStart: number }> {
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
  const footerStart = source.size - tailBytes - length
  if (footerStart < magic.length) throw endsEarly(input, length + smallest, source.size)
  if (length > largestFooter) {
    throw new RoteError("limit-exceeded", {
      input,
      expected: `a footer of at most ${largestFooter} bytes`,
      found: `${length}`,
      hint: "save the table in fewer row groups",
    })
  }
  const footer = await readBytes(source, footerStart, source.size)
  const metadata = unharmed(input, "a footer that can be read", () => {
    // hyparquet's reader allocates what a list claims to hold; it gets no footer whose claims are not checked.
    checkThrift(footer.subarray(0, length), mostStructs)
    return parquetMetadata(footer.buffer, { geoparquet: false })
  })
  return { metadata, footerStart }
}

/** The number of rows, once row groups, columns and places agree. No byte belongs to two columns. */
function checkRowGroups(metadata: FileMetaData, footerStart: number, input: string): number {
  const leaves = metadata.schema.slice(1)
  let rows = 0n
  let packed = 0n
  const fail = (expected: string, found: string) => new RoteError("malformed", { input, expected, found })
  for (const { columns, num_rows: groupRows } of metadata.row_groups) {
    if (groupRows < 0n) throw fail("row groups of at least no rows", `${groupRows}`)
    rows += groupRows
    if (columns.length !== leaves.length) throw fail(`${leaves.length} columns in a row group`, `${columns.length}`)
    columns.forEach(({ meta_data: chunk, file_path }, i) => {
      if (file_path !== undefined) throw fail("columns in the file itself", "a column in another file")
      if (chunk === undefined) throw fail("columns with their metadata", "an encrypted column, or none")
      if (chunk.path_in_schema.join(".") !== leaves[i].name || chunk.type !== leaves[i].type) {
        throw fail(`column "${leaves[i].name}"`, `"${chunk.path_in_schema.join(".")}"`)
      }
      const { start, end } = extent(chunk)
      if (start < BigInt(magic.length) || end < start || end > BigInt(footerStart)) {
        throw fail(`column "${leaves[i].name}" before the footer at byte ${footerStart}`, `bytes ${start} to ${end}`)
      }
      packed += end - start
    })
  }
  if (packed > BigInt(footerStart)) throw fail(`columns of ${footerStart} bytes at most`, `${packed}: they overlap`)
  if (rows !== metadata.num_rows || rows > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw fail(`${metadata.num_rows} rows in the row groups`, `${rows}`)
  }
  return Number(rows)
}

type ChunkMetadata = NonNullable<FileMetaData["row_groups"][number]["columns"][number]["meta_data"]>

function extent({ dictionary_page_offset, data_page_offset, total_compressed_size }: ChunkMetadata): {
  start: bigint
  end: bigint
} {
  // Some writers put 0 for "no dictionary".
  const start = dictionary_page_offset ? dictionary_page_offset : data_page_offset
  return { start, end: start + total_compressed_size }
}

async function* columnValues(
  source: ByteSource,
  metadata: FileMetaData,
  columns: readonly ParquetColumn[],
): AsyncGenerator<Values> {
  for (const column of columns) {
    const input = `${source.name}::${column.name}`
    for (const group of metadata.row_groups) {
      const chunk = group.columns[column.index].meta_data
      if (chunk === undefined) throw new TypeError("a column without metadata passed the check of the row groups")
      const { start, end } = extent(chunk)
      const bytes = await readBytes(source, Number(start), Number(end))
      yield unharmed(input, "pages that can be read", () =>
        decodeChunk(bytes, column, chunk.codec, Number(group.num_rows), input),
      )
    }
  }
}

/** What `read` gives. Whatever else than our own errors the bytes make it throw, and its codecs, is told as one of ours. */
function unharmed<T>(input: string, expected: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof RoteError) throw cause
    const found = cause instanceof Error ? cause.message : String(cause)
    throw new RoteError(
      "malformed",
      { input, expected, found, hint: "the file is damaged: copy or save it again" },
      { cause },
    )
  }
}
