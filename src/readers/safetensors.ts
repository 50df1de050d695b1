import { RoteError } from "../errors.js"
import { dtypeOf, type ElementType, elementBytes } from "./element-types.js"
import { rawValues } from "./raw-values.js"
import { parseSafetensorsHeader, type TensorEntry } from "./safetensors-header.js"
import { checkDataBytes, checkedShape } from "./shape.js"
import { type ByteSource, endsEarly, readBytes } from "./source.js"
import type { StoredArray, StoredLayer } from "./stored-array.js"

/** The format's own limit. */
const largestHeader = 100_000_000

const elementTypes: ReadonlyMap<string, ElementType> = new Map([
  ["F64", "f8"],
  ["F32", "f4"],
  ["F16", "f2"],
  ["BF16", "bf16"],
  ["I64", "i8"],
  ["I32", "i4"],
  ["I16", "i2"],
  ["I8", "i1"],
  ["U64", "u8"],
  ["U32", "u4"],
  ["U16", "u2"],
  ["U8", "u1"],
  ["BOOL", "b1"],
])

/**
 * The tensors of a .safetensors file, one layer per tensor, in the order of their data.
 * Format: https://github.com/huggingface/safetensors#format
 * @throws RoteError `malformed` (holes and overlaps too), `truncated`, `trailing-bytes`, `limit-exceeded`,
 * `duplicate-name`,
 * `bad-shape`, `unsupported-dtype`, `no-neurons` for a file without tensors
 */
export async function openSafetensors(source: ByteSource): Promise<StoredLayer[]> {
  const { text, dataStart } = await readHeader(source)
  const tensors = parseSafetensorsHeader(text, source.name)
  if (tensors.length === 0) {
    throw new RoteError("no-neurons", { input: source.name, expected: "at least one tensor", found: "none" })
  }
  const inOrder = tensors.toSorted((a, b) => Number(a.begin - b.begin) || Number(a.end - b.end))
  checkCover(source, inOrder, source.size - dataStart)
  return inOrder.map((tensor) => ({ name: tensor.name, open: async () => openTensor(source, tensor, dataStart) }))
}

async function readHeader(source: ByteSource): Promise<{ text: string; dataStart: number }> {
  const input = source.name
  if (source.size < 8) throw endsEarly(input, 8, source.size)
  const length = new DataView((await readBytes(source, 0, 8)).buffer).getBigUint64(0, true)
  if (length > largestHeader) {
    throw new RoteError("limit-exceeded", {
      input,
      expected: `a safetensors header of at most ${largestHeader} bytes`,
      found: `${length}`,
    })
  }
  const dataStart = 8 + Number(length)
  if (dataStart > source.size) throw endsEarly(input, dataStart, source.size)
  const bytes = await readBytes(source, 8, dataStart)
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), dataStart }
  } catch (cause) {
    throw new RoteError("malformed", { input, expected: "a header in UTF-8", found: "other bytes" }, { cause })
  }
}

/** Every byte of the data belongs to exactly one tensor. */
function checkCover(source: ByteSource, tensors: readonly TensorEntry[], size: number): void {
  let next = 0n
  for (const { name, begin, end } of tensors) {
    const input = `${source.name}::${name}`
    if (end > BigInt(size)) throw endsEarly(input, Number(end), size)
    if (begin !== next || end < begin) {
      throw new RoteError("malformed", {
        input,
        expected: `data from byte ${next}, without hole or overlap`,
        found: `bytes ${begin} to ${end}`,
      })
    }
    next = end
  }
  if (next !== BigInt(size)) {
    throw new RoteError("trailing-bytes", {
      input: source.name,
      expected: `${next} bytes of data`,
      found: `${size}`,
      hint: "the file holds more than its tensors: save it again",
    })
  }
}

function openTensor(
  source: ByteSource,
  { name, dtype, shape: axes, begin, end }: TensorEntry,
  dataStart: number,
): StoredArray {
  const input = `${source.name}::${name}`
  const type = elementTypes.get(dtype)
  if (type === undefined) {
    throw new RoteError("unsupported-dtype", {
      input,
      expected: Array.from(elementTypes.keys()).join(", "),
      found: `"${dtype}"`,
      hint: "in Python, save tensor.float()",
    })
  }
  const shape = checkedShape(axes, input)
  checkDataBytes(shape, elementBytes(type), Number(end - begin), input)
  return {
    input,
    shape,
    fortran: false,
    dtype: dtypeOf(type),
    values: () =>
      rawValues(
        { ...source, name: input },
        {
          start: dataStart + Number(begin),
          end: dataStart + Number(end),
          type,
          bigEndian: false,
        },
      ),
  }
}
