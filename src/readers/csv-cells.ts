import { RoteError } from "../errors.js"

export interface CellSink {
  /** A cell's bytes, quotes taken off: hold only during the call. */
  cell(bytes: Uint8Array, line: number): void
  /** The end of a row; `line` is where the row ended. */
  row(line: number): void
}

export interface CellReader {
  push(bytes: Uint8Array): void
  end(): void
}

/** Bytes: more than any number or name needs; a file without separators stops here. */
const LARGEST_NUMBER = 10_000

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

type State = "start" | "plain" | "quoted" | "closed" | "return"

/**
 * Cuts delimiter-separated bytes into cells (RFC 4180: quotes around a cell, doubled within), fed in pieces of any
 * length. Lines end in LF or CRLF; the last may lack its end. Holds one cell at a time, of `largestCell` bytes at most.
 * @throws RoteError `malformed` naming the line
 */
export function cellReader(delimiter: number, input: string, sink: CellSink, largestCell = LARGEST_NUMBER): CellReader {
  const cell = new Uint8Array(largestCell)
  let length = 0
  let state: State = "start"
  let line = 1
  let quotedSince = 0
  let rowIsEmpty = true

  const fail = (expected: string, found: string, at = line) =>
    new RoteError("malformed", { input: `${input}, line ${at}`, expected, found })

  const append = (byte: number) => {
    if (length === largestCell) {
      if (state === "quoted") throw fail("a closing quote", `none in ${largestCell} bytes`, quotedSince)
      throw fail(`cells of at most ${largestCell} bytes`, "a longer one")
    }
    cell[length++] = byte
  }

  const endCell = () => {
    sink.cell(cell.subarray(0, length), line)
    length = 0
    state = "start"
    rowIsEmpty = false
  }

  const endRow = () => {
    endCell()
    sink.row(line)
    line++
    rowIsEmpty = true
  }

  const outside = (byte: number) => {
    if (byte === delimiter) endCell()
    else if (byte === lineFeed) endRow()
    else if (byte === carriageReturn) state = "return"
    else if (state === "closed") throw fail("a separator after the closing quote", "other text")
    else if (byte === quote) {
      if (state === "plain") throw fail("quotes around a whole cell", "a quote within one")
      state = "quoted"
      quotedSince = line
    } else {
      state = "plain"
      append(byte)
    }
  }

  const push = (bytes: Uint8Array) => {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]
      if (state === "quoted") {
        if (byte === quote) state = "closed"
        else {
          if (byte === lineFeed) line++
          append(byte)
        }
      } else if (state === "closed" && byte === quote) {
        state = "quoted"
        append(byte)
      } else if (state === "return") {
        if (byte !== lineFeed) throw fail("a line feed after a carriage return", "other text")
        endRow()
      } else outside(byte)
    }
  }

  const end = () => {
    if (state === "quoted") throw fail("a closing quote", "the end of the file", quotedSince)
    if (state === "return") throw fail("a line feed after a carriage return", "the end of the file")
    if (!rowIsEmpty || state !== "start" || length > 0) endRow()
  }

  return { push, end }
}
