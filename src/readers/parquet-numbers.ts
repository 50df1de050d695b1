import type { Values } from "../activations.js"
import { RoteError } from "../errors.js"
import { dtypeOf, type ElementType, elementBytes } from "./element-types.js"
import { decodeByteStreamSplit, decodeDelta, decodeHybrid, decodePlain, encodings } from "./parquet-encodings.js"
import { dataPages, type ValueDecoder } from "./parquet-pages.js"
import type { ColumnChunk } from "./parquet-plan.js"
import type { ParquetColumn } from "./parquet-schema.js"

/**
 * The `rows` numbers of one column chunk, nulls as NaN.
 * @throws RangeError, RoteError as `dataPages`
 */
export function decodeNumbers(
  bytes: Uint8Array,
  { type, optional }: ParquetColumn<ElementType>,
  chunk: ColumnChunk,
  input: string,
): Values {
  const values = dtypeOf(type) === "float32" ? new Float32Array(chunk.rows) : new Float64Array(chunk.rows)
  let filled = 0
  for (const page of dataPages(bytes, optional, chunk, numberDecoder(type, input), input)) {
    place(page.values, page.levels, values.subarray(filled, filled + page.count))
    filled += page.count
  }
  return values
}

function numberDecoder(type: ElementType, input: string): ValueDecoder<Values> {
  return {
    width: elementBytes(type),
    plain: (bytes, count) => decodePlain(bytes, type, count, input),
    lookUp,
    other: (bytes, encoding, count) => decodeOther(bytes, encoding, type, count, input),
    none: new Float64Array(0),
  }
}

function decodeOther(bytes: Uint8Array, encoding: number, type: ElementType, count: number, input: string): Values {
  switch (encoding) {
    case encodings.rle:
      if (type !== "b1") throw new RangeError("parquet: runs of other than booleans")
      // Four bytes of length come before the runs, which end where the values do.
      return new Float64Array(decodeHybrid(bytes.subarray(4), 1, count))
    case encodings.delta:
      return decodeDelta(bytes, type, count, input)
    case encodings.byteStreamSplit:
      return decodeByteStreamSplit(bytes, type, count, input)
    default:
      throw new RoteError("unsupported-format", {
        input,
        expected: "an encoding of numbers: plain, dictionary, run-length, delta or byte stream split",
        found: `encoding ${encoding}`,
      })
  }
}

function lookUp(indices: Uint32Array, dictionary: Values): Values {
  const values = new (dictionary instanceof Float32Array ? Float32Array : Float64Array)(indices.length)
  for (let i = 0; i < indices.length; i++) {
    if (indices[i] >= dictionary.length) throw new RangeError("parquet: an entry beyond the dictionary")
    values[i] = dictionary[indices[i]]
  }
  return values
}

function place(values: ArrayLike<number>, levels: Uint32Array | undefined, target: Values): void {
  if (levels === undefined) {
    target.set(values)
    return
  }
  let next = 0
  for (let i = 0; i < target.length; i++) target[i] = levels[i] === 1 ? values[next++] : Number.NaN
}
