import { RoteError } from "../../errors.js"
import type { ByteSource } from "../source.js"
import { decodeUtf8 } from "./utf8.js"

export interface TextLine {
  /** From 1. */
  line: number
  text: string
}

/** Bytes: longer than any text a model takes; a file without line breaks stops here. */
export const LONGEST_TEXT = 2 ** 20

const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * The lines of a file in UTF-8, which end in LF or CRLF; empty ones at the end are left out.
 * @throws RoteError `malformed` for an empty line before the last text and for bytes that are not UTF-8, `limit-exceeded` for
 * a line above 1 MiB, naming the line
 */
export async function* textLines(source: ByteSource): AsyncGenerator<TextLine> {
  let line = 0
  let blank: number | undefined
  for await (const bytes of byteLines(source)) {
    line++
    const text = decodeUtf8(withoutReturn(bytes), `${source.name}, line ${line}`)
    if (text.trim() === "") blank ??= line
    else if (blank !== undefined) throw emptyLine(source.name, blank)
    else yield { line, text }
  }
}

async function* byteLines(source: ByteSource): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array()
  let line = 1
  for await (const chunk of source.chunks(0, source.size)) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      yield joined(rest, chunk.subarray(start, end), source.name, line++)
      rest = new Uint8Array()
      start = end + 1
    }
    rest = joined(rest, chunk.subarray(start), source.name, line)
  }
  if (rest.length > 0) yield rest
}

function joined(first: Uint8Array, second: Uint8Array, input: string, line: number): Uint8Array<ArrayBuffer> {
  const length = first.length + second.length
  if (length > LONGEST_TEXT) {
    throw new RoteError("limit-exceeded", {
      input: `${input}, line ${line}`,
      expected: `lines of at most ${LONGEST_TEXT} bytes`,
      found: "a longer one",
    })
  }
  const both = new Uint8Array(length)
  both.set(first)
  both.set(second, first.length)
  return both
}

function withoutReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes
}

export function emptyLine(input: string, line: number): RoteError {
  return new RoteError("malformed", {
    input: `${input}, line ${line}`,
    expected: "empty lines at the end alone",
    found: "one before the last text",
    hint: "delete it",
  })
}
