import { RoteError } from "../../errors.js"
import { readWhole } from "./read-whole.js"
import { decodeUtf8 } from "./utf8.js"

export type JsonObject = Record<string, unknown>

/** Twice what the tokenizer of the largest vocabulary in use takes. */
const largestFile = 64 * 2 ** 20

/**
 * Reads a file that holds one JSON object.
 * @throws RoteError `io`, `limit-exceeded` above 64 MiB, `malformed` where it is not an object in UTF-8
 */
export async function readJsonObject(path: string): Promise<JsonObject> {
  return parseJsonObject(decodeUtf8(await readWhole(path, largestFile), path), path)
}

/** @throws RoteError `malformed` naming `input` */
export function parseJsonObject(text: string, input: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new RoteError("malformed", { input, expected: "a JSON object", found: "text that is no JSON" }, { cause })
  }
  if (!isObject(value)) {
    throw new RoteError("malformed", { input, expected: "a JSON object", found: kindOf(value) })
  }
  return value
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** What a JSON value is, for messages. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing"
  if (value === null) return "null"
  if (Array.isArray(value)) return "a list"
  return typeof value === "object" ? "an object" : `a ${typeof value}`
}
