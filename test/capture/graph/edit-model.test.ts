import { dirname } from "node:path"
import { InferenceSession, Tensor } from "onnxruntime-node"
import { beforeAll, describe, expect, test } from "vitest"
import { encodeOnnx } from "#src/capture/encode/onnx.js"
import { withNeuronsOff, withOutputs } from "#src/capture/graph/edit-model.js"
import type { MaskType } from "#src/capture/graph/neuron-mask.js"
import type { OnnxModel } from "#src/capture/graph/onnx-model.js"
import { type ModelMessage, modelType } from "#src/capture/graph/onnx-schema.js"
import { parseModel, readModel } from "#src/capture/graph/read-model.js"
import { codeOf } from "../../estimators/error-code.js"
import { arraysOf, fixtureModels, onnxPath } from "./onnx-files.js"

interface Values {
  dims: readonly number[]
  data: Float32Array
}

/** What a model of these bytes makes of the inputs that came with it. */
async function outputsOf(bytes: Uint8Array, { path, inputs }: OnnxModel, feeds: Record<string, Tensor>) {
  const folder = { session: { model_external_initializers_file_folder_path: dirname(path) } }
  const session = await InferenceSession.create(bytes, { extra: folder, logSeverityLevel: 4 })
  const found = await session.run(Object.fromEntries(inputs.map((name) => [name, feeds[name]])))
  return new Map(Object.entries(found).map(([name, { dims, data }]) => [name, { dims, data: data as Float32Array }]))
}

async function fixtureFeeds(name: string): Promise<Record<string, Tensor>> {
  const arrays = await arraysOf(onnxPath(fixtureModels[name].inputs))
  const feed = (values: Float64Array | Float32Array, shape: readonly number[]) =>
    values instanceof Float32Array
      ? new Tensor("float32", values, shape)
      : new Tensor("int64", BigInt64Array.from(values, BigInt), shape)
  return Object.fromEntries([...arrays].map(([key, { shape, values }]) => [key, feed(values, shape)]))
}

/** Examples × neurons of a tensor, as the expected values were reduced. */
function reduced({ dims, data }: Values, rule: string): number[] {
  const size = data.length / dims[0]
  return Array.from({ length: dims[0] }, (_, i) => data.subarray(i * size, (i + 1) * size)).flatMap((example) => {
    if (rule === "token0") return Array.from(example.subarray(0, dims[2]))
    if (rule === "token_last") return Array.from(example.subarray(-dims[2]))
    const area = rule === "mean_hw" ? dims[2] * dims[3] : 1
    return Array.from({ length: size / area }, (_, channel) =>
      mean(example.subarray(channel * area, (channel + 1) * area)),
    )
  })
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function largestDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(found.length).toBe(expected.length)
  return Array.from(found).reduce((largest, value, i) => Math.max(largest, Math.abs(value - expected[i])), 0)
}

describe("tensors added to the outputs", () => {
  test.each(Object.keys(fixtureModels))(
    "of %s are what PyTorch's modules gave, to 1e-4 of their scale",
    async (name) => {
      const { model: file, modules, expected } = fixtureModels[name]
      const model = await readModel(onnxPath(file))
      const bytes = withOutputs(
        model,
        Object.values(modules).map(({ tensor }) => tensor),
      )
      const found = await outputsOf(bytes, model, await fixtureFeeds(name))
      const arrays = await arraysOf(onnxPath(expected))
      for (const [module, { tensor, reduce, scale_max_abs: scale }] of Object.entries(modules)) {
        const values = reduced(found.get(tensor) as Values, reduce)
        expect(largestDifference(values, arrays.get(module)?.values ?? [])).toBeLessThan(1e-4 * Math.max(1, scale))
      }
    },
  )

  test("follow the file's own bytes, each once, and not where they are outputs already", async () => {
    const model = await readModel(onnxPath("mlp.onnx"))
    const bytes = withOutputs(model, ["logits", "/fc.0/Gemm_output_0", "/fc.0/Gemm_output_0"])
    expect(bytes.subarray(0, model.bytes.length)).toEqual(model.bytes)
    const { outputs } = await parseModel(bytes, model.path)
    expect(outputs).toEqual(["logits", "/fc.0/Gemm_output_0"])
    expect(codeOf(() => withOutputs(model, ["fc.0"]))).toBe("bad-option")
  })
})

describe("neurons switched off", () => {
  let mlp: OnnxModel
  let feeds: Record<string, Tensor>
  const hidden = "/relu.0/Relu_output_0"

  beforeAll(async () => {
    mlp = await readModel(onnxPath("mlp.onnx"))
    feeds = await fixtureFeeds("mlp")
  })

  const offIn = (tensor: string, width: number, neurons: number[]) => ({ tensor, width, neurons, axis: 1, rank: 2 })

  test("give the logits that the layers after them make of zeros", async () => {
    const neurons = [0, 3, 17, 47]
    const before = await outputsOf(withOutputs(mlp, [hidden]), mlp, feeds)
    const zeroed = Array.from(before.get(hidden)?.data ?? [], (value, i) => (neurons.includes(i % 48) ? 0 : value))
    const second = linear(mlp, "fc.1", zeroed).map((value) => Math.max(0, value))
    const after = await outputsOf(withNeuronsOff(mlp, [offIn(hidden, 48, neurons)]), mlp, feeds)
    expect(largestDifference(after.get("logits")?.data ?? [], linear(mlp, "fc.2", second))).toBeLessThan(1e-5)
    expect(largestDifference(after.get("logits")?.data ?? [], before.get("logits")?.data ?? [])).toBeGreaterThan(0.1)
  })

  test("are zero in the tensor itself, also where it is an output; none switched off changes nothing", async () => {
    const off = { ...mlp, bytes: withNeuronsOff(mlp, [offIn("logits", 10, [2, 9]), offIn(hidden, 48, [])]) }
    const [before, after] = [await outputsOf(mlp.bytes, mlp, feeds), await outputsOf(off.bytes, mlp, feeds)]
    const expected = before.get("logits")?.data.map((value, i) => value * ([2, 9].includes(i % 10) ? 0 : 1))
    expect(after.get("logits")?.data).toEqual(expected)
    const model = await parseModel(withOutputs(off, [hidden]), mlp.path)
    expect(model.outputs).toEqual(["logits", hidden])
  })

  test("of a convolution are whole channels", async () => {
    const cnn = await readModel(onnxPath("cnn.onnx"))
    const images = await fixtureFeeds("cnn")
    const tensor = "/layer2/layer2.0/relu2/Relu_output_0"
    const off = { ...cnn, bytes: withNeuronsOff(cnn, [{ tensor, rank: 4, axis: 1, width: 16, neurons: [5] }]) }
    const before = await outputsOf(withOutputs(cnn, [tensor]), cnn, images)
    const after = await outputsOf(withOutputs(off, [tensor]), cnn, images)
    const expected = before.get(tensor)?.data.map((value, i) => (Math.floor(i / 36) % 16 === 5 ? 0 : value))
    expect(largestDifference(after.get(tensor)?.data ?? [], expected ?? [])).toBeLessThan(1e-5)
    expect(largestDifference(after.get("logits")?.data ?? [], before.get("logits")?.data ?? [])).toBeGreaterThan(1e-3)
  })

  test("change one name of the file, and leave all else as it is", () => {
    const edited = withNeuronsOff(mlp, [offIn(hidden, 48, [1])])
    const [before, after] = [mlp.bytes, edited].map((bytes) => modelType.decode(bytes) as unknown as ModelMessage)
    const renamed = after.graph?.node[1]
    expect(renamed?.output).toEqual([`${hidden}/before`])
    if (renamed !== undefined) renamed.output = [hidden]
    expect(after.graph?.node.slice(0, -1)).toEqual(before.graph?.node)
    expect(after.graph?.initializer.slice(0, -1)).toEqual(before.graph?.initializer)
    expect(after.graph?.output).toEqual(before.graph?.output)
  })

  test.each<[MaskType, number]>([
    ["float16", 10],
    ["float32", 1],
    ["float64", 11],
  ])("of a tensor of %s", async (type, to) => {
    const value = (name: string) => ({ name, shape: ["batch", 3] })
    const bytes = encodeOnnx({
      inputs: [value("x")],
      outputs: [value("y")],
      nodes: [
        { name: "in", operator: "Cast", inputs: ["x"], outputs: ["h"], attributes: { to } },
        { name: "out", operator: "Cast", inputs: ["h"], outputs: ["y"], attributes: { to: 1 } },
      ],
      weights: {},
    })
    const model = await parseModel(new Uint8Array(bytes), "cast.onnx")
    const off = withNeuronsOff(model, [{ ...offIn("h", 3, [1]), type }])
    const found = await outputsOf(off, model, { x: new Tensor("float32", [1, 2, 3, -4, 5, 6], [2, 3]) })
    expect(Array.from(found.get("y")?.data ?? [], Math.abs)).toEqual([1, 0, 3, 4, 0, 6])
  })

  test.each([
    ["a tensor that no node makes", [{ tensor: "x" }]],
    ["a tensor named twice", [{}, {}]],
    ["a neuron beyond the last", [{ neurons: [48] }]],
    ["half a neuron", [{ neurons: [0.5] }]],
    ["an axis that is none", [{ axis: 2 }]],
    ["an element type that is none", [{ type: "int8" as MaskType }]],
  ])("%s is refused", (_, changes) => {
    const off = changes.map((change) => ({ ...offIn(hidden, 48, [0]), ...change }))
    expect(codeOf(() => withNeuronsOff(mlp, off))).toBe("bad-option")
  })
})

/** A layer of PyTorch's: values × weightᵀ + bias. */
function linear(model: OnnxModel, layer: string, values: readonly number[]): number[] {
  const { graph } = modelType.decode(model.bytes) as unknown as ModelMessage
  const stored = (name: string) => graph?.initializer.find((tensor) => tensor.name === `${layer}.${name}`)
  const floats = (name: string) => new Float32Array((stored(name)?.rawData ?? new Uint8Array()).slice().buffer)
  const [weight, bias] = [floats("weight"), floats("bias")]
  const inputs = weight.length / bias.length
  return Array.from({ length: (values.length / inputs) * bias.length }, (_, place) => {
    const output = place % bias.length
    const example = (place - output) / bias.length
    let sum = bias[output]
    for (let i = 0; i < inputs; i++) sum += weight[output * inputs + i] * values[example * inputs + i]
    return sum
  })
}
