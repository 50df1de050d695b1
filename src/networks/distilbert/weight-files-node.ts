import { basename, join } from "node:path"
import { RoteError } from "../../errors.js"
import { isFile } from "../../readers/is-file.js"
import { withFile } from "../../readers/open-file.js"
import { openSafetensors } from "../../readers/safetensors.js"
import type { StoredArray } from "../../readers/stored-array.js"
import { readJsonObject } from "../../readers/text/json-file.js"
import { isObject } from "../../readers/text/json-object.js"
import type { HostArray, HostArrays } from "../network.js"

/**
 * The weights of a folder in Hugging Face's layout, from model.safetensors or the files its index names. `nameOf` says what a
 * tensor is called here; one that it does not know is not read.
 * @throws RoteError `io`, `pickle-refused` where there is only PyTorch's own file, `duplicate-name`, and what damaged files throw
 */
export async function readWeights(folder: string, nameOf: (name: string) => string | undefined): Promise<HostArrays> {
  const found: HostArrays = {}
  for (const path of await weightFiles(folder)) {
    for (const [name, array] of Object.entries(await readTensors(path, nameOf))) {
      if (name in found) throw twice(path, name)
      found[name] = array
    }
  }
  return found
}

/** The tensors of one .safetensors file that `nameOf` knows, as float32. Throws what `readWeights` does. */
export async function readTensors(path: string, nameOf: (name: string) => string | undefined): Promise<HostArrays> {
  const found: HostArrays = {}
  await withFile(path, async (source) => {
    for (const { name: stored = "", open } of await openSafetensors(source)) {
      const name = nameOf(stored)
      if (name === undefined) continue
      if (name in found) throw twice(path, name)
      found[name] = await valuesOf(await open())
    }
  })
  return found
}

function twice(input: string, found: string): RoteError {
  return new RoteError("duplicate-name", { input, expected: "each parameter once", found: `${found} twice` })
}

async function weightFiles(folder: string): Promise<string[]> {
  const whole = join(folder, "model.safetensors")
  if (await isFile(whole)) return [whole]
  const index = `${whole}.index.json`
  if (await isFile(index)) return filesOfIndex(folder, index)
  const pickle = join(folder, "pytorch_model.bin")
  if (await isFile(pickle)) {
    throw new RoteError("pickle-refused", {
      input: pickle,
      expected: "model.safetensors",
      found: "PyTorch's own file, a pickle, alone",
      hint: `pickles can run any code, so rote opens none; if you trust the file, save its tensors in Python with
  import torch; from safetensors.torch import save_file; tensors = torch.load(${JSON.stringify(pickle)}, weights_only=True)
  save_file({name: tensor.contiguous().clone() for name, tensor in tensors.items()}, ${JSON.stringify(whole)})`,
    })
  }
  throw new RoteError("io", { input: folder, expected: "model.safetensors beside config.json", found: "no such file" })
}

async function filesOfIndex(folder: string, index: string): Promise<string[]> {
  const { weight_map: map } = await readJsonObject(index)
  const files = isObject(map) ? [...new Set(Object.values(map))] : []
  const names = files.filter((file): file is string => typeof file === "string" && file === basename(file))
  if (names.length === 0 || names.length < files.length) {
    throw new RoteError("malformed", {
      input: index,
      expected: "a weight_map from tensors to files of this folder",
      found: JSON.stringify(files.find((file) => !names.includes(file as string)) ?? "none"),
    })
  }
  return names.map((name) => join(folder, name))
}

async function valuesOf({ input, shape, values }: StoredArray): Promise<HostArray> {
  const data = new Float32Array(shape.reduce((product, axis) => product * axis, 1))
  let place = 0
  let check = 0
  for await (const block of values()) {
    data.set(block, place)
    // 0, or NaN as soon as one value is not finite: no branch per value.
    for (let i = place; i < place + block.length; i++) check += data[i] - data[i]
    place += block.length
  }
  if (check !== 0) throw new RoteError("not-finite", { input, expected: "finite weights", found: "NaN or infinity" })
  return { shape: [...shape], data }
}
