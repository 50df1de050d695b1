import type { ByteSource } from "../source.js"
import { type JsonObject, parseJsonObject } from "./json-object.js"
import { textLines } from "./lines.js"

export interface JsonLine {
  /** From 1. */
  line: number
  object: JsonObject
}

/**
 * JSON objects, one a line.
 * @throws RoteError `malformed` naming the line, where it is not such an object; what `textLines` throws
 */
export async function* jsonLines(source: ByteSource): AsyncGenerator<JsonLine> {
  for await (const { line, text } of textLines(source)) {
    yield { line, object: parseJsonObject(text, `${source.name}, line ${line}`) }
  }
}
