import type { Values } from "../../activations.js"
import { RoteError } from "../../errors.js"
import { openLayers } from "../../readers/format.js"
import { withFile } from "../../readers/open-file.js"
import { byteLimit, type ReadOptions } from "../../readers/options.js"
import { arrayBytes } from "../../readers/shape.js"
import { extension } from "../../readers/source.js"
import type { StoredArray, StoredLayer } from "../../readers/stored-array.js"
import { fingerprintFile } from "../../store/index.js"
import type { TensorInfo } from "../runtime/session.js"
import type { InputTensor, ModelInputs } from "./model-inputs.js"
import { tensorList } from "./tensor-list.js"

const extensions = ["npy", "npz", "safetensors", "parquet"]

/** Whether a file is one of arrays, by its name. */
export function holdsArrays(path: string): boolean {
  return extensions.includes(extension(path))
}

/** The whole array in memory, row-major. */
interface WholeArray {
  shape: number[]
  data: Values
}

/**
 * Arrays as a model's inputs: of a .npz or .safetensors file by the input's name, of a file of one nameless array
 * (.npy, .parquet) for the only input. Examples are the first axis. The file's arrays are held in memory; those of
 * other names are left alone.
 * @throws RoteError `bad-option` for a missing array, `bad-shape` for one that does not fit its input, both with the
 * inputs expected; `shape-mismatch` for arrays of different numbers of examples, `too-few-examples` for none; what the
 * file's reader throws
 */
export async function arrayInputs(
  path: string,
  inputs: readonly TensorInfo[],
  options: Pick<ReadOptions, "maxBytes" | "onWarning"> = {},
): Promise<ModelInputs> {
  const arrays = await withFile(path, async (source) => {
    const layers = await openLayers(source, options)
    const found: [string, WholeArray][] = []
    for (const info of inputs) {
      const array = await openArray(path, layers, info, inputs)
      requireRoom(array, byteLimit(source.size, options))
      found.push([info.name, { shape: [...array.shape], data: await rowMajor(array) }])
    }
    return found
  })
  const examples = commonExamples(path, arrays)
  return {
    examples,
    batch: async (start, end) =>
      Object.fromEntries(arrays.map(([name, array]) => [name, rows(array, start, Math.min(end, examples))])),
    describe: (index) => ({ kind: "array", index }),
    files: [await fingerprintFile(path)],
  }
}

async function openArray(
  path: string,
  layers: readonly StoredLayer[],
  info: TensorInfo,
  inputs: readonly TensorInfo[],
): Promise<StoredArray> {
  const onlyOne = layers.length === 1 && inputs.length === 1 && isNameless(layers[0])
  const layer = onlyOne ? layers[0] : layers.find(({ name }) => name === info.name)
  if (layer === undefined) {
    const found = layers.map(({ name }) => (name === undefined ? "one without a name" : `"${name}"`))
    throw new RoteError("bad-option", {
      input: path,
      expected: `arrays for the model's inputs, ${tensorList(inputs)}`,
      found: `none named "${info.name}" but ${found.join(", ")}`,
      hint: "in Python, save them with numpy.savez(file, NAME=array, …)",
    })
  }
  const array = await layer.open()
  requireFit(array, info, inputs)
  return array
}

/** NumPy calls an array saved without a name arr_0. */
function isNameless({ name }: StoredLayer): boolean {
  return name === undefined || name === "arr_0"
}

/**
 * The lengths that the model fixes have to be the array's; the first axis is of examples, of which any number will do.
 */
function requireFit(
  { input, shape }: StoredArray,
  { shape: expected }: TensorInfo,
  inputs: readonly TensorInfo[],
): void {
  const rankKnown = expected.length > 0
  const fits =
    shape.length > 0 &&
    (!rankKnown || shape.length === expected.length) &&
    expected.every((length, axis) => axis === 0 || typeof length === "string" || length === shape[axis])
  if (fits) return
  throw new RoteError("bad-shape", {
    input,
    expected: `examples first, as the model's inputs are: ${tensorList(inputs)}`,
    found: `shape (${shape.join(", ")})`,
  })
}

/** A compressed file may claim far more than it holds. */
function requireRoom({ input, shape, dtype }: StoredArray, limit: number): void {
  const bytes = arrayBytes(shape, dtype === "float32" ? 4 : 8)
  if (bytes <= BigInt(Math.floor(limit))) return
  throw new RoteError("limit-exceeded", {
    input,
    expected: `an array of at most ${limit} bytes`,
    found: `${bytes}`,
    hint: "raise maxBytes if the file is to be trusted",
  })
}

async function rowMajor(array: StoredArray): Promise<Values> {
  const size = array.shape.reduce((product, length) => product * length, 1)
  const data = array.dtype === "float32" ? new Float32Array(size) : new Float64Array(size)
  const place = array.fortran && array.shape.length > 1 ? columnMajorPlacer(array.shape, data) : inOrder(data)
  for await (const values of array.values()) place(values)
  return data
}

function inOrder(data: Values): (values: Values) => void {
  let position = 0
  return (values) => {
    data.set(values, position)
    position += values.length
  }
}

/**
 * Places values whose first axis changes fastest: an odometer of the axes, with the row-major place of where it stands.
 */
function columnMajorPlacer(shape: readonly number[], data: Values): (values: Values) => void {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1))
  const index = shape.map(() => 0)
  let place = 0
  return (values) => {
    for (const value of values) {
      data[place] = value
      for (let axis = 0; axis < shape.length; axis++) {
        index[axis] += 1
        place += strides[axis]
        if (index[axis] < shape[axis]) break
        place -= strides[axis] * shape[axis]
        index[axis] = 0
      }
    }
  }
}

function commonExamples(path: string, arrays: readonly [string, WholeArray][]): number {
  const counts = arrays.map(([name, { shape }]) => `${shape[0]} in "${name}"`)
  if (arrays.some(([, { shape }]) => shape[0] !== arrays[0][1].shape[0])) {
    const expected = "arrays of the same examples"
    throw new RoteError("shape-mismatch", { input: path, expected, found: counts.join(", ") })
  }
  if (arrays.length === 0 || arrays[0][1].shape[0] === 0) {
    throw new RoteError("too-few-examples", { input: path, expected: "at least one example", found: "none" })
  }
  return arrays[0][1].shape[0]
}

/** A view, not a copy. */
function rows({ shape: [, ...lengths], data }: WholeArray, start: number, end: number): InputTensor {
  const width = lengths.reduce((product, length) => product * length, 1)
  return { shape: [end - start, ...lengths], data: data.subarray(start * width, end * width) }
}
