import { type FileMetaData, parquetMetadata } from "hyparquet"
import { RoteError } from "../errors.js"
import type { ParquetColumn } from "./parquet-schema.js"
import { checkThrift } from "./thrift.js"

/** The values of a column in one row group: where they are packed, how, and how many. */
export interface ColumnChunk {
  start: number
  end: number
  codec: string | undefined
  rows: number
}

/** Columns of a table. */
export interface FoundColumns<T> {
  columns: ParquetColumn<T>[]
  /** Names of the columns left out, which pandas marks as the table's index. */
  index: string[]
}

/** Picks the columns to read, by what a footer says of them. */
export type FindColumns<T> = (metadata: FileMetaData, input: string) => FoundColumns<T>

export interface TablePlan<T> extends FoundColumns<T> {
  rows: number
  columns: (ParquetColumn<T> & { chunks: ColumnChunk[] })[]
}

/** Bytes at the start of a Parquet file that belong to no column: the magic. */
const firstColumn = 4
/** A column chunk takes some eight structs of the footer. */
const mostStructs = 1_000_000

/**
 * What to read from where, once schema, row groups and places agree. No byte may belong to two columns.
 * `footer` is the file from byte `footerStart` to its end. hyparquet's types are its hopes: a footer can make it give
 * anything, and what does not fit here fails with a TypeError.
 * @throws RoteError as `readPlan`; RangeError or TypeError for a footer that is none
 */
export function planTable<T>(
  footer: Uint8Array<ArrayBuffer>,
  footerStart: number,
  input: string,
  find: FindColumns<T>,
): TablePlan<T> {
  // hyparquet's reader allocates what a list claims to hold; it gets no footer whose claims are not checked.
  checkThrift(footer, mostStructs)
  const metadata = parquetMetadata(footer.buffer, { geoparquet: false })
  const { columns, index } = find(metadata, input)
  const chunks = metadata.row_groups.map((group) => groupChunks(group, metadata, footerStart, input))
  const packed = chunks.flat().reduce((sum, { start, end }) => sum + end - start, 0)
  if (packed > footerStart) throw malformed(input, `columns of at most ${footerStart} bytes`, `${packed}: they overlap`)
  const rows = metadata.row_groups.reduce((sum, group) => sum + safeCount(group.num_rows), 0)
  if (rows !== safeCount(metadata.num_rows))
    throw malformed(input, `${metadata.num_rows} rows in the row groups`, `${rows}`)
  return {
    rows,
    columns: columns.map((column) => ({ ...column, chunks: chunks.map((group) => group[column.index]) })),
    index,
  }
}

function groupChunks(
  { columns, num_rows }: FileMetaData["row_groups"][number],
  { schema }: FileMetaData,
  footerStart: number,
  input: string,
): ColumnChunk[] {
  const leaves = schema.slice(1)
  if (columns.length !== leaves.length) {
    throw malformed(input, `${leaves.length} columns in each row group`, `${columns.length}`)
  }
  return columns.map(({ meta_data: chunk, file_path }, i) => {
    const { name, type } = leaves[i]
    if (file_path !== undefined || chunk === undefined) {
      throw new RoteError("unsupported-format", {
        input: `${input}::${name}`,
        expected: "a column in the file itself, not encrypted",
        found: file_path === undefined ? "an encrypted one" : "one in another file",
      })
    }
    if (chunk.path_in_schema.length !== 1 || chunk.path_in_schema[0] !== name || chunk.type !== type) {
      throw malformed(input, `column "${name}" in its place`, `"${chunk.path_in_schema.join(".")}"`)
    }
    // Some writers put 0 for "no dictionary".
    const start = safeCount(chunk.dictionary_page_offset || chunk.data_page_offset)
    const end = start + safeCount(chunk.total_compressed_size)
    if (start < firstColumn || end > footerStart) {
      throw malformed(
        `${input}::${name}`,
        `pages between bytes ${firstColumn} and ${footerStart}`,
        `${start} to ${end}`,
      )
    }
    return { start, end, codec: chunk.codec, rows: safeCount(num_rows) }
  })
}

function safeCount(value: bigint): number {
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`parquet: a count of ${value}`)
  return Number(BigInt(value))
}

function malformed(input: string, expected: string, found: string): RoteError {
  return new RoteError("malformed", { input, expected, found })
}
