import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { basename } from "node:path"
import { pipeline } from "node:stream/promises"
import type { ActivationMatrix, Dtype, Layer, Values } from "../activations.js"

/** A file the activations came from, as the manifest records it: without the folder, which differs between machines. */
export interface InputFile {
  name: string
  bytes: number
  sha256: string
}

/**
 * How activations were captured from a model: enough to find the inputs again, and to tell runs on other examples
 * apart.
 */
export interface CaptureRecord {
  /** The ONNX file, then the files of its weights. */
  model: InputFile[]
  /** The files that the examples came from. */
  inputs: InputFile[]
  /**
   * The files that say how the examples were made ready, where there were any: tokenizer.json and
   * tokenizer_config.json, preprocessor_config.json.
   */
  preparation?: InputFile[]
  /** Examples among the inputs. */
  examples: number
  /** How the inputs were asked for, where not all was left to the defaults: the text's column, the images' size … */
  request: Record<string, unknown>
  /** The tensor of each layer, and how it became neurons. */
  layers: { layer: string; tensor: string; reduce: string }[]
  /**
   * Rows of the activations that each example of the inputs gave, where not all gave one: none for an example left out,
   * several where each of its tokens is one.
   */
  rows?: number[]
}

/** What was measured: the activations as read, and where they came from. */
export interface RunInput {
  examples: number
  neurons: number
  layers: Layer[]
  /** null where a measurement was written without its activations. */
  values: { dtype: Dtype; sha256: string } | null
  files: InputFile[]
  /** Where the activations were captured from a model. */
  capture?: CaptureRecord
}

/**
 * Identifies activations by shape, layers and the SHA-256 of their values in stored order (neuron by neuron,
 * little-endian): the same however the file was packed. Cost: one pass over the values.
 */
export function fingerprint(a: ActivationMatrix, files: InputFile[], capture?: CaptureRecord): RunInput {
  const dtype = a.data instanceof Float32Array ? "float32" : "float64"
  const { examples, neurons, layers } = a
  const input = { examples, neurons, layers, values: { dtype, sha256: valuesSha256(a.data) }, files } as const
  return capture === undefined ? input : { ...input, capture }
}

export function valuesSha256(values: Values): string {
  return createHash("sha256").update(values).digest("hex")
}

/** Of a file's bytes already read. */
export function fingerprintBytes(path: string, bytes: Uint8Array): InputFile {
  return { name: basename(path), bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") }
}

export async function fingerprintFile(path: string): Promise<InputFile> {
  const hash = createHash("sha256")
  await pipeline(createReadStream(path), hash)
  return { name: basename(path), bytes: (await stat(path)).size, sha256: hash.digest("hex") }
}
