import { RoteError } from "../errors.js"
import { encodeSafetensorsHeader, parseSafetensorsHeader } from "../readers/safetensors-header.js"
import type { HostArrays } from "./network.js"

/** Float32 arrays by name, and text beside them. */
export interface TensorFile {
  arrays: HostArrays
  metadata: Record<string, string>
}

/**
 * Arrays and text as the bytes of a .safetensors file, arrays in the order of their names in `arrays`.
 * Format: https://github.com/huggingface/safetensors#format
 */
export function encodeTensors({ arrays, metadata }: TensorFile): Uint8Array {
  const tensors = Object.entries(arrays)
  const header = encodeSafetensorsHeader(
    tensors.map(([name, { shape, data }]) => ({ name, dtype: "F32", shape, bytes: data.byteLength })),
    metadata,
  )
  const bytes = new Uint8Array(tensors.reduce((sum, [, { data }]) => sum + data.byteLength, header.length))
  bytes.set(header)
  let place = header.length
  for (const [, { data }] of tensors) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), place)
    place += data.byteLength
  }
  return bytes
}

/**
 * Reads what `encodeTensors` wrote, or another file of float32 tensors.
 * @throws RoteError `truncated`, `malformed`, `duplicate-name`, `unsupported-dtype`, `bad-shape`
 */
export function decodeTensors(bytes: Uint8Array, input = "tensors"): TensorFile {
  const length = bytes.length < 8 ? Number.POSITIVE_INFINITY : Number(view(bytes).getBigUint64(0, true))
  const start = 8 + length
  if (start > bytes.length) {
    throw new RoteError("truncated", { input, expected: "a safetensors file", found: `${bytes.length} bytes` })
  }
  const text = new TextDecoder().decode(bytes.subarray(8, start))
  const arrays: HostArrays = {}
  for (const { name, dtype, shape, begin, end } of parseSafetensorsHeader(text, input)) {
    if (dtype !== "F32") {
      throw new RoteError("unsupported-dtype", { input: `${input}::${name}`, expected: "F32", found: dtype })
    }
    const axes = shape.map(Number)
    const size = axes.reduce((product, axis) => product * axis, 1)
    const values = new Uint8Array(bytes.subarray(start + Number(begin), start + Number(end)))
    if (values.length !== 4 * size) {
      throw new RoteError("bad-shape", {
        input: `${input}::${name}`,
        expected: `${4 * size} bytes (${axes.join(" × ")} values)`,
        found: `${values.length}`,
      })
    }
    arrays[name] = { shape: axes, data: new Float32Array(values.buffer) }
  }
  return { arrays, metadata: (JSON.parse(text).__metadata__ ?? {}) as Record<string, string> }
}

function view({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}
