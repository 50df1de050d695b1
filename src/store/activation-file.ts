import { type Zippable, zipSync } from "fflate"
import type { ActivationMatrix, Layer, Values } from "../activations.js"
import { RoteError } from "../errors.js"
import { encodeSafetensorsHeader, type TensorHeader } from "../readers/safetensors-header.js"
import { writeWhole } from "./files.js"
import { encodeNpy } from "./npy.js"

/**
 * Writes activations to a file, an array of examples × neurons for each layer: .safetensors, .npz, or .npy for a single
 * layer.
 * @throws RoteError `usage` for a file of another kind, or .npy and several layers; `limit-exceeded` for .npz beyond 4
 * GB; `io`
 */
export async function writeActivations(a: ActivationMatrix, path: string): Promise<void> {
  await writeWhole(path, encoderFor(path, a.layers.length)(a, path))
}

type Encode = (a: ActivationMatrix, path: string) => Uint8Array

/** @throws RoteError `usage` when such a file cannot hold so many layers */
export function encoderFor(path: string, layers: number): Encode {
  if (path.endsWith(".safetensors")) return encodeActivations
  if (path.endsWith(".npz")) return encodeNpz
  if (path.endsWith(".npy") && layers === 1) return (a) => encodeLayer(a, a.layers[0])
  throw new RoteError("usage", {
    input: path,
    expected: "a name that ends in .safetensors or .npz, or in .npy for a single layer",
    found: path.endsWith(".npy") ? `.npy for ${layers} layers` : "another",
  })
}

/** The bytes of a .safetensors file with a tensor for each layer. Memory: the activations once more. */
export function encodeActivations(a: ActivationMatrix): Uint8Array {
  const header = activationsHeader(a, a.data instanceof Float32Array ? "float32" : "float64")
  const bytes = new Uint8Array(header.length + a.data.byteLength)
  bytes.set(header)
  const values = sameKind(a.data, bytes.buffer, header.length)
  for (const { start, end } of a.layers) {
    const layer = values.subarray(start * a.examples, end * a.examples)
    transpose(a.data.subarray(start * a.examples, end * a.examples), end - start, a.examples, layer)
  }
  return bytes
}

/** What such a file starts with: it follows from the layers alone. */
export function activationsHeader(
  { examples, layers }: Pick<ActivationMatrix, "examples" | "layers">,
  dtype: "float32" | "float64",
): Uint8Array {
  const names = tensorNames(layers)
  const tensors = layers.map(({ start, end }, l): TensorHeader => {
    const shape = [examples, end - start]
    const [tensorType, width] = dtype === "float32" ? (["F32", 4] as const) : (["F64", 8] as const)
    return { name: names[l], dtype: tensorType, shape, bytes: width * examples * (end - start) }
  })
  return encodeSafetensorsHeader(tensors.filter(({ bytes }) => bytes > 0))
}

/** Layers may share a name, or have the one that the format keeps for itself. */
function tensorNames(layers: readonly Layer[]): string[] {
  const taken = new Set(["__metadata__"])
  return layers.map(({ name }) => {
    let free = name
    while (taken.has(free)) free += "_"
    taken.add(free)
    return free
  })
}

/** The earliest time a zip archive can say: the same activations give the same bytes. */
const noTime = new Date(1980, 0, 1)
const largestZip = 2 ** 32 - 1

function encodeNpz(a: ActivationMatrix, path: string): Uint8Array {
  if (a.data.byteLength > largestZip) {
    throw new RoteError("limit-exceeded", {
      input: path,
      expected: "activations of at most 4 GB, which a zip archive holds",
      found: `${a.data.byteLength} bytes`,
      hint: "name a file that ends in .safetensors",
    })
  }
  const names = tensorNames(a.layers)
  const entries = a.layers.map((layer, l): [string, Uint8Array] => [`${names[l]}.npy`, encodeLayer(a, layer)])
  return zipSync(Object.fromEntries(entries) as Zippable, { level: 0, mtime: noTime })
}

function encodeLayer(a: ActivationMatrix, { start, end }: Layer): Uint8Array {
  const data = a.data.subarray(start * a.examples, end * a.examples)
  const rows = data instanceof Float32Array ? new Float32Array(data.length) : new Float64Array(data.length)
  transpose(data, end - start, a.examples, rows)
  return encodeNpy(rows, [a.examples, end - start])
}

/** Sixteen columns of the source share the cache lines they are written to. */
const tile = 16

/** A matrix of `height` × `width`, row by row, as one of `width` × `height`. */
export function transpose(source: Values, height: number, width: number, target: Values): void {
  for (let top = 0; top < height; top += tile) {
    const bottom = Math.min(top + tile, height)
    for (let column = 0; column < width; column++) {
      for (let row = top; row < bottom; row++) target[column * height + row] = source[row * width + column]
    }
  }
}

function sameKind(values: Values, buffer: ArrayBufferLike, start: number): Values {
  const length = (buffer.byteLength - start) / values.BYTES_PER_ELEMENT
  return values instanceof Float32Array
    ? new Float32Array(buffer, start, length)
    : new Float64Array(buffer, start, length)
}
