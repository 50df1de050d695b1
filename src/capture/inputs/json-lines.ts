import { RoteError } from "../../errors.js"
import type { ByteSource } from "../../readers/source.js"
import { jsonLines } from "../../readers/text/json-lines.js"
import { kindOf } from "../../readers/text/json-object.js"
import { listed } from "../../readers/text/listed.js"

/**
 * The texts in one field of JSON objects, one object a line.
 * @throws RoteError `malformed` naming the line, where it is not such an object, or its field is missing, empty or no text
 */
export async function* jsonLineTexts(source: ByteSource, field: string): AsyncGenerator<string> {
  for await (const { line, object } of jsonLines(source)) {
    const input = `${source.name}, line ${line}`
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
