import { RoteError } from "../../errors.js"
import type { ByteSource } from "../../readers/source.js"
import { jsonLines } from "../../readers/text/json-lines.js"
import { type JsonObject, kindOf } from "../../readers/text/json-object.js"
import { textLines } from "../../readers/text/lines.js"
import { listed } from "../../readers/text/listed.js"
import { tableRows } from "../../readers/text/table-rows.js"
import type { SourceText } from "./labelled-texts.js"
import { type ColumnPlaces, findColumns, type TextColumns } from "./text-columns.js"

/** Labelled texts of a table with a header, separated by commas, with quotes as in RFC 4180. */
export async function* csvTexts(source: ByteSource, asked: TextColumns): AsyncGenerator<SourceText> {
  const rows = tableRows(source, "csv", (header) => {
    const { text, label, split } = findColumns(header, asked, `${source.name}, line 1`)
    return split === undefined ? [text, label] : [text, label, split]
  })
  for await (const { line, cells } of rows) {
    const [text, label, split] = cells
    yield { input: `${source.name}, line ${line}`, text, label, ...(split === undefined ? {} : { split }) }
  }
}

/**
 * Labelled texts of a table with a header, a row a line, separated by tabs. Nothing is quoted: quotes are characters like
 * others, as the texts that begin with one need it.
 */
export async function* tsvTexts(source: ByteSource, asked: TextColumns): AsyncGenerator<SourceText> {
  let header: string[] = []
  let places: ColumnPlaces | undefined
  for await (const { line, text } of textLines(source)) {
    const input = `${source.name}, line ${line}`
    const cells = text.split("\t")
    if (places === undefined) {
      header = cells
      places = findColumns(header, asked, input)
    } else {
      if (cells.length !== header.length) throw ragged(input, header.length, cells.length)
      yield { input, text: cells[places.text], label: cells[places.label], ...splitOf(places, (i) => cells[i]) }
    }
  }
}

/** Labelled texts of JSON objects, one a line. Labels may be strings, integers or booleans. */
export async function* jsonTexts(source: ByteSource, asked: TextColumns): AsyncGenerator<SourceText> {
  let names: string[] = []
  let places: ColumnPlaces | undefined
  for await (const { line, object } of jsonLines(source)) {
    const input = `${source.name}, line ${line}`
    if (places === undefined) {
      names = Object.keys(object)
      places = findColumns(names, asked, input)
    }
    const text = textField(object, names[places.text], input)
    const label = labelField(object, names[places.label], input)
    yield { input, text, label, ...splitOf(places, (i) => textField(object, names[i], input)) }
  }
}

function splitOf({ split }: ColumnPlaces, cell: (column: number) => string): { split?: string } {
  return split === undefined ? {} : { split: cell(split) }
}

function textField(object: JsonObject, name: string, input: string): string {
  const value = fieldOf(object, name, input)
  if (typeof value === "string") return value
  throw wrongField(name, "a string", value, input)
}

function labelField(object: JsonObject, name: string, input: string): string {
  const value = fieldOf(object, name, input)
  if (typeof value === "string" || typeof value === "boolean" || Number.isSafeInteger(value)) return `${value}`
  throw wrongField(name, "a label, which is a string, an integer or a boolean,", value, input)
}

function fieldOf(object: JsonObject, name: string, input: string): unknown {
  if (Object.hasOwn(object, name)) return object[name]
  throw new RoteError("malformed", {
    input,
    expected: `the field ${JSON.stringify(name)} as in the first object`,
    found: `the fields ${listed(Object.keys(object))}`,
  })
}

function wrongField(name: string, expected: string, value: unknown, input: string): RoteError {
  const found = typeof value === "number" ? `${value}` : kindOf(value)
  return new RoteError("malformed", { input, expected: `${expected} in the field ${JSON.stringify(name)}`, found })
}

function ragged(input: string, expected: number, found: number): RoteError {
  return new RoteError("malformed", {
    input,
    expected: `${expected} cells as in the header`,
    found: `${found}`,
    hint: "put spaces for the tabs within a text",
  })
}
