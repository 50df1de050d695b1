import type { OnnxNode } from "../../graph/onnx-model.js"
import type { GraphView } from "../graph-view.js"
import { entrywiseFunctions } from "./activation-functions.js"

export interface ResidualSum {
  node: OnnxNode
  output: string
}

/**
 * Sums of two tensors that are fed or made of what is fed, neither of which is a function of the other entry by entry.
 */
export function residualSums(view: GraphView): ResidualSum[] {
  const functions = entrywiseFunctions(view)
  return view.nodes.flatMap((node) => {
    // The runtime's own operator for a sum and its norm: its fourth output is the sum, where anything uses that.
    if (node.operator === "SkipLayerNormalization" || node.operator === "SkipSimplifiedLayerNormalization") {
      return [{ node, output: node.outputs[3] || node.outputs[0] }]
    }
    const isSum = node.operator === "Add" && node.inputs.every(view.isData) && !functions.has(node.outputs[0])
    return isSum ? [{ node, output: node.outputs[0] }] : []
  })
}
