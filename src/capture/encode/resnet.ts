import { RoteError } from "../../errors.js"
import { type AddModule, moduleNodes } from "./module-nodes.js"
import type { OnnxGraph, Weights } from "./onnx.js"

/**
 * ResNet-18 as a graph with the modules' names of torchvision's, from `input` (batch × channels × height × width, the two last free)
 * to `logits`. `weights` has torchvision's names and layouts; a first convolution of 3 × 3 is that for small images, with stride 1
 * and without pooling.
 * @throws RoteError `bad-option` for weights that are not those of such a network
 */
export function resnetGraph(weights: Record<string, Weights>): OnnxGraph {
  requireBlocks(weights)
  const { nodes, add } = moduleNodes({ fc: "logits" })
  const channels = weights["conv1.weight"].shape[1]
  const small = weights["conv1.weight"].shape[2] === 3
  const stem = convolution(add, weights, "input", { name: "conv1", norm: "bn1", stride: small ? 1 : 2 })
  let values = add("relu", "Relu", [stem])
  if (!small) values = add("maxpool", "MaxPool", [values], window(3, 2))
  for (const stage of [1, 2, 3, 4]) {
    for (const block of [0, 1]) values = residualBlock(add, weights, values, `layer${stage}.${block}`)
  }
  const pooled = add("flatten", "Flatten", [add("avgpool", "GlobalAveragePool", [values])], { axis: 1 })
  add("fc", "Gemm", [pooled, "fc.weight", "fc.bias"], { transB: 1 })
  return {
    inputs: [{ name: "input", shape: ["batch", channels, "height", "width"] }],
    outputs: [{ name: "logits", shape: ["batch", weights["fc.weight"].shape[0]] }],
    nodes,
    weights,
  }
}

function residualBlock(add: AddModule, weights: Record<string, Weights>, values: string, name: string): string {
  const projected = `${name}.downsample.0.weight` in weights
  const stride = projected ? 2 : 1
  const first = convolution(add, weights, values, { name: `${name}.conv1`, norm: `${name}.bn1`, stride })
  const rectified = add(`${name}.relu`, "Relu", [first])
  const second = convolution(add, weights, rectified, { name: `${name}.conv2`, norm: `${name}.bn2`, stride: 1 })
  const projection = { name: `${name}.downsample.0`, norm: `${name}.downsample.1`, stride }
  const around = projected ? convolution(add, weights, values, projection) : values
  return add(`${name}.relu_1`, "Relu", [add(name, "Add", [second, around])])
}

/** A convolution without bias and the batch norm after it, by its running mean and variance. */
function convolution(
  add: AddModule,
  weights: Record<string, Weights>,
  values: string,
  { name, norm, stride }: { name: string; norm: string; stride: number },
): string {
  const size = weights[`${name}.weight`].shape[2]
  const convolved = add(name, "Conv", [values, `${name}.weight`], window(size, stride))
  const statistics = ["weight", "bias", "running_mean", "running_var"].map((part) => `${norm}.${part}`)
  return add(norm, "BatchNormalization", [convolved, ...statistics])
}

/** Square, with as many zeros around as keep the image's size at stride 1. */
function window(size: number, stride: number) {
  const padding = (size - 1) / 2
  return {
    kernel_shape: [size, size],
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
  }
}

function requireBlocks(weights: Record<string, Weights>): void {
  const blocks = [1, 2, 3, 4].flatMap((stage) => [`layer${stage}.0`, `layer${stage}.1`])
  const norms = ["bn1", ...blocks.flatMap((block) => [`${block}.bn1`, `${block}.bn2`])].flatMap((norm) =>
    ["weight", "bias", "running_mean", "running_var"].map((part) => `${norm}.${part}`),
  )
  const convolutions = ["conv1", ...blocks.flatMap((block) => [`${block}.conv1`, `${block}.conv2`])]
  const expected = [...convolutions.map((name) => `${name}.weight`), ...norms, "fc.weight", "fc.bias"]
  const missing = expected.find((name) => !(name in weights))
  if (missing === undefined) return
  throw new RoteError("bad-option", {
    input: "weights",
    expected: `those of ResNet-18, with ${missing}`,
    found: Object.keys(weights).slice(0, 8).join(", ") || "none",
  })
}
