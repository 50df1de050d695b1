import { RoteError } from "../errors.js"
import { dataPages, type ValueDecoder } from "./parquet-pages.js"
import type { ColumnChunk } from "./parquet-plan.js"
import { LONGEST_TEXT } from "./text/lines.js"
import { decodeUtf8 } from "./text/utf8.js"

/** Bytes before each text that tell how many it has. */
const lengthBytes = 4

/**
 * The `rows` texts of one column chunk, nulls as empty ones. `spend` is told every byte before it is unpacked, and every one of a
 * dictionary's that is repeated.
 * @throws RangeError, RoteError as `dataPages`; `malformed` for what is not UTF-8; `limit-exceeded` for a text above 1 MiB
 */
export function decodeTexts(
  bytes: Uint8Array,
  isOptional: boolean,
  chunk: ColumnChunk,
  spend: (bytes: number) => void,
  input: string,
): string[] {
  const texts: string[] = []
  for (const { count, values, levels } of dataPages(bytes, isOptional, chunk, textDecoder(spend, input), input)) {
    let next = 0
    for (let i = 0; i < count; i++) texts.push(levels === undefined || levels[i] === 1 ? values[next++] : "")
  }
  return texts
}

function textDecoder(spend: (bytes: number) => void, input: string): ValueDecoder<string[]> {
  return {
    width: lengthBytes + LONGEST_TEXT,
    beforeUnpacking: spend,
    plain: (bytes, count) => decodePlainTexts(bytes, count, input),
    lookUp: (indices, dictionary) =>
      Array.from(indices, (index) => {
        if (index >= dictionary.length) throw new RangeError("parquet: an entry beyond the dictionary")
        spend(dictionary[index].length)
        return dictionary[index]
      }),
    other: (_, encoding) => {
      throw new RoteError("unsupported-format", {
        input,
        expected: "an encoding of texts: plain or dictionary",
        found: `encoding ${encoding}`,
        hint: "save the table with pandas, or as .csv or .jsonl",
      })
    },
    none: [],
  }
}

/** Each text after its length. */
function decodePlainTexts(bytes: Uint8Array, count: number, input: string): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const texts: string[] = []
  let offset = 0
  for (let i = 0; i < count; i++) {
    const start = offset + lengthBytes
    if (start > bytes.length) throw new RangeError("parquet: fewer texts than values")
    const length = view.getUint32(offset, true)
    offset = start + length
    if (offset > bytes.length) throw new RangeError("parquet: a text beyond its page")
    if (length > LONGEST_TEXT) {
      throw new RoteError("limit-exceeded", {
        input,
        expected: `texts of at most ${LONGEST_TEXT} bytes`,
        found: `${length}`,
      })
    }
    texts.push(decodeUtf8(bytes.subarray(start, offset), input))
  }
  if (offset < bytes.length) throw new RangeError("parquet: bytes after the last text")
  return texts
}
