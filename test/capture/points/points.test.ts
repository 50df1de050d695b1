import { dirname } from "node:path"
import { InferenceSession } from "onnxruntime-node"
import { describe, expect, test } from "vitest"
import { withOutputs } from "#src/capture/graph/edit-model.js"
import { readModel } from "#src/capture/graph/read-model.js"
import { familyOf } from "#src/capture/points/family.js"
import { candidateTensors, measurementPoints, type Point } from "#src/capture/points/points.js"
import { fixtureModels, onnxPath } from "../graph/onnx-files.js"

/** The points of a fixture, by what the runtime says of their shapes. */
async function pointsOf(file: string): Promise<{ family: string; points: Point[] }> {
  const model = await readModel(onnxPath(file))
  const folder = { session: { model_external_initializers_file_folder_path: dirname(model.path) } }
  const bytes = withOutputs(model, candidateTensors(model))
  const session = await InferenceSession.create(bytes, { extra: folder, logSeverityLevel: 4 })
  const infos = session.outputMetadata.flatMap((each) =>
    each.isTensor ? [{ name: each.name, type: each.type, shape: [...each.shape] }] : [],
  )
  const points = measurementPoints(model, infos)
  return { family: familyOf(model, points), points }
}

describe("by default the tensors are chosen that a person would name", () => {
  const stages = [1, 2, 3, 4].flatMap((stage) => [`layer${stage}.0`, `layer${stage}.1`])

  test.each([
    ["mlp", "multilayer perceptron", ["fc.0", "fc.1"]],
    ["mlp_external", "multilayer perceptron", ["fc.0", "fc.1"]],
    ["cnn", "convolutional", stages],
    ["cnn_dynamo", "convolutional", stages],
    ["distilbert", "transformer encoder", [0, 1, 2].map((layer) => `base.transformer.layer.${layer}`)],
    ["bert", "transformer encoder", [0, 1].map((layer) => `base.encoder.layer.${layer}`)],
    ["gpt2", "transformer decoder", [0, 1, 2].map((layer) => `base.h.${layer}`)],
  ])("%s is a %s: the outputs of its modules %j, by their names", async (name, family, modules) => {
    const found = await pointsOf(fixtureModels[name].model)
    const chosen = found.points.filter(({ chosen }) => chosen)
    expect(found.family).toBe(family)
    expect(chosen.map(({ layer }) => layer)).toEqual(modules)
    expect(chosen.map(({ tensor }) => tensor)).toEqual(
      modules.map((module) => fixtureModels[name].modules[module].tensor),
    )
  })
})

describe("the points of a model", () => {
  test.each(Object.entries(fixtureModels))(
    "%s: every module's output is one, and has a name of its own",
    async (_, fixture) => {
      const { points } = await pointsOf(fixture.model)
      const tensors = points.map(({ tensor }) => tensor)
      expect(tensors).toEqual(expect.arrayContaining(Object.values(fixture.modules).map(({ tensor }) => tensor)))
      expect(new Set(points.map(({ layer }) => layer)).size).toBe(points.length)
      for (const { shape } of points) expect(["batch", ""]).toContain(shape[0])
    },
  )

  test("an encoder's, each with its kind", async () => {
    const { points } = await pointsOf("distilbert.onnx")
    const second = points.filter(({ tensor }) => tensor.startsWith("/base/transformer/layer.1/"))
    const layer = "base.transformer.layer.1"
    expect(second.map(({ kind, layer }) => `${layer}: ${kind}`)).toEqual([
      `${layer}.attention.q_lin: linear layer`,
      `${layer}.attention.k_lin: linear layer`,
      `${layer}.attention.v_lin: linear layer`,
      `${layer}.attention.out_lin: attention`,
      "/base/transformer/layer.1/Add_output_0: block",
      `${layer}.sa_layer_norm: normalisation`,
      `${layer}.ffn.lin1: linear layer`,
      `${layer}.ffn.activation: activation function`,
      `${layer}.ffn.lin2: linear layer`,
      "/base/transformer/layer.1/Add_1_output_0: block",
      `${layer}: hidden state`,
    ])
  })

  test("a perceptron's, in full", async () => {
    const { points } = await pointsOf("mlp.onnx")
    expect(points.map(({ layer, kind, operator, shape }) => [layer, kind, operator, shape])).toEqual([
      ["fc.0", "linear layer", "Gemm", ["batch", 48]],
      ["relu.0", "activation function", "Relu", ["batch", 48]],
      ["fc.1", "linear layer", "Gemm", ["batch", 26]],
      ["relu.1", "activation function", "Relu", ["batch", 26]],
      ["fc.2", "output", "Gemm", ["batch", 10]],
    ])
  })

  test("of a layer without neurons there are none", async () => {
    expect((await pointsOf("hostile/onnx_zero_width.onnx")).points).toEqual([])
  })
})
