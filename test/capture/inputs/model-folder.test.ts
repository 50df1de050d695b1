import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { resolveModel } from "#src/capture/inputs/index.js"
import { temporaryFolder } from "./temporary-folder.js"

const { path, write } = temporaryFolder()

test("a file is itself, with nothing beside it", async () => {
  const model = write("alone/net.onnx", "")
  expect(await resolveModel(model)).toEqual({ model })
})

test.each([
  ["top", ["model.onnx", "onnx/model.onnx", "model_quantized.onnx"], "model.onnx"],
  ["deep", ["onnx/model.onnx", "onnx/model_fp16.onnx"], "onnx/model.onnx"],
  ["only", ["classifier.onnx"], "classifier.onnx"],
  ["deep-only", ["onnx/decoder.onnx"], "onnx/decoder.onnx"],
])("a folder is its model: %s", async (name, files, expected) => {
  for (const file of files) write(`${name}/${file}`, "")
  expect((await resolveModel(join(path, name))).model).toBe(join(path, name, expected))
})

describe("what lies beside a model", () => {
  const folder = join(path, "whole")
  write("whole/onnx/model.onnx", "")
  write("whole/tokenizer.json", "{}")
  write("whole/preprocessor_config.json", "{}")
  write(
    "whole/config.json",
    '{"model_type":"bert","architectures":["BertModel"],"max_position_embeddings":128,"pad_token_id":0}',
  )
  const expected = {
    model: join(folder, "onnx/model.onnx"),
    folder,
    config: { modelType: "bert", architectures: ["BertModel"], maxTokens: 128, padTokenId: 0 },
    tokenizer: join(folder, "tokenizer.json"),
    preprocessor: join(folder, "preprocessor_config.json"),
  }

  test("is found by the folder", async () => {
    expect(await resolveModel(folder)).toEqual(expected)
  })

  test("is found by the file, above a folder called onnx too", async () => {
    expect(await resolveModel(join(folder, "onnx/model.onnx"))).toEqual(expected)
  })
})

test.each([
  ['{"model_type":"roberta","max_position_embeddings":514,"pad_token_id":1}', 512],
  ['{"model_type":"gpt2","n_positions":1024}', 1024],
  ['{"model_type":"resnet"}', undefined],
])("the positions of %s", async (config, maxTokens) => {
  const model = write(`positions${maxTokens}/model.onnx`, "")
  write(`positions${maxTokens}/config.json`, config)
  expect((await resolveModel(model)).config?.maxTokens).toBe(maxTokens)
})

test.each([
  ["distilbert-base-uncased", "io", "optimum-cli export onnx --model distilbert-base-uncased"],
  ["google/vit-base-patch16-224", "io", "local files only"],
  ["missing.onnx", "io", "no such file"],
])("%s, which is no file, is refused", async (name, code, shown) => {
  await expect(resolveModel(name)).rejects.toMatchObject({ code, message: expect.stringContaining(shown) })
})

test("a folder with several models lists them", async () => {
  write("several/encoder_model.onnx", "")
  write("several/onnx/decoder_model.onnx", "")
  await expect(resolveModel(join(path, "several"))).rejects.toMatchObject({
    code: "usage",
    fault: { found: '"encoder_model.onnx", "onnx/decoder_model.onnx"' },
  })
})

test("a folder without a model says how to make one", async () => {
  write("weights/model.safetensors", "")
  await expect(resolveModel(join(path, "weights"))).rejects.toMatchObject({
    code: "unsupported-format",
    message: expect.stringContaining("optimum-cli export onnx"),
  })
})

test("a config.json that is none is refused", async () => {
  const model = write("broken/model.onnx", "")
  write("broken/config.json", "{")
  await expect(resolveModel(model)).rejects.toMatchObject({ code: "malformed" })
})
