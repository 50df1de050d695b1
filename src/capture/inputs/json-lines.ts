import { RoteError } from "../../errors.js"
import type { ByteSource } from "../../readers/source.js"
import { kindOf, parseJsonObject } from "./json-file.js"
import { listed } from "./listed.js"
import { textLines } from "./text-lines.js"

/**
 * The texts in one field of JSON objects, one object a line.
 * @throws RoteError `malformed` naming the line, where it is not such an object, or its field is missing, empty or no text
 */
export async function* jsonLineTexts(source: ByteSource, field: string): AsyncGenerator<string> {
  for await (const { line, text } of textLines(source)) {
    const input = `${source.name}, line ${line}`
    const object = parseJsonObject(text, input)
    const value = Object.hasOwn(object, field) ? object[field] : undefined
    if (typeof value !== "string" || value.trim() === "") {
      throw new RoteError("malformed", {
        input,
        expected: `a text in the field ${JSON.stringify(field)}`,
        found: value === undefined ? `the fields ${listed(Object.keys(object))}` : described(value),
        ...(value === undefined ? { hint: "name the field that holds the text with --column" } : {}),
      })
    }
    yield value
  }
}

function described(value: unknown): string {
  return typeof value === "string" ? "an empty one" : kindOf(value)
}
