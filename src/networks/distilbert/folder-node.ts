import { copyFile, mkdir, open, rename, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"
import { RoteError } from "../../errors.js"
import { seededRandom } from "../../random.js"
import { isFile, isFolder } from "../../readers/is-file.js"
import { encodeSafetensorsHeader } from "../../readers/safetensors-header.js"
import { readJsonObject } from "../../readers/text/json-file.js"
import type { JsonObject } from "../../readers/text/json-object.js"
import type { HostArrays } from "../network.js"
import type { EncoderConfig } from "./config.js"
import { configJson, encoderConfig } from "./config-json.js"
import { families } from "./families.js"
import { initialParameters, parameterShapes } from "./parameters.js"
import { readWeights } from "./weight-files-node.js"

/** An encoder as a folder in Hugging Face's layout holds it. */
export interface EncoderFolder {
  config: EncoderConfig
  parameters: HostArrays
  /** All of config.json. */
  json: JsonObject
  /** Those of the parameters that the folder does not hold, and that begin afresh: of the head alone. */
  fresh: string[]
}

/**
 * Reads config.json and model.safetensors (float32, float16 or bfloat16, in one file or several) as transformers saves them: an
 * encoder with its head, or the encoder alone or with another head, to which a new head of `classes` classes is added with
 * first values from `seed`. Old names of layer norms' parameters are understood. Cost: its values once, as float32.
 * @throws RoteError `io` for a missing folder or file, with the way to one; `unsupported-format`, `malformed`, `shape-mismatch`
 * for another network's; `pickle-refused` and what damaged files throw
 */
export async function readEncoderFolder(
  path: string,
  { classes, seed = 0 }: { classes?: number; seed?: number } = {},
): Promise<EncoderFolder> {
  const { config: own, json } = await readEncoderConfig(path)
  const config = { ...own, classes: classes ?? own.classes }
  const shapes = parameterShapes(config)
  const { prefix, head } = families[config.family]
  const replaced = config.classes === own.classes ? [] : parametersOf(head.output)
  const found = await readWeights(path, (stored) => {
    const name = stored.replace(/\.gamma$/, ".weight").replace(/\.beta$/, ".bias")
    return [name, prefix + name].find((known) => shapes.has(known) && !replaced.includes(known))
  })
  const fresh = [head.dense, head.output].map(parametersOf).filter((names) => !names.some((name) => name in found))
  const freshNames = new Set(fresh.flat())
  const added = [...shapes].filter(([name]) => freshNames.has(name))
  const all = { ...found, ...initialParameters(added, config, seededRandom(seed)) }
  const parameters: HostArrays = {}
  for (const [name, shape] of shapes) parameters[name] = ofShape(path, name, shape, all)
  return { config, parameters, json, fresh: [...freshNames] }
}

/**
 * Reads the config.json of such a folder, and nothing else.
 * @throws RoteError `io`, `unsupported-format`, `malformed`
 */
export async function readEncoderConfig(path: string): Promise<Pick<EncoderFolder, "config" | "json">> {
  if (!(await isFolder(path))) throw missing(path, (await isFile(path)) ? "a file" : "no such folder")
  const configPath = join(path, "config.json")
  if (!(await isFile(configPath))) throw missing(path, "no config.json")
  const json = await readJsonObject(configPath)
  return { config: encoderConfig(json, configPath), json }
}

/**
 * Writes config.json and model.safetensors, which transformers loads, and copies the files `beside` (of a tokenizer) into the
 * folder. `json` is what config.json says besides, if it was read from one.
 */
export async function writeEncoderFolder(
  path: string,
  { config, parameters, json = {} }: { config: EncoderConfig; parameters: HostArrays; json?: JsonObject },
  beside: readonly string[] = [],
): Promise<void> {
  await mkdir(path, { recursive: true })
  const shapes = [...parameterShapes(config)]
  const arrays = shapes.map(([name, shape]) => ({ name, ...ofShape(path, name, shape, parameters) }))
  const header = encodeSafetensorsHeader(
    arrays.map(({ name, shape, data }) => ({ name, dtype: "F32", shape, bytes: data.byteLength })),
    { format: "pt" },
  )
  const whole = join(path, "model.safetensors")
  const file = await open(`${whole}.writing`, "w")
  try {
    await file.writeFile(header)
    for (const { data } of arrays) await file.writeFile(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  } finally {
    await file.close()
  }
  await rename(`${whole}.writing`, whole)
  await writeFile(join(path, "config.json"), `${JSON.stringify(configJson(config, json), null, 2)}\n`)
  for (const file of beside) await copyFile(file, join(path, basename(file)))
}

function parametersOf(linear: string): string[] {
  return [`${linear}.weight`, `${linear}.bias`]
}

/** @throws RoteError `shape-mismatch` where it is missing or of another shape */
function ofShape(path: string, name: string, shape: number[], arrays: HostArrays): HostArrays[string] {
  const found = arrays[name]
  if (`${found?.shape}` === `${shape}`) return found
  throw new RoteError("shape-mismatch", {
    input: `${path}::${name}`,
    expected: `${shape.join(" × ")}, as config.json says`,
    found: found === undefined ? "no such parameter" : found.shape.join(" × "),
  })
}

function missing(path: string, found: string): RoteError {
  return new RoteError("io", {
    input: path,
    expected: "a folder with config.json and model.safetensors",
    found,
    hint: `rote downloads nothing: get config.json, model.safetensors and tokenizer.json from
https://huggingface.co/distilbert/distilbert-base-uncased/tree/main, put them into one folder, and name it with --model`,
  })
}
