import { readWhole } from "../../store/files.js"
import { parseVersioned } from "./versioned-json.js"

/**
 * A JSON file of ours that names its format and version 1, or undefined where there is no such file.
 * @throws RoteError `malformed`, `unsupported-format`, `io`
 */
export async function readVersioned<File extends { format: string; version: 1 }>(
  input: string,
  format: File["format"],
): Promise<File | undefined> {
  const bytes = await readWhole(input)
  return bytes === undefined ? undefined : parseVersioned(new TextDecoder().decode(bytes), input, format)
}
