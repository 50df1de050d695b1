import protobuf from "protobufjs/light.js"
import { RoteError } from "../../errors.js"
import { fieldNumbers, type ModelMessage, modelType } from "./onnx-schema.js"

/** Nodes, names, attributes and lengths: some 200 bytes of memory each, though they may take 2 in a file. */
const mostEntries = 1_000_000

/** As protobuf's own implementations have it. */
const deepest = 100

/** Protobuf's type of a message that is not packed. */
const lengthDelimited = 2

const exportAgain = "the file is incomplete or no ONNX model: copy or export it again"

/**
 * An .onnx file's messages, those fields of it that are read here. Weights are not copied, and stay packed.
 * @throws RoteError `malformed` for bytes that are no such message, `truncated` where its graph goes on beyond the end,
 * `limit-exceeded` for a file of more nodes and names than any model has
 */
export function decodeModel(bytes: Uint8Array<ArrayBuffer>, path: string): ModelMessage {
  refuseTruncated(bytes, path)
  const entries = decoding(path, () => countEntries(readerOf(bytes), bytes.length, modelType))
  if (entries > mostEntries) {
    throw new RoteError("limit-exceeded", {
      input: path,
      expected: `a graph of at most ${mostEntries} nodes, names and attributes`,
      found: `${entries}`,
    })
  }
  return decoding(path, () => modelType.decode(readerOf(bytes)) as unknown as ModelMessage)
}

function readerOf(bytes: Uint8Array<ArrayBuffer>): protobuf.Reader {
  const reader = protobuf.Reader.create(bytes)
  reader.discardUnknown = true
  return reader
}

/** Whatever protobuf throws is the file's fault. */
function decoding<T>(path: string, decode: () => T): T {
  try {
    return decode()
  } catch (cause) {
    throw new RoteError(
      "malformed",
      {
        input: path,
        expected: "an ONNX model, which is a protobuf message",
        found: `bytes that are none (${cause instanceof Error ? cause.message : cause})`,
        hint: exportAgain,
      },
      { cause },
    )
  }
}

/** A graph is most of a file, so that a file cut anywhere nearly always ends within it. */
function refuseTruncated(bytes: Uint8Array<ArrayBuffer>, path: string): void {
  const end = decoding(path, () => endOfGraphs(bytes))
  if (end <= bytes.length) return
  throw new RoteError("truncated", {
    input: path,
    expected: `${end} bytes`,
    found: `the end after ${bytes.length}`,
    hint: exportAgain,
  })
}

/** Where the last graph would end by what is said of its length. */
function endOfGraphs(bytes: Uint8Array<ArrayBuffer>): number {
  const reader = readerOf(bytes)
  let end = 0
  while (reader.pos < reader.len && end <= reader.len) {
    const tag = reader.tag()
    if (tag !== ((fieldNumbers.graph << 3) | lengthDelimited)) {
      reader.skipType(tag & 7)
      continue
    }
    end = reader.size() + reader.pos
    if (end <= reader.len) reader.skip(end - reader.pos)
  }
  return end
}

/** How many messages, texts and packed integers decoding would make. */
function countEntries(reader: protobuf.Reader, end: number, type: protobuf.Type, depth = 0): number {
  if (depth > deepest) throw new RangeError(`messages nested over ${deepest} deep`)
  let entries = 0
  while (reader.pos < end) {
    const tag = reader.tag()
    const field = type.fieldsById[tag >>> 3]
    if (field === undefined || (tag & 7) !== lengthDelimited) {
      reader.skipType(tag & 7)
      entries += field === undefined ? 0 : 1
      continue
    }
    const next = reader.size() + reader.pos
    if (next > end) throw new RangeError(`a field that ends at ${next}, beyond its message's end at ${end}`)
    entries += field.type === "int64" ? next - reader.pos : 1
    if (field.resolvedType instanceof protobuf.Type) {
      entries += countEntries(reader, next, field.resolvedType, depth + 1)
    } else {
      reader.skip(next - reader.pos)
    }
  }
  return entries
}
