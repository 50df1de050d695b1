import { RoteError } from "../../errors.js"
import { type CellSink, cellReader } from "../../readers/csv-cells.js"
import { type ByteSource, readBytes } from "../../readers/source.js"
import { listed } from "./listed.js"
import { emptyLine, LONGEST_TEXT } from "./text-lines.js"
import { decodeUtf8 } from "./utf8.js"

const separators = { csv: 0x2c, tsv: 0x09 }

/**
 * The texts in one column of a table with a header, separated by commas or tabs, with quotes as in RFC 4180.
 * @throws RoteError `malformed` naming the line, for what is no such table, a missing column or an empty text
 */
export async function* tableTexts(
  source: ByteSource,
  kind: keyof typeof separators,
  column: string,
): AsyncGenerator<string> {
  let texts: string[] = []
  const reader = cellReader(
    separators[kind],
    source.name,
    columnSink(source.name, column, (text) => texts.push(text)),
    LONGEST_TEXT,
  )
  for await (const chunk of source.chunks(await textStart(source), source.size)) {
    reader.push(chunk)
    yield* texts
    texts = []
  }
  reader.end()
  yield* texts
}

/** Takes the texts out of the rows, which must all be as long as the header. */
function columnSink(input: string, column: string, take: (text: string) => void): CellSink {
  const header: string[] = []
  let rows = 0
  let cells = 0
  let chosen = -1
  let text = ""
  let bytesInRow = 0
  let blank: number | undefined

  const endRow = (line: number) => {
    if (cells === 1 && bytesInRow === 0) {
      blank ??= line
      return
    }
    if (blank !== undefined) throw emptyLine(input, blank)
    if (rows++ === 0) {
      chosen = columnOf(header, column, input)
      return
    }
    if (cells !== header.length) throw ragged(`${input}, line ${line}`, header.length, cells)
    if (text.trim() === "") throw emptyText(`${input}, line ${line}`, column)
    take(text)
  }

  return {
    cell: (bytes, line) => {
      if (rows === 0) header.push(decodeUtf8(bytes, `${input}, line ${line}`))
      else if (cells === chosen) text = decodeUtf8(bytes, `${input}, line ${line}`)
      cells++
      bytesInRow += bytes.length
    },
    row: (line) => {
      endRow(line)
      cells = 0
      bytesInRow = 0
      text = ""
    },
  }
}

function columnOf(header: readonly string[], column: string, input: string): number {
  const first = header.indexOf(column)
  if (first < 0) {
    throw new RoteError("malformed", {
      input: `${input}, line 1`,
      expected: `a header with the column ${JSON.stringify(column)}`,
      found: `the columns ${listed(header)}`,
      hint: "name the column that holds the text with --column",
    })
  }
  if (header.lastIndexOf(column) !== first) {
    throw new RoteError("duplicate-name", {
      input: `${input}, line 1`,
      expected: `one column ${JSON.stringify(column)}`,
      found: "two",
    })
  }
  return first
}

/** After the byte order mark, if there is one: a quote must be the first byte of its cell. */
async function textStart(source: ByteSource): Promise<number> {
  const [first, second, third] = await readBytes(source, 0, Math.min(3, source.size))
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0
}

function ragged(input: string, expected: number, found: number): RoteError {
  return new RoteError("malformed", {
    input,
    expected: `${expected} cell${expected === 1 ? "" : "s"} as in the header`,
    found: `${found}`,
    hint: "put quotes around a text that holds a separator",
  })
}

function emptyText(input: string, column: string): RoteError {
  return new RoteError("malformed", {
    input,
    expected: `a text in the column ${JSON.stringify(column)}`,
    found: "an empty one",
    hint: "delete the row",
  })
}
