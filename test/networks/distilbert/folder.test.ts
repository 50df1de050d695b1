import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { RoteError } from "#src/errors.js"
import { smallEncoder } from "#src/networks/distilbert/config.js"
import { encoderNetwork } from "#src/networks/distilbert/encoder.js"
import { readEncoderFolder, writeEncoderFolder } from "#src/networks/distilbert/folder-node.js"
import type { HostArrays } from "#src/networks/network.js"
import { decodeTensors, encodeTensors } from "#src/networks/safetensors.js"
import { seededRandom } from "#src/random.js"
import { type GoldenFamily, goldenFamilies, goldenFolder } from "./golden.js"

let temporary: string
let folders = 0
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "rote-encoders-"))
})
afterAll(() => rm(temporary, { recursive: true }))

function newFolder(): string {
  return join(temporary, `folder-${++folders}`)
}

async function jsonOf(folder: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, "config.json"), "utf8"))
}

/** A copy of transformers' DistilBERT with other tensors, other settings, or both. */
async function changed({
  tensors = (arrays) => arrays,
  settings = {},
}: {
  tensors?: (arrays: HostArrays) => HostArrays
  settings?: Record<string, unknown>
}): Promise<string> {
  const folder = newFolder()
  await cp(goldenFolder("distilbert"), folder, { recursive: true })
  const weights = join(folder, "model.safetensors")
  const { arrays, metadata } = decodeTensors(await readFile(weights))
  await writeFile(weights, encodeTensors({ arrays: tensors(arrays), metadata }))
  await writeFile(join(folder, "config.json"), JSON.stringify({ ...(await jsonOf(folder)), ...settings }))
  return folder
}

function renamed(change: (name: string) => string) {
  return (arrays: HostArrays) =>
    Object.fromEntries(Object.entries(arrays).map(([name, array]) => [change(name), array]))
}

function without(pattern: RegExp) {
  return (arrays: HostArrays) => Object.fromEntries(Object.entries(arrays).filter(([name]) => !pattern.test(name)))
}

async function refusal(path: string, options = {}): Promise<RoteError> {
  const error = await readEncoderFolder(path, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof RoteError) return error
  throw new Error("expected a RoteError", { cause: error })
}

describe("a folder that transformers saved", () => {
  const sizes = {
    vocabulary: 60,
    width: 16,
    layers: 2,
    heads: 2,
    inner: 24,
    classes: 3,
    dropout: 0.1,
    attentionDropout: 0.1,
    initialDeviation: 0.3,
  }
  it.each([
    ["distilbert", { positions: 12, paddingId: 0, headDropout: 0.2, epsilon: 1e-12, tokenTypes: 0 }],
    ["bert", { positions: 14, paddingId: 5, headDropout: 0.1, epsilon: 1e-7, tokenTypes: 2 }],
    ["roberta", { positions: 14, paddingId: 1, headDropout: 0.1, epsilon: 1e-5, tokenTypes: 1 }],
  ] as const)("%s is read with its sizes and every parameter", async (family, own) => {
    const { config, parameters, fresh } = await readEncoderFolder(goldenFolder(family))
    expect(config).toEqual({ family, ...sizes, ...own })
    expect(fresh).toEqual([])
    const first = encoderNetwork(config).initialise(seededRandom(1))
    expect(Object.keys(parameters)).toEqual(Object.keys(first))
  })

  it("gives a text as many tokens as it has positions, of which RoBERTa begins after its padding", async () => {
    const features = goldenFamilies.map(async (family) => {
      const { config } = await readEncoderFolder(goldenFolder(family))
      return [family, encoderNetwork(config).features]
    })
    expect(Object.fromEntries(await Promise.all(features))).toEqual({ distilbert: 12, bert: 14, roberta: 12 })
  })
})

describe("a folder that we wrote", () => {
  it.each(goldenFamilies)(
    "of %s reads back to the last bit, and holds what transformers asks of it",
    async (family) => {
      const read = await readEncoderFolder(goldenFolder(family))
      const folder = newFolder()
      await writeEncoderFolder(folder, read)
      const again = await readEncoderFolder(folder)
      expect(again.config).toEqual(read.config)
      expect(again.parameters).toEqual(read.parameters)
      // Other types of numbers in config.json would have transformers round what it reads.
      expect(await jsonOf(folder)).toEqual({
        ...(await jsonOf(goldenFolder(family))),
        ...(family === "distilbert" ? {} : { classifier_dropout: 0.1 }),
        dtype: "float32",
      })
      const { metadata } = decodeTensors(await readFile(join(folder, "model.safetensors")))
      expect(metadata).toEqual({ format: "pt" })
      expect((await readdir(folder)).sort()).toEqual(["config.json", "model.safetensors"])
    },
  )

  it("of DistilBERT has the very tensors that transformers wrote", async () => {
    const folder = newFolder()
    await writeEncoderFolder(folder, await readEncoderFolder(goldenFolder("distilbert")))
    const [ours, theirs] = await Promise.all(
      [folder, goldenFolder("distilbert")].map(async (path) =>
        decodeTensors(await readFile(join(path, "model.safetensors"))),
      ),
    )
    expect(ours.arrays).toEqual(theirs.arrays)
  })

  it("from nothing says its kind, its sizes and its classes, and has the files of its tokenizer", async () => {
    const config = smallEncoder({ vocabulary: 30, positions: 8, classes: 2, paddingId: 0 })
    const vocabulary = join(temporary, "vocab.txt")
    await writeFile(vocabulary, "[PAD]\n")
    const folder = newFolder()
    await writeEncoderFolder(folder, { config, parameters: encoderNetwork(config).initialise(seededRandom(1)) }, [
      vocabulary,
    ])
    expect(await readFile(join(folder, "vocab.txt"), "utf8")).toBe("[PAD]\n")
    expect(await jsonOf(folder)).toEqual({
      model_type: "distilbert",
      architectures: ["DistilBertForSequenceClassification"],
      ...{ dtype: "float32", activation: "gelu", vocab_size: 30, dim: 64, n_layers: 2, n_heads: 2, hidden_dim: 256 },
      ...{
        max_position_embeddings: 8,
        pad_token_id: 0,
        dropout: 0.1,
        attention_dropout: 0.1,
        seq_classif_dropout: 0.1,
        initializer_range: 0.02 * Math.sqrt(12),
      },
      id2label: { 0: "LABEL_0", 1: "LABEL_1" },
      label2id: { LABEL_0: 0, LABEL_1: 1 },
    })
    expect((await readEncoderFolder(folder)).config).toEqual(config)
  })

  it("is not written from parameters of other sizes", async () => {
    const config = smallEncoder({ vocabulary: 30, positions: 8, classes: 2, paddingId: 0 })
    const parameters = encoderNetwork({ ...config, classes: 5 }).initialise(seededRandom(1))
    await expect(writeEncoderFolder(newFolder(), { config, parameters })).rejects.toMatchObject({
      code: "shape-mismatch",
    })
  })
})

describe("an encoder without this head", () => {
  const head = ["pre_classifier.weight", "pre_classifier.bias", "classifier.weight", "classifier.bias"]

  it.each([
    ["alone, its names without the prefix", (name: string) => name.replace("distilbert.", "")],
    [
      "as old files name layer norms",
      (name: string) => name.replace(/orm\.weight$/, "orm.gamma").replace(/orm\.bias$/, "orm.beta"),
    ],
  ])("%s begins with a new one, by the seed", async (_, rename) => {
    const whole = await readEncoderFolder(goldenFolder("distilbert"))
    const bare = without(/^(pre_)?classifier/)
    const folder = await changed({ tensors: (arrays) => renamed(rename)(bare(arrays)) })
    const read = await readEncoderFolder(folder, { classes: 2, seed: 4 })
    expect(read.fresh).toEqual(head)
    expect(read.parameters["classifier.weight"].shape).toEqual([2, 16])
    expect(bare(read.parameters)).toEqual(bare(whole.parameters))
    expect((await readEncoderFolder(folder, { classes: 2, seed: 4 })).parameters).toEqual(read.parameters)
    const other = await readEncoderFolder(folder, { classes: 2, seed: 5 })
    expect(other.parameters["classifier.weight"]).not.toEqual(read.parameters["classifier.weight"])
  })

  it("of as many classes begins with a new last layer, and keeps the one before", async () => {
    const whole = await readEncoderFolder(goldenFolder("distilbert"))
    const { config, parameters, fresh } = await readEncoderFolder(goldenFolder("distilbert"), { classes: 2 })
    expect(config.classes).toBe(2)
    expect(fresh).toEqual(head.slice(2))
    expect(parameters["pre_classifier.weight"]).toEqual(whole.parameters["pre_classifier.weight"])
  })

  it("but with another, such as for masked words, is read without that", async () => {
    const vocabulary = { "vocab_projector.bias": { shape: [60], data: new Float32Array(60) } }
    const folder = await changed({ tensors: (arrays) => ({ ...arrays, ...vocabulary }) })
    const { parameters, fresh } = await readEncoderFolder(folder)
    expect(fresh).toEqual([])
    expect(parameters).not.toHaveProperty(["vocab_projector.bias"])
  })
})

describe("a folder that cannot be read", () => {
  it("is not there: the message says where people get one", async () => {
    const { code, fault } = await refusal(join(temporary, "nowhere"))
    expect(code).toBe("io")
    expect(fault).toMatchObject({
      expected: "a folder with config.json and model.safetensors",
      found: "no such folder",
    })
    expect(fault.hint).toContain("https://huggingface.co/distilbert/distilbert-base-uncased")
  })

  it("is a file, or has no config.json, or no weights", async () => {
    expect((await refusal(join(goldenFolder("bert"), "config.json"))).fault.found).toBe("a file")
    const folder = newFolder()
    await mkdir(folder)
    expect((await refusal(folder)).fault.found).toBe("no config.json")
    await cp(join(goldenFolder("bert"), "config.json"), join(folder, "config.json"))
    expect((await refusal(folder)).fault).toMatchObject({ expected: "model.safetensors beside config.json" })
  })

  it("has PyTorch's own file alone: the message says how to convert it", async () => {
    const folder = newFolder()
    await mkdir(folder)
    await cp(join(goldenFolder("bert"), "config.json"), join(folder, "config.json"))
    await writeFile(join(folder, "pytorch_model.bin"), "PK")
    const { code, fault } = await refusal(folder)
    expect(code).toBe("pickle-refused")
    expect(fault.hint).toContain("save_file(")
  })

  it.each([
    [{ model_type: "gpt2" }, "unsupported-format", '"gpt2"'],
    [{ model_type: "toString" }, "unsupported-format", '"toString"'],
    [{ activation: "relu" }, "unsupported-format", '"relu"'],
    [{ position_embedding_type: "relative_key" }, "unsupported-format", '"relative_key"'],
    [{ is_decoder: true }, "unsupported-format", "true"],
    [{ n_heads: 3 }, "malformed", "3"],
    [{ n_layers: 0 }, "malformed", "0"],
    [{ dim: "16" }, "malformed", '"16"'],
    [{ dropout: 1 }, "malformed", "1"],
    [{ pad_token_id: 60 }, "malformed", "60"],
  ])("has %j in its config.json", async (settings, code, found) => {
    const error = await refusal(await changed({ settings }))
    expect(error).toMatchObject({ code, fault: { found } })
  })

  it("has other sizes than its config.json says", async () => {
    const { code, fault } = await refusal(await changed({ settings: { hidden_dim: 25 } }))
    expect(code).toBe("shape-mismatch")
    expect(fault).toMatchObject({ expected: "25 × 16, as config.json says", found: "24 × 16" })
    expect(fault.input).toContain("distilbert.transformer.layer.0.ffn.lin1.weight")
  })

  it("lacks a part of the encoder, or half of the head", async () => {
    const block = await refusal(await changed({ tensors: without(/layer\.1\.ffn\.lin2\.bias/) }))
    expect(block).toMatchObject({ code: "shape-mismatch", fault: { found: "no such parameter" } })
    const half = await refusal(await changed({ tensors: without(/^classifier\.bias/) }))
    expect(half).toMatchObject({ code: "shape-mismatch", fault: { found: "no such parameter" } })
  })

  it("has a parameter by two names, or one that is not finite", async () => {
    const twice = (arrays: HostArrays) => ({ ...arrays, ...renamed((name) => name.replace("distilbert.", ""))(arrays) })
    expect((await refusal(await changed({ tensors: twice }))).code).toBe("duplicate-name")
    const infinite = (arrays: HostArrays) => ({
      ...arrays,
      "classifier.bias": { shape: [3], data: Float32Array.of(0, 1 / 0, 0) },
    })
    expect((await refusal(await changed({ tensors: infinite }))).code).toBe("not-finite")
  })

  it.each([
    ["no map of its files", {}],
    ["a file outside of it", { weight_map: { "classifier.bias": "../model.safetensors" } }],
    ["a file that is no name", { weight_map: { "classifier.bias": 3 } }],
  ])("has an index with %s", async (_, index) => {
    const folder = newFolder()
    const family: GoldenFamily = "roberta"
    await cp(goldenFolder(family), folder, { recursive: true })
    await writeFile(join(folder, "model.safetensors.index.json"), JSON.stringify(index))
    expect(await refusal(folder)).toMatchObject({ code: "malformed" })
  })
})
