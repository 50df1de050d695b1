import { RoteError } from "../../errors.js"

/**
 * Text out of UTF-8, without a byte order mark.
 * @throws RoteError `malformed` naming `input`, where bytes are anything else
 */
export function decodeUtf8(bytes: Uint8Array, input: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new RoteError(
      "malformed",
      { input, expected: "text in UTF-8", found: "other bytes", hint: "save it as UTF-8" },
      { cause },
    )
  }
}
