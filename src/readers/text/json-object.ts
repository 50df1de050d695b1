import { RoteError } from "../../errors.js"

export type JsonObject = Record<string, unknown>

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
