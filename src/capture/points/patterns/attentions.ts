import type { OnnxNode } from "../../graph/onnx-model.js"
import type { GraphView } from "../graph-view.js"

/** Operators that are attention as a whole. */
const operators = new Set(["Attention", "GroupQueryAttention", "MultiHeadAttention", "PackedAttention", "QAttention"])

/** What may lie between attention's weights and their product with the values. */
const betweenWeightsAndValues = new Set(["Cast", "Dropout", "Identity", "Reshape", "Where"])

/** What may lie between attention's result and the linear layer after it. */
const betweenHeadsAndLayer = new Set(["Cast", "Identity", "Reshape", "Squeeze", "Transpose", "Unsqueeze"])

/**
 * The nodes whose first output is what attention has gathered: whole operators, or products of a softmax with values.
 */
export function attentions(view: GraphView): OnnxNode[] {
  const softmaxes = view.nodes.filter(({ operator }) => operator === "Softmax")
  const weights = carried(view, softmaxes, betweenWeightsAndValues)
  return view.nodes.filter((node) => {
    if (operators.has(node.operator)) return true
    const isProduct = node.operator === "MatMul" || node.operator === "Einsum"
    return isProduct && node.inputs.some((tensor) => weights.has(tensor)) && node.inputs.every(view.isData)
  })
}

/** Tensors with what attention has gathered, its heads joined or not yet. */
export function attentionResults(view: GraphView): Set<string> {
  return carried(view, attentions(view), betweenHeadsAndLayer)
}

/** The first outputs of these nodes, and what others make of them by such operators alone. */
function carried(view: GraphView, from: readonly OnnxNode[], through: ReadonlySet<string>): Set<string> {
  const tensors = new Set(from.map(({ outputs }) => outputs[0]))
  for (const { operator, inputs, outputs } of view.nodes) {
    if (through.has(operator) && inputs.some((tensor) => tensors.has(tensor))) tensors.add(outputs[0])
  }
  return tensors
}
