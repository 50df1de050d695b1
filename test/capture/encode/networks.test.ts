import { InferenceSession, Tensor } from "onnxruntime-node"
import { describe, expect, it } from "vitest"
import { mlpGraph } from "#src/capture/encode/mlp.js"
import { encodeOnnx } from "#src/capture/encode/onnx.js"
import { resnetGraph } from "#src/capture/encode/resnet.js"
import { mlp } from "#src/networks/mlp.js"
import { plainForward } from "#src/networks/plain-forward.js"
import { seededRandom } from "#src/random.js"
import { torchValues, withPrefix } from "../../networks/torch-values.js"

describe("mlpGraph", () => {
  const parameters = mlp([12, 8, 5, 3]).initialise(seededRandom(1))

  it("gives the logits of the network to 1e-5, for any number of examples", async () => {
    const session = await InferenceSession.create(encodeOnnx(mlpGraph(parameters)))
    for (const examples of [1, 7]) {
      const inputs = normalLike(examples * 12)
      const { logits } = await session.run({ input: new Tensor(inputs, [examples, 12]) })
      const expected = plainForward(parameters, inputs)
      expect(logits.dims).toEqual([examples, 3])
      const transposed = Float32Array.from(expected.logits, (_, at) => {
        return expected.logits[(at % 3) * examples + Math.floor(at / 3)]
      })
      expect(largestDifference(logits.data as Float32Array, transposed)).toBeLessThan(1e-5)
    }
  })

  it("takes images, flattened channel after channel", async () => {
    const flat = await InferenceSession.create(encodeOnnx(mlpGraph(parameters)))
    const shaped = await InferenceSession.create(encodeOnnx(mlpGraph(parameters, [2, 3, 2])))
    const inputs = normalLike(4 * 12)
    const { logits } = await flat.run({ input: new Tensor(inputs, [4, 12]) })
    const found = await shaped.run({ input: new Tensor(inputs, [4, 2, 3, 2]) })
    expect(found.logits.data).toEqual(logits.data)
  })

  it("names its tensors by module, as PyTorch's exporter does", () => {
    const { nodes } = mlpGraph(parameters)
    expect(nodes.map(({ name, outputs }) => [name, ...outputs])).toEqual([
      ["/hidden1/Gemm", "/hidden1/Gemm_output_0"],
      ["/relu1/Relu", "/relu1/Relu_output_0"],
      ["/hidden2/Gemm", "/hidden2/Gemm_output_0"],
      ["/relu2/Relu", "/relu2/Relu_output_0"],
      ["/output/Gemm", "logits"],
    ])
  })

  it("refuses weights of another network", () => {
    const { "output.bias": _, ...partial } = parameters
    for (const weights of [{}, partial, { ...parameters, more: parameters["output.bias"] }]) {
      expect(() => mlpGraph(weights)).toThrow(expect.objectContaining({ code: "bad-option" }))
    }
  })
})

describe("resnetGraph", () => {
  it.each([
    ["of the size for small images", "resnet18-small", [16, 2, 12, 12]],
    ["of the size for large ones", "resnet18-imagenet", [12, 3, 16, 16]],
  ])("gives the logits that PyTorch gives in evaluation to 1e-5, %s", async (_, file, shape) => {
    const values = torchValues(file)
    const weights = { ...withPrefix(values, "parameter"), ...withPrefix(values, "statistic") }
    const session = await InferenceSession.create(encodeOnnx(resnetGraph(weights)))
    const { logits } = await session.run({ input: new Tensor(values.inputs.data, shape) })
    expect(logits.dims).toEqual(values.evaluated.shape)
    expect(largestDifference(logits.data as Float32Array, values.evaluated.data)).toBeLessThan(1e-5)
  })

  it("names the blocks and their parts as torchvision does", () => {
    const { nodes } = resnetGraph(withPrefix(torchValues("resnet18-small"), "parameter"))
    const names = nodes.map(({ name }) => name)
    expect(names.slice(0, 5)).toEqual([
      "/conv1/Conv",
      "/bn1/BatchNormalization",
      "/relu/Relu",
      "/layer1/layer1.0/conv1/Conv",
      "/layer1/layer1.0/bn1/BatchNormalization",
    ])
    expect(names).toContain("/layer2/layer2.0/downsample/downsample.0/Conv")
    expect(names.slice(-4)).toEqual([
      "/layer4/layer4.1/relu_1/Relu",
      "/avgpool/GlobalAveragePool",
      "/flatten/Flatten",
      "/fc/Gemm",
    ])
  })

  it("refuses weights of another network", () => {
    const { "layer3.1.bn2.weight": _, ...partial } = withPrefix(torchValues("resnet18-small"), "parameter")
    for (const weights of [{}, partial]) {
      expect(() => resnetGraph(weights)).toThrow(expect.objectContaining({ code: "bad-option" }))
    }
  })
})

/** Values of both signs, the same each time. */
function normalLike(count: number): Float32Array {
  const random = seededRandom(7)
  return Float32Array.from({ length: count }, () => 2 * random() - 1)
}

function largestDifference(found: Float32Array, expected: Float32Array): number {
  return found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), 0)
}
