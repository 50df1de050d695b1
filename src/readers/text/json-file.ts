import { readWhole } from "../read-whole.js"
import { type JsonObject, parseJsonObject } from "./json-object.js"
import { decodeUtf8 } from "./utf8.js"

/** Twice what the tokenizer of the largest vocabulary in use takes. */
const largestFile = 64 * 2 ** 20

/**
 * Reads a file that holds one JSON object.
 * @throws RoteError `io`, `limit-exceeded` above 64 MiB, `malformed` where it is not an object in UTF-8
 */
export async function readJsonObject(path: string): Promise<JsonObject> {
  return parseJsonObject(decodeUtf8(await readWhole(path, largestFile), path), path)
}
