import type { OnnxModel, OnnxNode } from "../graph/onnx-model.js"
import { topologicalOrder } from "../graph/topological-order.js"

/**
 * A model's graph as questions about it are asked: who makes a tensor, who uses it, and does it depend on what is fed?
 */
export interface GraphView {
  model: OnnxModel
  /** Each after those that make what it reads. */
  nodes: OnnxNode[]
  maker(tensor: string): OnnxNode | undefined
  /** The nodes that use a tensor's values, each once; those that only ask for its shape are none of them. */
  users(tensor: string): OnnxNode[]
  /** Whether the tensor's values depend on what is fed, and not on its shape alone. */
  isData(tensor: string): boolean
  isOutput(tensor: string): boolean
}

/** Operators whose output tells of their inputs' shapes alone. */
const shapeOperators = new Set(["Shape", "Size"])

/** Cost: the nodes and their inputs, once. */
export function graphView(model: OnnxModel): GraphView {
  const steps = model.nodes.map((node) => ({ reads: new Set(valuesRead(node)), makes: node.outputs.filter(Boolean) }))
  const order = topologicalOrder(steps)
  const makers = new Map<string, OnnxNode>()
  const users = new Map<string, OnnxNode[]>()
  const data = new Set(model.inputs)
  const outputs = new Set(model.outputs)
  for (const index of order) {
    const node = model.nodes[index]
    const { reads, makes } = steps[index]
    for (const tensor of makes) makers.set(tensor, node)
    if (shapeOperators.has(node.operator)) continue
    for (const tensor of reads) append(users, tensor, node)
    if ([...reads].some((tensor) => data.has(tensor))) for (const tensor of makes) data.add(tensor)
  }
  return {
    model,
    nodes: order.map((index) => model.nodes[index]),
    maker: (tensor) => makers.get(tensor),
    users: (tensor) => users.get(tensor) ?? [],
    isData: (tensor) => data.has(tensor),
    isOutput: (tensor) => outputs.has(tensor),
  }
}

/** Tensors a node reads, those in its branches or its body too. */
export function valuesRead({ inputs, captured = [] }: OnnxNode): string[] {
  return [...inputs.filter((name) => name !== ""), ...captured]
}

function append(users: Map<string, OnnxNode[]>, tensor: string, node: OnnxNode): void {
  const known = users.get(tensor)
  if (known === undefined) users.set(tensor, [node])
  else known.push(node)
}
