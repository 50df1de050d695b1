import { RoteError } from "../errors.js"
import type { ElementType } from "./element-types.js"
import { readPlan, unharmed } from "./parquet-footer.js"
import { decodeNumbers } from "./parquet-numbers.js"
import type { ColumnChunk } from "./parquet-plan.js"
import { cellColumns, type ParquetColumn } from "./parquet-schema.js"
import { decodeTexts } from "./parquet-texts.js"
import { type ByteSource, readBytes } from "./source.js"
import type { ChooseColumns } from "./text/table-rows.js"

export interface ParquetRow {
  /** From 1. */
  row: number
  /** Of the chosen columns, in the order they were chosen in. */
  cells: string[]
}

/** Bytes unpacked of a file's every byte, and whatever its size: a table of nothing but equal texts is still read. */
const mostUnpacked = { perByte: 100, always: 64 * 2 ** 20 }

/**
 * The cells in some columns of a flat Parquet table as text, row by row: numbers in decimal, booleans as true and false, nulls as
 * an empty text. One row group is in memory at a time.
 * @throws RoteError as `openParquet`, `limit-exceeded` for a file that unfolds to more than a hundred times its size; what
 * `choose` throws
 */
export async function* parquetRows(source: ByteSource, choose: ChooseColumns): AsyncGenerator<ParquetRow> {
  const input = source.name
  const plan = await readPlan(source, (metadata) => ({ columns: cellColumns(metadata, input, choose), index: [] }))
  if (plan.rows > source.size) throw unfolds(input, `at most ${source.size} rows, one a byte`, `${plan.rows}`)
  const spend = unfoldingLimit(source)
  let row = 0
  for (const group of plan.columns[0].chunks.keys()) {
    const columns: string[][] = []
    for (const column of plan.columns) columns.push(await readCells(source, column, column.chunks[group], spend))
    for (let i = 0; i < columns[0].length; i++) yield { row: ++row, cells: columns.map((cells) => cells[i]) }
  }
}

async function readCells(
  source: ByteSource,
  column: ParquetColumn<ElementType | "text">,
  chunk: ColumnChunk,
  spend: (bytes: number) => void,
): Promise<string[]> {
  const { type, optional } = column
  const input = `${source.name}::${column.name}`
  const bytes = await readBytes(source, chunk.start, chunk.end)
  return unharmed(input, "pages that can be read", () => {
    if (type === "text") return decodeTexts(bytes, optional, chunk, spend, input)
    const shown = type === "b1" ? (value: number) => `${value === 1}` : (value: number) => `${value}`
    const numbers = decodeNumbers(bytes, { ...column, type }, chunk, input)
    return Array.from(numbers, (value) => (Number.isNaN(value) ? "" : shown(value)))
  })
}

function unfoldingLimit({ name, size }: ByteSource): (bytes: number) => void {
  const most = mostUnpacked.always + mostUnpacked.perByte * size
  let spent = 0
  return (bytes) => {
    spent += bytes
    if (spent > most) throw unfolds(name, `texts of at most ${most} bytes from ${size}`, "more")
  }
}

function unfolds(input: string, expected: string, found: string): RoteError {
  return new RoteError("limit-exceeded", { input, expected, found, hint: "save the table as .csv or .jsonl" })
}
