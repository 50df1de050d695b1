import { RoteError } from "../../errors.js"
import type { ByteSource } from "../../readers/source.js"
import { listed } from "../../readers/text/listed.js"
import { tableRows } from "../../readers/text/table-rows.js"

/**
 * The texts in one column of a table with a header, separated by commas or tabs, with quotes as in RFC 4180.
 * @throws RoteError `malformed` naming the line, for what is no such table, a missing column or an empty text
 */
export async function* tableTexts(source: ByteSource, kind: "csv" | "tsv", column: string): AsyncGenerator<string> {
  const rows = tableRows(source, kind, (header) => [columnOf(header, column, source.name)])
  for await (const { line, cells } of rows) {
    const [text] = cells
    if (text.trim() === "") throw emptyText(`${source.name}, line ${line}`, column)
    yield text
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

function emptyText(input: string, column: string): RoteError {
  return new RoteError("malformed", {
    input,
    expected: `a text in the column ${JSON.stringify(column)}`,
    found: "an empty one",
    hint: "delete the row",
  })
}
