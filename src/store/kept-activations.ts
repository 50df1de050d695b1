import { constants, type FileHandle, open } from "node:fs/promises"
import { join } from "node:path"
import { type ActivationMatrix, activationMatrix, allocateValues, type Dtype, type Layer } from "../activations.js"
import { RoteError } from "../errors.js"
import { activationsHeader, encodeActivations, transpose } from "./activation-file.js"
import { systemCode, writeWhole } from "./files.js"
import { valuesSha256 } from "./fingerprint.js"
import type { Manifest } from "./manifest.js"

export const activationsName = "activations.safetensors"

/**
 * The activations that a run was measured on, where its folder keeps them: their SHA-256 is the manifest's. Cost: the
 * file is read once. Memory: the matrix and 8 MB.
 * @throws RoteError `damaged-run` where none were kept and where they are not those the manifest describes; `io`
 */
export async function readRunActivations(directory: string, manifest: Manifest): Promise<ActivationMatrix> {
  const path = join(directory, activationsName)
  const { examples, neurons, layers, values } = manifest.input
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") throw notKept(directory)
    throw new RoteError("io", { input: path, expected: "a readable file", found: systemCode(error) }, { cause: error })
  })
  try {
    if (values === null) throw damaged(path, directory)
    const expected = { examples, layers, dtype: values.dtype }
    if (!(await isAsLong(file, expected, neurons))) throw damaged(path, directory)
    const data = allocateValues(examples * neurons, values.dtype)
    if (!(await readInto(file, expected, data))) throw damaged(path, directory)
    if (valuesSha256(data) !== values.sha256) throw damaged(path, directory)
    return activationMatrix(data, examples, neurons, layers)
  } finally {
    await file.close()
  }
}

/** Writes a run's activations into its folder, unless they are there already. */
export async function keepActivations(a: ActivationMatrix, directory: string, manifest: Manifest): Promise<void> {
  const there = await readRunActivations(directory, manifest).catch((error: unknown) => {
    if (error instanceof RoteError && error.code === "damaged-run") return undefined
    throw error
  })
  if (there === undefined) await writeWhole(join(directory, activationsName), encodeActivations(a))
}

interface Expected {
  examples: number
  layers: Layer[]
  dtype: Dtype
}

const blockBytes = 8 * 2 ** 20

/** Before anything is allocated: a manifest may claim any size, a file only its own. */
async function isAsLong(file: FileHandle, expected: Expected, neurons: number): Promise<boolean> {
  const { size } = await file.stat()
  const width = expected.dtype === "float32" ? 4 : 8
  return size === activationsHeader(expected, expected.dtype).length + expected.examples * neurons * width
}

/** Whether the file is as the run's own header says; if so its values are in `data`, neuron by neuron. */
async function readInto(file: FileHandle, expected: Expected, data: ActivationMatrix["data"]): Promise<boolean> {
  const header = activationsHeader(expected, expected.dtype)
  if (Buffer.compare(await readBytes(file, 0, header.length), header) !== 0) return false
  const { examples } = expected
  let place = header.length
  for (const { start, end } of expected.layers) {
    const width = end - start
    const rowBytes = width * data.BYTES_PER_ELEMENT
    const most = Math.max(1, Math.floor(blockBytes / Math.max(1, rowBytes)))
    for (let row = 0; row < examples && width > 0; row += most) {
      const rows = Math.min(most, examples - row)
      const bytes = await readBytes(file, place, rows * rowBytes)
      const block = expected.dtype === "float32" ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer)
      const byNeuron = block.slice()
      transpose(block, rows, width, byNeuron)
      for (let neuron = 0; neuron < width; neuron++) {
        data.set(byNeuron.subarray(neuron * rows, (neuron + 1) * rows), (start + neuron) * examples + row)
      }
      place += rows * rowBytes
    }
  }
  return true
}

/** As many bytes, or zeros where the file ends: the checksum tells. */
async function readBytes(file: FileHandle, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length)
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, start + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes
}

function notKept(directory: string): RoteError {
  return new RoteError("damaged-run", {
    input: directory,
    expected: `the activations that were measured, in ${activationsName}`,
    found: "none",
    hint: `measure again without --no-activations: ${again(directory)}`,
  })
}

function damaged(input: string, directory: string): RoteError {
  return new RoteError("damaged-run", {
    input,
    expected: "the activations that the manifest describes",
    found: "other bytes",
    hint: again(directory),
  })
}

function again(directory: string): string {
  return `\`rote measure\` with the same files and settings and \`--out ${directory}\` writes them again`
}
