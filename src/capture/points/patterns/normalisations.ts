import type { OnnxNode } from "../../graph/onnx-model.js"
import type { GraphView } from "../graph-view.js"
import { onlyUser } from "./linear-layers.js"

export interface Normalisation {
  /** The operator, or where it is taken apart the division. */
  node: OnnxNode
  input: string
  output: string
  /** The nodes that use its input. */
  entries: OnnxNode[]
}

const operators = new Set([
  "BatchNormalization",
  "GroupNormalization",
  "InstanceNormalization",
  "LayerNormalization",
  "LpNormalization",
  "MeanVarianceNormalization",
  "RMSNormalization",
  "SimplifiedLayerNormalization",
])

/**
 * Normalisations: single operators, and those taken apart into a mean, a root and a division (layer and root mean
 * square).
 */
export function normalisations(view: GraphView): Normalisation[] {
  return view.nodes.flatMap((node) => {
    const [input] = node.inputs
    if (operators.has(node.operator)) return [{ node, input, output: node.outputs[0], entries: [node] }]
    return takenApart(view, node)
  })
}

/** `(x − mean) / √(mean of squares + ε)`, or `x · 1 / √…`, and the weight and bias after it. */
function takenApart(view: GraphView, node: OnnxNode): Normalisation[] {
  if (node.operator !== "Div" && node.operator !== "Mul") return []
  const spread = node.inputs.findIndex((tensor) => isSpread(view, tensor))
  if (spread < 0 || (node.operator === "Div" && spread === 0)) return []
  const values = node.inputs[1 - spread]
  const centred = view.maker(values)
  const input =
    centred?.operator === "Sub" && view.maker(centred.inputs[1])?.operator === "ReduceMean" ? centred.inputs[0] : values
  const entries = view
    .users(input)
    .filter((user) => user === node || ["Sub", "ReduceMean", "Pow"].includes(user.operator))
  return [{ node, input, output: afterWeightAndBias(view, node.outputs[0]), entries }]
}

const spreadOperators = new Set(["Add", "Cast", "Div", "Pow", "Reciprocal", "Sqrt"])

/** Whether a tensor is a root of a mean, or one divided by it: at most these operators, once each. */
function isSpread(view: GraphView, tensor: string): boolean {
  let hasRoot = false
  let node = view.maker(tensor)
  for (let step = 0; step < spreadOperators.size; step++) {
    if (node === undefined || node.operator === "ReduceMean") break
    hasRoot ||= node.operator === "Sqrt" || node.operator === "Pow"
    const read = node.inputs.filter(view.isData)
    if (!spreadOperators.has(node.operator) || read.length !== 1) return false
    node = view.maker(read[0])
  }
  return hasRoot && node?.operator === "ReduceMean"
}

/** The weight, the bias, and a change of type before or between them. */
const mostAfter = 3

function afterWeightAndBias(view: GraphView, normalised: string): string {
  let tensor = normalised
  for (let step = 0; step < mostAfter; step++) {
    const user = onlyUser(view, tensor)
    const isAffine = user !== undefined && ["Mul", "Add", "Cast"].includes(user.operator)
    if (!isAffine || user.inputs.filter(view.isData).length !== 1) break
    tensor = user.outputs[0]
  }
  return tensor
}
