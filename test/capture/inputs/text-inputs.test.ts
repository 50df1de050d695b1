import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { type InputRequest, openInputs } from "#src/capture/inputs/index.js"
import type { InputTensor } from "#src/capture/inputs/model-inputs.js"
import { read, root } from "../../project/repository.js"
import { temporaryFolder, tokenInputs } from "./temporary-folder.js"

const fixtures = join(root, "fixtures/text")
const path = join(fixtures, "texts.txt")
const wordPieces = join(fixtures, "word-pieces")
const folder = temporaryFolder()
const all = tokenInputs("input_ids", "attention_mask", "token_type_ids", "position_ids")
const texts = readFileSync(path, "utf8").trimEnd().split("\n")

describe.each(["word-pieces", "byte-pairs"])("the %s tokenizer", (name) => {
  const tokenizer = join(fixtures, name)
  const expected = JSON.parse(read(`fixtures/text/${name}/expected.json`))

  test.each([
    ["whole", 200],
    ["cut", 12],
  ])("gives the %s texts the numbers, masks and padding that transformers gives", async (which, maxTokens) => {
    const inputs = await openInputs({ path, tokenizer, maxTokens }, all)
    const batch = await inputs.batch(0, inputs.examples)
    for (const input of ["input_ids", "attention_mask", "token_type_ids"]) {
      expect(rows(batch[input])).toEqual(expected[which][input])
    }
  })
})

test("a batch is padded to its own longest text, and holds the texts asked for", async () => {
  const inputs = await openInputs(
    { path: folder.write("two.txt", "ok\nok ok ok\nok ok\n"), tokenizer: wordPieces },
    all,
  )
  const whole = rows((await inputs.batch(0, 3)).attention_mask)
  expect(whole.map((row) => row.includes(0))).toEqual([true, false, true])
  const [first] = rows((await inputs.batch(0, 1)).input_ids)
  expect(first.length).toBeLessThan(whole[0].length)
  expect(rows((await inputs.batch(1, 2)).input_ids)[0]).toEqual(rows((await inputs.batch(0, 3)).input_ids)[1])
})

test("the files a tokenizer was made of are told", async () => {
  const { preparation = [] } = await openInputs({ path, tokenizer: wordPieces }, all)
  expect(preparation.map(({ name }) => name)).toEqual(["tokenizer.json", "tokenizer_config.json"])
  expect(preparation[0].sha256).toBe(
    createHash("sha256")
      .update(readFileSync(join(wordPieces, "tokenizer.json")))
      .digest("hex"),
  )
})

test("a tokenizer whose regular expression does not end is stopped, with texts or without", async () => {
  const split = { type: "Split", pattern: { Regex: "^(a+)+$" }, behavior: "Isolated", invert: false }
  const saved = { ...JSON.parse(readFileSync(join(wordPieces, "tokenizer.json"), "utf8")), pre_tokenizer: split }
  const tokenizer = folder.write("endless/tokenizer.json", JSON.stringify(saved))
  const request = { path: folder.write("endless.txt", `ok\n${"a".repeat(60)}!\n`), tokenizer, timeout: 1 }
  const refusal = { code: "limit-exceeded", message: expect.stringMatching(/at most 1 s for a text.*--timeout/) }
  const inputs = await openInputs(request, all)
  expect(rows((await inputs.batch(0, 1)).input_ids)[0].length).toBeGreaterThan(2)
  await expect(inputs.batch(0, 2)).rejects.toMatchObject(refusal)
  await expect(openInputs(request, tokenInputs("input_ids"))).rejects.toMatchObject(refusal)
})

test("positions count a text's tokens, on whichever side its padding is", async () => {
  const two = folder.write("positions.txt", "ok\nok ok ok ok\n")
  for (const [name, expected] of [
    ["word-pieces", (length: number, width: number) => [...count(length), ...ones(width - length)]],
    ["byte-pairs", (length: number, width: number) => [...ones(width - length), ...count(length)]],
  ] as const) {
    const batch = await (await openInputs({ path: two, tokenizer: join(fixtures, name) }, all)).batch(0, 2)
    const [mask] = rows(batch.attention_mask)
    const length = mask.filter((each) => each === 1).length
    expect(length).toBeLessThan(mask.length)
    expect(rows(batch.position_ids)[0]).toEqual(expected(length, mask.length))
  }
})

test("a model without attention mask gets all texts in one length, whatever the batch", async () => {
  const inputs = await openInputs({ path, tokenizer: wordPieces }, tokenInputs("input_ids"))
  const lengths = [await inputs.batch(0, 1), await inputs.batch(12, 13)].map(({ input_ids }) => input_ids.shape[1])
  expect(lengths).toEqual([64, 64])
})

test("a model's fixed number of tokens is the length of every text", async () => {
  const fixed = all.map((input) => ({ ...input, shape: ["batch", 9] }))
  const inputs = await openInputs({ path, tokenizer: wordPieces }, fixed)
  const { input_ids, attention_mask } = await inputs.batch(12, 14)
  expect([input_ids.shape, attention_mask.shape]).toEqual([
    [2, 9],
    [2, 9],
  ])
})

test("a model of one table of integers gets the tokens, whatever its name", async () => {
  const inputs = await openInputs({ path, tokenizer: wordPieces }, tokenInputs("words"))
  expect(Object.keys(await inputs.batch(0, 1))).toEqual(["words"])
})

test("the limit of tokens is the least of tokenizer and model, and is warned of once", async () => {
  const warnings: string[] = []
  const request: InputRequest = { path, tokenizer: wordPieces, onWarning: (message) => warnings.push(message) }
  const lengths = []
  for (const maxTokens of [undefined, 20]) {
    const model = {
      model: "model.onnx",
      config: { modelType: "bert", architectures: [], ...(maxTokens && { maxTokens }) },
    }
    const inputs = await openInputs({ ...request, model }, all)
    lengths.push((await inputs.batch(0, inputs.examples)).input_ids.shape[1])
  }
  expect(lengths).toEqual([64, 20])
  expect(warnings).toEqual([expect.stringContaining("cut to 64"), expect.stringContaining("cut to 20")])
})

test("examples are described by their texts, and the file is fingerprinted", async () => {
  const inputs = await openInputs({ path, tokenizer: wordPieces }, all)
  expect(inputs.describe(12)).toEqual({ kind: "text", text: texts[12] })
  expect(inputs.files).toEqual([{ name: "texts.txt", bytes: readFileSync(path).length, sha256: expect.any(String) }])
})

describe("refused", () => {
  test.each([2, 0, 12.5, 21])(
    "%d tokens, where special ones take 2 and the model has room for 20",
    async (maxTokens) => {
      const model = { model: "model.onnx", config: { modelType: "bert", architectures: [], maxTokens: 20 } }
      await expect(openInputs({ path, tokenizer: wordPieces, maxTokens, model }, all)).rejects.toMatchObject({
        code: "bad-option",
        message: expect.stringContaining("from 3 to 20"),
      })
    },
  )

  test("texts without a tokenizer", async () => {
    await expect(openInputs({ path }, all)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("--tokenizer"),
    })
  })

  test.each([
    ["past_key_values.0.key", "without its cache"],
    ["pixel_values", "as arrays"],
  ])("a model that wants %s besides", async (name, hint) => {
    await expect(openInputs({ path, tokenizer: wordPieces }, tokenInputs("input_ids", name))).rejects.toMatchObject({
      code: "shape-mismatch",
      message: expect.stringContaining(hint),
    })
  })

  test("a model that takes neither images nor tokens", async () => {
    const input = [{ name: "x", type: "float32", shape: ["batch", 30] }]
    await expect(openInputs({ path, tokenizer: wordPieces }, input)).rejects.toMatchObject({
      code: "shape-mismatch",
      message: expect.stringContaining("x (float32 batch × 30)"),
    })
  })

  test.each([
    ["text", "not JSON"],
    ["list", "[]"],
    ["object", "{}"],
    [
      "bare",
      '{"model":{"type":"WordPiece"},"decoder":null,"post_processor":null,"pre_tokenizer":null,"normalizer":null}',
    ],
    [
      "alien",
      '{"model":{"type":"Oracle","vocab":{}},"added_tokens":[],"decoder":null,"post_processor":null,"pre_tokenizer":null,"normalizer":null}',
    ],
  ])("a tokenizer.json that is none: %s", async (name, content) => {
    const tokenizer = folder.write(`${name}/tokenizer.json`, content)
    await expect(openInputs({ path, tokenizer }, all)).rejects.toMatchObject({
      code: "malformed",
      message: expect.stringContaining(tokenizer),
    })
  })

  test("a vocabulary that has no number for a text's tokens, nor one for unknown ones", async () => {
    const json = JSON.parse(readFileSync(join(wordPieces, "tokenizer.json"), "utf8"))
    json.model.vocab = { "[CLS]": 0, "[SEP]": 1, a: 2 }
    json.added_tokens = []
    const tokenizer = folder.write("holes/tokenizer.json", JSON.stringify(json))
    const inputs = await openInputs({ path, tokenizer }, all)
    await expect(inputs.batch(0, 1)).rejects.toMatchObject({ code: "malformed" })
  })
})

function rows({ shape, data }: InputTensor): number[][] {
  const [examples, tokens] = shape
  return Array.from({ length: examples }, (_, row) => Array.from(data.slice(row * tokens, (row + 1) * tokens), Number))
}

const count = (length: number) => Array.from({ length }, (_, i) => i)
const ones = (length: number) => Array.from({ length }, () => 1)
