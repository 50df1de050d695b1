import type { OnnxNode } from "../../graph/onnx-model.js"
import type { GraphView } from "../graph-view.js"

export interface LinearLayer {
  node: OnnxNode
  /** With the bias, and with examples and tokens on axes of their own again. */
  output: string
}

const operators = new Set(["FusedMatMul", "Gemm", "MatMul", "MatMulNBits"])

/** Products with a stored matrix, each with the addition of its bias. */
export function linearLayers(view: GraphView): LinearLayer[] {
  return view.nodes
    .filter(({ operator, inputs }) => operators.has(operator) && inputs.filter(view.isData).length === 1)
    .map((node) => ({ node, output: unfolded(view, node, withBias(view, node)) }))
}

function withBias(view: GraphView, node: OnnxNode): string {
  const sum = onlyUser(view, node.outputs[0])
  const isBias = sum?.operator === "Add" && sum.inputs.filter(view.isData).length === 1
  return isBias ? sum.outputs[0] : node.outputs[0]
}

/** Where examples and tokens were folded into one axis for the product, the tensor in which they are unfolded. */
function unfolded(view: GraphView, node: OnnxNode, output: string): string {
  const folded = node.inputs.some((tensor) => view.isData(tensor) && view.maker(tensor)?.operator === "Reshape")
  const after = onlyUser(view, output)
  return folded && after?.operator === "Reshape" ? after.outputs[0] : output
}

/** The node that alone uses a tensor, which is no output of the graph. */
export function onlyUser(view: GraphView, tensor: string): OnnxNode | undefined {
  const users = view.users(tensor)
  return users.length === 1 && !view.isOutput(tensor) ? users[0] : undefined
}
