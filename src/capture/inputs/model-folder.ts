import { readdir } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { RoteError } from "../../errors.js"
import { isFile, isFolder } from "../../readers/is-file.js"
import { readJsonObject } from "../../readers/text/json-file.js"
import { listed } from "../../readers/text/listed.js"

/** What is used of a Hugging Face config.json. */
export interface ModelConfig {
  /** `bert`, `gpt2`, `resnet` …; may be empty. */
  modelType: string
  /** `BertForSequenceClassification` …; may be empty. */
  architectures: string[]
  /** Most tokens that the model has positions for, where it says so. */
  maxTokens?: number
  padTokenId?: number
}

/** An ONNX file, and what its folder holds beside it. */
export interface ResolvedModel {
  /** Path of the .onnx file. */
  model: string
  /** Path of the Hugging Face folder, where there is one. */
  folder?: string
  config?: ModelConfig
  /** Path of the tokenizer.json. */
  tokenizer?: string
  /** Path of the preprocessor_config.json, which says how images are made ready. */
  preprocessor?: string
}

/** Exporters put the ONNX files of a folder there. */
const exportFolder = "onnx"

/** Models whose first positions are not used: their numbers begin behind that of padding. */
const positionsBehindPadding = /^(roberta|xlm-roberta|xlm-roberta-xl|camembert|mpnet|longformer|data2vec-text)$/

/**
 * Finds the ONNX file that a path means: the file itself; or in a folder as Hugging Face lays them out `model.onnx`,
 * `onnx/model.onnx` or the only .onnx file. Finds config.json, tokenizer.json and preprocessor_config.json beside it too. Opens
 * files that are there alone: nothing is ever downloaded.
 * @throws RoteError `io` where there is no such file or folder, `usage` for a folder with several models, `unsupported-format`
 * for one without, `malformed` for a config.json that is not one
 */
export async function resolveModel(path: string): Promise<ResolvedModel> {
  if (await isFile(path)) return withItsFolder(path, folderOf(path))
  if (await isFolder(path)) return withItsFolder(await modelIn(path), path)
  throw noSuchModel(path)
}

/** The folder a model's files lie in: its own, or the one above where exporters put the model itself deeper. */
function folderOf(model: string): string {
  const folder = dirname(model)
  return basename(folder) === exportFolder ? dirname(folder) : folder
}

async function withItsFolder(model: string, folder: string): Promise<ResolvedModel> {
  const config = await fileIn(folder, "config.json")
  const tokenizer = await fileIn(folder, "tokenizer.json")
  const preprocessor = await fileIn(folder, "preprocessor_config.json")
  return {
    model,
    ...(config === undefined ? {} : { folder, config: await readModelConfig(config) }),
    ...(tokenizer === undefined ? {} : { tokenizer }),
    ...(preprocessor === undefined ? {} : { preprocessor }),
  }
}

async function fileIn(folder: string, name: string): Promise<string | undefined> {
  const path = join(folder, name)
  return (await isFile(path)) ? path : undefined
}

async function modelIn(folder: string): Promise<string> {
  const usual = (await fileIn(folder, "model.onnx")) ?? (await fileIn(join(folder, exportFolder), "model.onnx"))
  if (usual !== undefined) return usual
  const found = [...(await modelsIn(folder)), ...(await modelsIn(join(folder, exportFolder)))]
  if (found.length === 1) return found[0]
  if (found.length === 0) throw noModel(folder)
  throw new RoteError("usage", {
    input: folder,
    expected: "model.onnx, or one .onnx file alone",
    found: listed(found.map((file) => file.slice(folder.length).replace(/^[/\\]+/, ""))),
    hint: "name the file",
  })
}

async function modelsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith(".onnx"))
    .sort()
    .map((name) => join(folder, name))
}

async function readModelConfig(path: string): Promise<ModelConfig> {
  const config = await readJsonObject(path)
  const { model_type: modelType, architectures, pad_token_id: padTokenId } = config
  const positions = config.max_position_embeddings ?? config.n_positions
  const isPadded = typeof padTokenId === "number"
  const kind = typeof modelType === "string" ? modelType : ""
  const unused = positionsBehindPadding.test(kind) ? (isPadded ? padTokenId : 1) + 1 : 0
  return {
    modelType: kind,
    architectures: Array.isArray(architectures) ? architectures.map(String) : [],
    ...(typeof positions === "number" && positions > unused ? { maxTokens: positions - unused } : {}),
    ...(isPadded ? { padTokenId } : {}),
  }
}

function noModel(folder: string): RoteError {
  return new RoteError("unsupported-format", {
    input: folder,
    expected: "a folder with model.onnx or onnx/model.onnx",
    found: "no .onnx file",
    hint: `export the model: optimum-cli export onnx --model ${JSON.stringify(folder)} folder/`,
  })
}

/** Names of models on a hub look like this, and like no path of a file. */
const hubName = /^[\w.-]+(\/[\w.-]+)?$/

function noSuchModel(path: string): RoteError {
  const isHubName = hubName.test(path) && !path.endsWith(".onnx")
  return new RoteError("io", {
    input: path,
    expected: "an .onnx file, or a folder that holds one",
    found: "no such file or folder",
    ...(isHubName
      ? { hint: `rote opens local files only; export the model first: optimum-cli export onnx --model ${path} folder/` }
      : {}),
  })
}
