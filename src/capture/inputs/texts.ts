import { RoteError } from "../../errors.js"
import { isFolder } from "../../readers/is-file.js"
import { withFile } from "../../readers/open-file.js"
import { type ByteSource, extension } from "../../readers/source.js"
import { textLines } from "../../readers/text/lines.js"
import { jsonLineTexts } from "./json-lines.js"
import { tableTexts } from "./table-texts.js"

const defaultColumn = "text"

/**
 * The texts of a file, in its order: a text a line (.txt), a column of a table (.csv, .tsv), a field of JSON lines (.jsonl,
 * .ndjson). All are held in memory.
 * @throws RoteError `unsupported-format`, `malformed` naming the line, `too-few-examples` for a file without a text,
 * `bad-option` for a column of a .txt, `io`
 */
export async function readTexts(path: string, column?: string): Promise<string[]> {
  if (await isFolder(path)) throw noTexts(path, "a folder")
  return withFile(path, async (source) => {
    const texts: string[] = []
    for await (const text of textsOf(source, column)) texts.push(text)
    if (texts.length === 0) {
      throw new RoteError("too-few-examples", { input: path, expected: "at least one text", found: "none" })
    }
    return texts
  })
}

function textsOf(source: ByteSource, column: string | undefined): AsyncGenerator<string> {
  const kind = extension(source.name)
  if (kind === "csv" || kind === "tsv") return tableTexts(source, kind, column ?? defaultColumn)
  if (kind === "jsonl" || kind === "ndjson") return jsonLineTexts(source, column ?? defaultColumn)
  if (kind === "txt") return plainTexts(source, column)
  throw noTexts(source.name, kind === "" ? "a file without extension" : `a .${kind} file`)
}

function noTexts(input: string, found: string): RoteError {
  return new RoteError("unsupported-format", { input, expected: "texts in a .txt, .csv, .tsv or .jsonl file", found })
}

async function* plainTexts(source: ByteSource, column: string | undefined): AsyncGenerator<string> {
  if (column !== undefined) {
    throw new RoteError("bad-option", {
      input: source.name,
      expected: "no column for a .txt, whose lines are the texts",
      found: JSON.stringify(column),
    })
  }
  for await (const { text } of textLines(source)) yield text
}
