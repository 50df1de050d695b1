import { RoteError } from "../../errors.js"
import { readWhole } from "../../store/files.js"

/**
 * A JSON file of ours that names its format and version 1, or undefined where there is no such file.
 * @throws RoteError `malformed`, `unsupported-format`, `io`
 */
export async function readVersioned<File extends { format: string; version: 1 }>(
  input: string,
  format: File["format"],
): Promise<File | undefined> {
  const bytes = await readWhole(input)
  if (bytes === undefined) return undefined
  const file = parse(new TextDecoder().decode(bytes))
  if (file?.format !== format) {
    throw new RoteError("malformed", {
      input,
      expected: `JSON with "format": "${format}"`,
      found: "something else",
      hint: "delete this file, then run the same command again",
    })
  }
  if (file.version === 1) return file as File
  throw new RoteError("unsupported-format", {
    input,
    expected: `version 1 of ${format}`,
    found: `version ${JSON.stringify(file.version)}`,
    hint: "read it with the version of rote that wrote it, or a newer one",
  })
}

function parse(text: string): { format?: unknown; version?: unknown } | undefined {
  try {
    return JSON.parse(text) ?? undefined
  } catch {
    return undefined
  }
}
