import { RoteError } from "../../errors.js"
import { type CellSink, cellReader } from "../csv-cells.js"
import { type ByteSource, readBytes } from "../source.js"
import { emptyLine, LONGEST_TEXT } from "./lines.js"
import { decodeUtf8 } from "./utf8.js"

export interface TableRow {
  /** Where the row ended, from 1. */
  line: number
  /** Of the chosen columns, in the order they were chosen in. */
  cells: string[]
}

/** The columns to read, as positions in the header. */
export type ChooseColumns = (header: readonly string[]) => readonly number[]

const separators = { csv: 0x2c, tsv: 0x09 }

/**
 * The cells in some columns of a table with a header, row by row, separated by commas or tabs, with quotes as in RFC 4180.
 * @throws RoteError `malformed` naming the line, for what is no such table; what `choose` throws
 */
export async function* tableRows(
  source: ByteSource,
  kind: keyof typeof separators,
  choose: ChooseColumns,
): AsyncGenerator<TableRow> {
  let rows: TableRow[] = []
  const sink = rowSink(source.name, choose, (row) => rows.push(row))
  const reader = cellReader(separators[kind], source.name, sink, LONGEST_TEXT)
  for await (const chunk of source.chunks(await textStart(source), source.size)) {
    reader.push(chunk)
    yield* rows
    rows = []
  }
  reader.end()
  yield* rows
}

/** Takes the chosen cells out of the rows, which must all be as long as the header. */
function rowSink(input: string, choose: ChooseColumns, take: (row: TableRow) => void): CellSink {
  const header: string[] = []
  let chosen: readonly number[] | undefined
  let width = 0
  let found: string[] = []
  let bytesInRow = 0
  let blank: number | undefined

  const endRow = (line: number) => {
    if (width === 1 && bytesInRow === 0) {
      blank ??= line
      return
    }
    if (blank !== undefined) throw emptyLine(input, blank)
    if (chosen === undefined) {
      chosen = choose(header)
      return
    }
    if (width !== header.length) throw ragged(`${input}, line ${line}`, header.length, width)
    take({ line, cells: found })
  }

  return {
    cell: (bytes, line) => {
      if (chosen === undefined) header.push(decodeUtf8(bytes, `${input}, line ${line}`))
      else
        chosen.forEach((column, i) => {
          if (column === width) found[i] = decodeUtf8(bytes, `${input}, line ${line}`)
        })
      width++
      bytesInRow += bytes.length
    },
    row: (line) => {
      endRow(line)
      width = 0
      bytesInRow = 0
      found = []
    },
  }
}

/** After the byte order mark, if there is one: a quote must be the first byte of its cell. */
async function textStart(source: ByteSource): Promise<number> {
  const [first, second, third] = await readBytes(source, 0, Math.min(3, source.size))
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0
}

/** A row of another length than the header. */
function ragged(input: string, expected: number, found: number): RoteError {
  return new RoteError("malformed", {
    input,
    expected: `${expected} cell${expected === 1 ? "" : "s"} as in the header`,
    found: `${found}`,
    hint: "put quotes around a text that holds a separator",
  })
}
