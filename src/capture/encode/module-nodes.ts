import type { GraphNode } from "./onnx.js"

/** Adds a node as a module's operation, and gives the name of the tensor it makes. */
export type AddModule = (
  module: string,
  operator: string,
  inputs: readonly string[],
  attributes?: GraphNode["attributes"],
) => string

/**
 * Nodes named as PyTorch's exporter names those of modules: `layer1.0.conv1` makes `/layer1/layer1.0/conv1/Conv_output_0`.
 * `outputs` maps such tensors to the names they are to have instead.
 */
export function moduleNodes(outputs: Record<string, string>): { nodes: GraphNode[]; add: AddModule } {
  const nodes: GraphNode[] = []
  return {
    nodes,
    add(module, operator, inputs, attributes) {
      const name = `${scope(module)}/${operator}`
      const output = outputs[module] ?? `${name}_output_0`
      nodes.push({ name, operator, inputs, outputs: [output], ...(attributes && { attributes }) })
      return output
    },
  }
}

/** `layer1.0.conv1` as `/layer1/layer1.0/conv1`: a number has its parent's name before it. */
function scope(module: string): string {
  const parts = module.split(".")
  return parts.map((part, i) => `/${/^\d+$/.test(part) && i > 0 ? `${parts[i - 1]}.${part}` : part}`).join("")
}
