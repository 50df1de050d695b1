import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { basename } from "node:path"
import { pipeline } from "node:stream/promises"
import type { ActivationMatrix, Dtype, Layer } from "../activations.js"

/** A file the activations came from, as the manifest records it: without the folder, which differs between machines. */
export interface InputFile {
  name: string
  bytes: number
  sha256: string
}

/** What was measured: the activations as read, and where they came from. */
export interface RunInput {
  examples: number
  neurons: number
  layers: Layer[]
  /** null where a measurement was written without its activations. */
  values: { dtype: Dtype; sha256: string } | null
  files: InputFile[]
}

/**
 * Identifies activations by shape, layers and the SHA-256 of their values in stored order (neuron by neuron, little-endian):
 * the same however the file was packed. Cost: one pass over the values.
 */
export function fingerprint(a: ActivationMatrix, files: InputFile[]): RunInput {
  const dtype = a.data instanceof Float32Array ? "float32" : "float64"
  const sha256 = createHash("sha256").update(a.data).digest("hex")
  return { examples: a.examples, neurons: a.neurons, layers: a.layers, values: { dtype, sha256 }, files }
}

export async function fingerprintFile(path: string): Promise<InputFile> {
  const hash = createHash("sha256")
  await pipeline(createReadStream(path), hash)
  return { name: basename(path), bytes: (await stat(path)).size, sha256: hash.digest("hex") }
}
