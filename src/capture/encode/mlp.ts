import { RoteError } from "../../errors.js"
import { moduleNodes } from "./module-nodes.js"
import type { OnnxGraph, Weights } from "./onnx.js"

/**
 * A multi-layer perceptron as a graph: `hidden1` (Gemm), `relu1`, `hidden2` … `output`, the last giving `logits`. `weights` is in
 * PyTorch's layout (`hidden1.weight`: outputs × inputs). `input` is batch × features, or where an example has a `shape` of several
 * axes batch × that, and is flattened first.
 * @throws RoteError `bad-option` for weights that are not those of such a network
 */
export function mlpGraph(weights: Record<string, Weights>, shape: readonly number[] = []): OnnxGraph {
  const layers = layerNames(weights)
  const features = weights[`${layers[0]}.weight`].shape[1]
  const classes = weights["output.weight"].shape[0]
  const { nodes, add } = moduleNodes({ output: "logits" })
  const flat = shape.length < 2
  let values = flat ? "input" : add("flatten", "Flatten", ["input"], { axis: 1 })
  layers.forEach((layer, l) => {
    values = add(layer, "Gemm", [values, `${layer}.weight`, `${layer}.bias`], { transB: 1 })
    if (layer !== "output") values = add(`relu${l + 1}`, "Relu", [values])
  })
  return {
    inputs: [{ name: "input", shape: ["batch", ...(flat ? [features] : shape)] }],
    outputs: [{ name: "logits", shape: ["batch", classes] }],
    nodes,
    weights,
  }
}

function layerNames(weights: Record<string, Weights>): string[] {
  const layers: string[] = []
  for (let l = 1; `hidden${l}.weight` in weights; l++) layers.push(`hidden${l}`)
  layers.push("output")
  const expected = layers.flatMap((layer) => [`${layer}.weight`, `${layer}.bias`])
  const found = Object.keys(weights)
  if (found.length === expected.length && expected.every((name) => name in weights)) return layers
  throw new RoteError("bad-option", {
    input: "weights",
    expected: "those of a multi-layer perceptron: hidden1.weight, hidden1.bias … output.weight, output.bias",
    found: found.join(", ") || "none",
  })
}
