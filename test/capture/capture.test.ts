import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { activationMatrix, neuronValues } from "#src/activations.js"
import { capture, listPoints } from "#src/capture/index.js"
import { readActivations } from "#src/readers/index.js"
import { fixtures, hostile, layerDifference, layerOf, models } from "./models.js"

const names = Object.keys(fixtures)
const rules = { none: undefined, mean_hw: "mean", token0: "cls", token_last: "last" } as const

function fixture(name: string) {
  const { model, inputs, expected, modules } = fixtures[name]
  return { model: join(models, model), inputs: join(models, inputs), expected: join(models, expected), modules }
}

describe("the activations of every module that has a tensor are PyTorch's, to 1e-4 of the largest", () => {
  it.each(names)("%s", async (name) => {
    const { model, inputs, expected, modules } = fixture(name)
    const tensors = Object.entries(modules).filter(([, { tensor }]) => tensor !== null)
    const wanted = [...new Set(tensors.map(([, { tensor }]) => tensor as string))]
    const reduce = rules[tensors[0][1].reduce]
    const { activations, record } = await capture(model, inputs, {
      nodes: wanted,
      ...(reduce === undefined ? {} : { reduce }),
    })
    const theirs = await readActivations(expected)
    const worst = tensors.map(([module, { tensor, scale_max_abs: scale }]) => {
      const layer = record.layers.find((each) => each.tensor === tensor)?.layer as string
      return { module, close: layerDifference(activations, layer, theirs, module) <= 1e-4 * Math.max(1, scale) }
    })
    expect(worst.filter(({ close }) => !close)).toEqual([])
    expect(worst.length).toBeGreaterThan(4)
  })
})

describe("without a choice", () => {
  const usual: [string, string[], string][] = [
    ["mlp", ["fc.0", "fc.1"], "none"],
    ["mlp_external", ["fc.0", "fc.1"], "none"],
    ["cnn", ["layer1.0", "layer1.1", "layer2.0", "layer2.1", "layer3.0", "layer3.1", "layer4.0", "layer4.1"], "mean"],
    ["distilbert", [0, 1, 2].map((i) => `base.transformer.layer.${i}`), "cls"],
    ["bert", [0, 1].map((i) => `base.encoder.layer.${i}`), "cls"],
    ["gpt2", [0, 1, 2].map((i) => `base.h.${i}`), "last"],
  ]
  it.each(usual)("of %s it measures %j, reduced by %s", async (name, layers, rule) => {
    const { model, inputs, expected } = fixture(name)
    const { activations, record } = await capture(model, inputs)
    expect(record.layers.map(({ layer, reduce }) => [layer, reduce])).toEqual(layers.map((layer) => [layer, rule]))
    const theirs = await readActivations(expected)
    for (const layer of layers) expect(layerDifference(activations, layer, theirs)).toBeLessThan(1e-4)
  })
})

describe("the activations depend", () => {
  it.each(["mlp", "cnn", "gpt2"])("not on the number of examples run at a time, to 1e-5: %s", async (name) => {
    const { model, inputs } = fixture(name)
    const { activations } = await capture(model, inputs)
    for (const batch of [1, 7]) {
      const other = (await capture(model, inputs, { batch })).activations
      for (const { name } of activations.layers) expect(layerDifference(other, name, activations)).toBeLessThan(1e-5)
    }
  })

  it("not on the number of threads, to the bit", async () => {
    const { model, inputs } = fixture("distilbert")
    const [one, two] = [await capture(model, inputs, { threads: 1 }), await capture(model, inputs, { threads: 2 })]
    expect(two.activations).toEqual(one.activations)
  })
})

describe("a sequence", () => {
  const layer = "base.transformer.layer.1"

  it("gives a row for each real token, of which cls is the first, last the last, and mean the mean", async () => {
    const { model, inputs } = fixture("distilbert")
    const nodes = [layer]
    const tokens = await capture(model, inputs, { nodes, reduce: "tokens", batch: 5 })
    const { rows = [] } = tokens.record
    const mask = await readActivations(inputs, { layers: ["attention_mask"] })
    const lengths = Array.from({ length: 16 }, (_, i) => {
      let real = 0
      for (let j = 0; j < mask.neurons; j++) real += neuronValues(mask, j)[i]
      return real
    })
    expect(new Set(lengths).size).toBeGreaterThan(3)
    expect(rows).toEqual(lengths)
    const { examples, neurons, data } = tokens.activations
    expect(examples).toBe(lengths.reduce((sum, length) => sum + length))
    const byRule = {
      cls: (values: ArrayLike<number>) => values[0],
      last: (values: ArrayLike<number>) => values[values.length - 1],
      mean: (values: Float32Array) => values.reduce((sum, value) => sum + value) / values.length,
    }
    for (const rule of ["cls", "last", "mean"] as const) {
      const expected = new Float32Array(neurons * 16)
      for (let j = 0; j < neurons; j++) {
        let row = j * examples
        for (const [i, length] of lengths.entries()) {
          expected[j * 16 + i] = byRule[rule](data.subarray(row, row + length) as Float32Array)
          row += length
        }
      }
      const matrix = activationMatrix(expected, 16, neurons, [{ name: layer, start: 0, end: neurons }])
      const { activations } = await capture(model, inputs, { nodes, reduce: rule })
      expect(layerDifference(activations, layer, matrix)).toBeLessThan(1e-6)
    }
    expect(tokens.describe(0)).toEqual({ kind: "array", index: 0 })
    expect(tokens.describe(lengths[0])).toEqual({ kind: "array", index: 1 })
    expect(tokens.describe(examples - 1)).toEqual({ kind: "array", index: 15 })
  })

  it("is flattened token after token", async () => {
    const { model, inputs } = fixture("distilbert")
    const flat = (await capture(model, inputs, { nodes: [layer], reduce: "flatten" })).activations
    const { activations } = await capture(model, inputs, { nodes: [layer] })
    expect(flat.neurons).toBe(20 * activations.neurons)
    expect(flat.data.subarray(0, activations.data.length)).toEqual(activations.data)
  })

  it("and a layer without tokens are not captured token by token", async () => {
    const { model, inputs } = fixture("distilbert")
    await expect(capture(model, inputs, { nodes: [layer, "head"], reduce: "tokens" })).rejects.toMatchObject({
      code: "shape-mismatch",
      message: expect.stringMatching(/head: expected a layer with tokens/),
    })
  })
})

describe("a convolution's maps", () => {
  it("are averaged, or flattened channel after channel", async () => {
    const { model, inputs } = fixture("cnn")
    const mean = (await capture(model, inputs, { nodes: ["layer4.1"] })).activations
    const flat = (await capture(model, inputs, { nodes: ["layer4.1"], reduce: "flatten" })).activations
    const places = flat.neurons / mean.neurons
    expect(places).toBe(4)
    for (let channel = 0; channel < mean.neurons; channel++) {
      const averaged = Float64Array.from({ length: 16 }, (_, i) => {
        let sum = 0
        for (let place = 0; place < places; place++) sum += neuronValues(flat, channel * places + place)[i]
        return sum / places
      })
      expect(Math.max(...averaged.map((value, i) => Math.abs(value - neuronValues(mean, channel)[i])))).toBeLessThan(
        1e-6,
      )
    }
  })

  it("have no first token", async () => {
    const { model, inputs } = fixture("cnn")
    await expect(capture(model, inputs, { nodes: ["layer4.1"], reduce: "cls" })).rejects.toMatchObject({
      code: "needs-reduce",
    })
  })
})

describe("a layer is named", () => {
  it("by the module, the tensor or its node, and stays in the order of the names", async () => {
    const { model, inputs } = fixture("mlp")
    const { activations, record } = await capture(model, inputs, {
      nodes: ["/relu.1/Relu", "fc.1", "/fc.0/Gemm_output_0"],
    })
    expect(activations.layers.map(({ name }) => name)).toEqual(["relu.1", "fc.1", "fc.0"])
    expect(record.layers[0]).toEqual({ layer: "relu.1", tensor: "/relu.1/Relu_output_0", reduce: "none" })
  })

  it.each([
    ["that the model has not, with those it has", ["fc.9"], /expected a layer of the model: fc\.0, .*found "fc\.9"/],
    ["twice", ["fc.0", "/fc.0/Gemm"], /each named once, found fc\.0, \/fc\.0\/Gemm/],
    ["not at all", [], /at least one layer/],
  ])("and refused where it is one %s", async (_, nodes, message) => {
    const { model, inputs } = fixture("mlp")
    await expect(capture(model, inputs, { nodes })).rejects.toMatchObject({
      code: "bad-option",
      message: expect.stringMatching(message),
    })
  })

  it("and refused where it has no axis of examples", async () => {
    const { model, inputs } = fixture("bert")
    await expect(capture(model, inputs, { nodes: ["val_1"] })).rejects.toMatchObject({
      code: "shape-mismatch",
      message: expect.stringMatching(/val_1: expected a tensor whose first axis is of examples.*shape \(1\)/),
    })
  })
})

it("a capture says which files it came from, and how the layers were made", async () => {
  const { model, inputs } = fixture("mlp_external")
  const { record, family } = await capture(model, inputs, { nodes: ["fc.1"] })
  expect(family).toBe("multilayer perceptron")
  expect(record.model.map(({ name }) => name)).toEqual(["mlp_external.onnx", "mlp_external.onnx.data"])
  expect(record.inputs).toEqual([{ name: "mlp.inputs.npz", bytes: expect.any(Number), sha256: expect.any(String) }])
  expect(record).toMatchObject({ examples: 16, request: {}, layers: [{ layer: "fc.1", reduce: "none" }] })
  expect(record.rows).toBeUndefined()
})

it("a capture says how its inputs were asked for, files without their folders", async () => {
  const request = { column: "text", tokenizer: join(models, "../text/word-pieces/tokenizer.json") }
  const { record, describe } = await capture(join(models, "bert.onnx"), join(models, "../text/texts.csv"), { request })
  expect(record.request).toEqual({ column: "text", tokenizer: "tokenizer.json" })
  expect(describe(0)).toEqual({ kind: "text", text: "A warm, funny and engaging film." })
})

it("progress is told after each batch, and a capture stops at the next where it is aborted", async () => {
  const { model, inputs } = fixture("mlp")
  const done: number[] = []
  await capture(model, inputs, { batch: 6, onProgress: (progress) => done.push(progress.done) })
  expect(done).toEqual([6, 12, 16])
  const { signal, abort } = abortable()
  const stopped = capture(model, inputs, { batch: 6, signal, onProgress: abort })
  await expect(stopped).rejects.toThrow("enough")
})

function abortable() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort(new Error("enough")) }
}

it("the points of a model are listed without its inputs", async () => {
  const { family, points, model } = await listPoints(fixture("gpt2").model)
  expect({ family, name: model.name }).toEqual({ family: "transformer decoder", name: "gpt2" })
  expect(points.filter(({ chosen }) => chosen).map(({ layer }) => layer)).toEqual(["base.h.0", "base.h.1", "base.h.2"])
})

describe("values that are not finite", () => {
  it("are refused, with the neurons named", async () => {
    const inputs = threeExamples([1, 1, 1])
    await expect(capture(join(hostile, "onnx_nan_weights.onnx"), inputs, { nodes: ["h"] })).rejects.toMatchObject({
      code: "not-finite",
      message: expect.stringMatching(/h\[0\] \(3\)/),
    })
  })

  it("leave out their examples where that is asked for, and the others are still known", async () => {
    const inputs = threeExamples([1, Number.NaN, 1])
    const warnings: string[] = []
    const { activations, record, describe } = await capture(join(hostile, "onnx_good_control.onnx"), inputs, {
      nodes: ["h"],
      dropNonfinite: true,
      onWarning: (message) => warnings.push(message),
    })
    expect(activations.examples).toBe(2)
    expect(layerOf(activations, "h").end).toBe(4)
    expect(record).toMatchObject({ examples: 3, rows: [1, 0, 1] })
    expect(describe(1)).toEqual({ kind: "array", index: 2 })
    expect(warnings.join()).toMatch(/dropped 1 of 3 examples/)
  })
})

/** Inputs of six numbers, each the one given. */
function threeExamples(numbers: [number, number, number]) {
  const data = Float32Array.from({ length: 18 }, (_, at) => numbers[Math.floor(at / 6)])
  return {
    examples: 3,
    batch: async (start: number, end: number) => ({
      x: { shape: [end - start, 6], data: data.subarray(start * 6, end * 6) },
    }),
    describe: (index: number) => ({ kind: "array" as const, index }),
    files: [],
  }
}
