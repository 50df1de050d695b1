import { RoteError } from "../errors.js"
import { type CellSink, cellReader } from "./csv-cells.js"
import { parseDecimal } from "./decimal.js"
import type { ReadOptions } from "./options.js"
import { type ByteSource, chunkBytes, endsEarly, readBytes } from "./source.js"
import type { StoredArray } from "./stored-array.js"

interface Table {
  start: number
  rows: number
  columns: number
  header?: string[]
}

const comma = 0x2c
const tab = 0x09

/**
 * A table of numbers as text, examples down and neurons across, read twice: once to count, once for the numbers.
 * A first row without a single number is a header of neuron names.
 * @throws RoteError `malformed` naming line and column, `duplicate-name` for two neurons of one name,
 * `too-few-examples` for no row
 */
export async function openCsv(source: ByteSource, separator: "," | "\t", options: ReadOptions): Promise<StoredArray> {
  const delimiter = separator === "," ? comma : tab
  const table = await countCells(source, delimiter, options)
  const { rows, columns, header } = table
  if (rows === 0) {
    throw new RoteError("too-few-examples", {
      input: source.name,
      expected: "at least one row of numbers",
      found: header === undefined ? "none" : "a header alone",
    })
  }
  const array: StoredArray = {
    input: source.name,
    shape: [rows, columns],
    fortran: false,
    dtype: "float64",
    values: () => numbers(source, delimiter, table),
  }
  if (header !== undefined) array.neuronNames = header
  return array
}

/** Counts rows and columns, checks that all rows are as long as the first, and finds out whether that is a header. */
async function countCells(source: ByteSource, delimiter: number, options: ReadOptions): Promise<Table> {
  const first: string[] = []
  let rows = 0
  let cells = 0
  let columns = 0
  let blank: number | undefined
  let emptyRow = true
  const sink: CellSink = {
    cell: (bytes, line) => {
      cells++
      if (blank !== undefined && (cells > 1 || bytes.length > 0)) throw emptyLine(source, blank)
      if (rows === 0) first.push(decodeName(bytes, source, line))
      else if (cells > columns) throw ragged(source, line, first, "more")
      emptyRow = bytes.length === 0
    },
    row: (line) => {
      const isBlank = cells === 1 && emptyRow
      if (isBlank) {
        blank = line
        if (rows === 0) first.length = 0
      } else {
        if (rows === 0) columns = cells
        else if (cells < columns) throw ragged(source, line, first, `${cells}`)
        rows++
      }
      cells = 0
    },
  }
  const start = await textStart(source)
  await scan(source, start, delimiter, sink)
  const header = headerOf(first, source.name, options)
  return header === undefined ? { start, rows, columns } : { start, rows: rows - 1, columns, header }
}

/** After the byte order mark, if there is one. */
async function textStart(source: ByteSource): Promise<number> {
  const mark = await readBytes(source, 0, Math.min(3, source.size))
  if ((mark[0] === 0xff && mark[1] === 0xfe) || (mark[0] === 0xfe && mark[1] === 0xff)) {
    throw new RoteError("malformed", {
      input: source.name,
      expected: "text in UTF-8",
      found: "UTF-16",
      hint: "save the table as UTF-8",
    })
  }
  return mark[0] === 0xef && mark[1] === 0xbb && mark[2] === 0xbf ? 3 : 0
}

async function scan(source: ByteSource, start: number, delimiter: number, sink: CellSink): Promise<void> {
  const cells = cellReader(delimiter, source.name, sink)
  for await (const chunk of source.chunks(start, source.size)) cells.push(chunk)
  cells.end()
}

function headerOf(first: readonly string[], input: string, { onWarning }: ReadOptions): string[] | undefined {
  const numeric = first.filter((cell) => parseDecimal(cell) !== undefined).length
  const countsUp = first.length > 1 && first.every((cell, column) => cell === `${column}`)
  if (countsUp) onWarning?.(`${input}: the first row counts 0, 1, 2 … and is taken as the header`)
  else if (numeric === first.length) return undefined
  else if (numeric > 0) {
    const other = first.find((cell) => parseDecimal(cell) === undefined)
    throw new RoteError("malformed", {
      input: `${input}, line 1`,
      expected: "all numbers, or all names of neurons",
      found: `${numeric} numbers and ${first.length - numeric} other cells, such as ${shown(other)}`,
    })
  }
  return checkedNames(first, input)
}

function checkedNames(names: readonly string[], input: string): string[] {
  const seen = new Set<string>()
  names.forEach((name, column) => {
    if (name.trim() === "") {
      throw new RoteError("malformed", {
        input: `${input}, line 1`,
        expected: "a name for each neuron",
        found: `none for column ${column + 1}`,
        hint: "a table saved by pandas needs to_csv(…, index=False)",
      })
    }
    if (seen.has(name)) {
      throw new RoteError("duplicate-name", {
        input,
        expected: "neurons of different names",
        found: `two named ${shown(name)}`,
      })
    }
    seen.add(name)
  })
  return [...names]
}

async function* numbers(source: ByteSource, delimiter: number, table: Table): AsyncGenerator<Float64Array> {
  const blockLength = Math.min(chunkBytes / 8, table.rows * table.columns)
  let block = new Float64Array(blockLength)
  let filled = 0
  let full: Float64Array[] = []
  let row = table.header === undefined ? 0 : -1
  let column = 0
  let cells = 0
  const sink: CellSink = {
    cell: (bytes, line) => {
      column++
      if (row < 0 || cells === table.rows * table.columns) return
      const value = parseDecimal(String.fromCharCode(...bytes))
      if (value === undefined) throw notNumber(source.name, bytes, line, column)
      block[filled++] = value
      cells++
      if (filled === block.length) {
        full.push(block)
        block = new Float64Array(blockLength)
        filled = 0
      }
    },
    row: () => {
      row++
      column = 0
    },
  }
  const reader = cellReader(delimiter, source.name, sink)
  for await (const chunk of source.chunks(table.start, source.size)) {
    reader.push(chunk)
    yield* full
    full = []
  }
  reader.end()
  if (cells < table.rows * table.columns) throw endsEarly(source.name, table.rows, row)
  yield* full
  yield block.subarray(0, filled)
}

function decodeName(bytes: Uint8Array, source: ByteSource, line: number): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    const input = `${source.name}, line ${line}`
    throw new RoteError("malformed", { input, expected: "text in UTF-8", found: "other bytes" }, { cause })
  }
}

function ragged(source: ByteSource, line: number, first: readonly string[], found: string): RoteError {
  return new RoteError("malformed", {
    input: `${source.name}, line ${line}`,
    expected: `${first.length} cell${first.length === 1 ? "" : "s"} as in the first row`,
    found,
    ...(first.length === 1 ? hintAt(first[0]) : {}),
  })
}

function emptyLine(source: ByteSource, line: number): RoteError {
  return new RoteError("malformed", {
    input: `${source.name}, line ${line}`,
    expected: "empty lines at the end alone",
    found: "one before the last row",
    hint: "delete it",
  })
}

function notNumber(input: string, bytes: Uint8Array, line: number, column: number): RoteError {
  const text = new TextDecoder().decode(bytes)
  return new RoteError("malformed", {
    input: `${input}, line ${line}, column ${column}`,
    expected: "a decimal number that float64 can hold",
    found: text.trim() === "" ? "an empty cell" : shown(text),
    ...hintAt(text),
  })
}

/** Tables of lands that write decimals with a comma separate cells with semicolons. */
function hintAt(text: string): { hint?: string } {
  return text.includes(";") ? { hint: "separate cells with commas and write decimals with a point" } : {}
}

function shown(text: string | undefined): string {
  return text === undefined ? "nothing" : JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}
