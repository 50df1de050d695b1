import { RoteError } from "../../errors.js"

/**
 * The text of a JSON file of ours that names its format and version 1.
 * @throws RoteError `malformed`, `unsupported-format`
 */
export function parseVersioned<File extends { format: string; version: 1 }>(
  text: string,
  input: string,
  format: File["format"],
): File {
  const file = parse(text)
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
