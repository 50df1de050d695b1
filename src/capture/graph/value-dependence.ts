import type { OnnxModel, OnnxNode } from "./onnx-model.js"
import { topologicalOrder } from "./topological-order.js"

/** Operators that run others as often as values say, or choose by values which ones run. */
const steered = new Set([
  "Loop",
  "Scan",
  "If",
  "SequenceMap",
  "BeamSearch",
  "GreedySearch",
  "Sampling",
  "WhisperBeamSearch",
])

/** Operators whose output is as large as the values of these inputs say, of which it may be more than it is fed. */
const sized: Record<string, readonly number[]> = {
  AffineGrid: [1],
  BlackmanWindow: [0],
  CenterCropPad: [1],
  Col2Im: [1, 2],
  ConstantOfShape: [0],
  DFT: [1],
  Expand: [1],
  HammingWindow: [0],
  HannWindow: [0],
  MaxUnpool: [2],
  MelWeightMatrix: [0, 1],
  OneHot: [1],
  Pad: [1],
  Range: [0, 1, 2],
  Resize: [1, 2, 3],
  STFT: [1, 3],
  Tile: [1, 2],
  Upsample: [1],
}

/** What these make says of a tensor its shape alone. */
const shapeOnly = new Set(["Shape", "Size"])

/** Domains whose operators are known above. */
const knownDomains = new Set(["", "ai.onnx.ml", "com.microsoft"])

/**
 * Whether the time or the memory that a model takes may follow from the values it is fed, and not from their shapes
 * alone: then no trial with some examples says what others will take. Functions of the model's own count as such. Cost:
 * the names in the graph.
 */
export function costFollowsValues({ nodes, inputs }: OnnxModel): boolean {
  const fed = new Set(inputs)
  const order = topologicalOrder(nodes.map(({ inputs: reads, outputs: makes }) => ({ reads, makes })))
  return order.some((index) => {
    const node = nodes[index]
    const follows = node.inputs.map((tensor) => fed.has(tensor))
    if (follows.includes(true) && !shapeOnly.has(node.operator)) for (const tensor of node.outputs) fed.add(tensor)
    return isSteered(node) || (sizedBy(node.operator) ?? []).some((input) => follows[input])
  })
}

function isSteered({ operator, domain }: OnnxNode): boolean {
  return steered.has(operator) || !knownDomains.has(domain)
}

function sizedBy(operator: string): readonly number[] | undefined {
  return Object.hasOwn(sized, operator) ? sized[operator] : undefined
}
