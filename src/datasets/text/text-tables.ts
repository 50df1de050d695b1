import { RoteError } from "../../errors.js"
import { parquetRows } from "../../readers/parquet-cells.js"
import type { ByteSource } from "../../readers/source.js"
import { jsonLines } from "../../readers/text/json-lines.js"
import { type JsonObject, kindOf } from "../../readers/text/json-object.js"
import { textLines } from "../../readers/text/lines.js"
import { listed } from "../../readers/text/listed.js"
import { type ChooseColumns, tableRows } from "../../readers/text/table-rows.js"
import type { SourceText } from "./labelled-texts.js"
import { findColumns, type TextColumns } from "./text-columns.js"

/** Labelled texts of a table with a header, separated by commas, with quotes as in RFC 4180. */
export async function* csvTexts(source: ByteSource, asked: TextColumns): AsyncGenerator<SourceText> {
  const choose: ChooseColumns = (header) => findColumns(header, asked, `${source.name}, line 1`)
  for await (const { line, cells } of tableRows(source, "csv", choose)) {
    yield sourceText(`${source.name}, line ${line}`, cells)
  }
}

/** Labelled texts of a flat Parquet table. */
export async function* parquetTexts(source: ByteSource, asked: TextColumns): AsyncGenerator<SourceText> {
  const choose: ChooseColumns = (header) => findColumns(header, asked, source.name)
  for await (const { row, cells } of parquetRows(source, choose)) {
    yield sourceText(`${source.name}, row ${row}`, cells)
  }
}

/**
 * Labelled texts of a table with a header, a row a line, separated by tabs. Nothing is quoted: quotes are characters like
 * others, as the texts that begin with one need it.
 */
export async function* tsvTexts(source: ByteSource, asked: TextColumns): AsyncGenerator<SourceText> {
  let columns = 0
  let chosen: readonly number[] | undefined
  for await (const { line, text } of textLines(source)) {
    const input = `${source.name}, line ${line}`
    const cells = text.split("\t")
    if (chosen === undefined) {
      columns = cells.length
      chosen = findColumns(cells, asked, input)
    } else {
      if (cells.length !== columns) throw ragged(input, columns, cells.length)
      yield sourceText(
        input,
        chosen.map((column) => cells[column]),
      )
    }
  }
}

/** Labelled texts of JSON objects, one a line, with the fields of the first. Labels may be strings, integers or booleans. */
export async function* jsonTexts(source: ByteSource, asked: TextColumns): AsyncGenerator<SourceText> {
  let fields: string[] | undefined
  for await (const { line, object } of jsonLines(source)) {
    const input = `${source.name}, line ${line}`
    fields ??= chosenFields(object, asked, input)
    const [text, label, ...split] = fields
    yield sourceText(input, [
      textField(object, text, input),
      labelField(object, label, input),
      ...split.map((field) => textField(object, field, input)),
    ])
  }
}

function chosenFields(object: JsonObject, asked: TextColumns, input: string): string[] {
  const names = Object.keys(object)
  return findColumns(names, asked, input).map((i) => names[i])
}

function sourceText(input: string, [text, label, split]: readonly string[]): SourceText {
  return { input, text, label, ...(split === undefined ? {} : { split }) }
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
