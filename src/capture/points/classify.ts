import type { OnnxNode } from "../graph/onnx-model.js"
import type { GraphView } from "./graph-view.js"
import { activationFunctions, entrywiseFunctions } from "./patterns/activation-functions.js"
import { attentionResults } from "./patterns/attentions.js"
import { linearLayers } from "./patterns/linear-layers.js"
import { normalisations } from "./patterns/normalisations.js"
import { residualSums } from "./patterns/residual-sums.js"
import type { PointKind } from "./points.js"

/** A tensor that is something to a person, by the graph alone: its shape is not looked at. */
export interface Candidate {
  tensor: string
  kind: PointKind
  /** The node that does what the kind says, or makes the tensor. */
  node: OnnxNode
  /** Path of the module that the tensor is the output of, where that is not the node's. */
  module?: string
}

const convolutions = new Set(["Conv", "ConvTranspose", "FusedConv"])
const poolings = new Set(["AveragePool", "GlobalAveragePool", "GlobalLpPool", "GlobalMaxPool", "LpPool", "MaxPool"])

/**
 * The tensors of a graph that are something to a person, in the graph's order. A tensor that is several things is the
 * last of them in this order: pooling, convolution, linear layer, attention, normalisation, activation function, block,
 * output.
 */
export function classify(view: GraphView): Candidate[] {
  const found = new Map<string, Candidate>()
  const ofOperators = [...pooled(view), ...convolved(view), ...linear(view), ...normalised(view), ...activated(view)]
  for (const candidate of [...ofOperators, ...blocks(view), ...outputs(view)]) found.set(candidate.tensor, candidate)
  const places = new Map(view.nodes.flatMap(({ outputs }, place) => outputs.map((tensor) => [tensor, place])))
  const place = ({ tensor }: Candidate) => places.get(tensor) ?? 0
  return [...found.values()].filter(({ tensor }) => view.isData(tensor)).sort((a, b) => place(a) - place(b))
}

/**
 * Poolings, and in a network with convolutions means that belong to no norm: the newer of PyTorch's exporters pools so.
 */
function pooled(view: GraphView): Candidate[] {
  const hasMaps = view.nodes.some(({ operator }) => convolutions.has(operator))
  return view.nodes.flatMap((node) => {
    const { operator, inputs, outputs } = node
    const isNorms =
      view.users(outputs[0]).some((user) => user.operator === "Sub") || view.maker(inputs[0])?.operator === "Pow"
    const isPooling = poolings.has(operator) || (hasMaps && operator === "ReduceMean" && !isNorms)
    return isPooling ? [{ tensor: outputs[0], kind: "pooling", node }] : []
  })
}

function convolved(view: GraphView): Candidate[] {
  return view.nodes.flatMap((node) =>
    convolutions.has(node.operator) ? [{ tensor: node.outputs[0], kind: "convolution", node }] : [],
  )
}

function linear(view: GraphView): Candidate[] {
  const gathered = attentionResults(view)
  return linearLayers(view).map(({ node, output }) => {
    const isAfterAttention = node.inputs.some((tensor) => gathered.has(tensor))
    return { tensor: output, kind: isAfterAttention ? "attention" : "linear layer", node }
  })
}

function normalised(view: GraphView): Candidate[] {
  return normalisations(view).map(({ node, output }) => ({ tensor: output, kind: "normalisation", node }))
}

function activated(view: GraphView): Candidate[] {
  return [...activationFunctions(view).keys()].flatMap((tensor) => {
    const node = view.maker(tensor)
    return node === undefined ? [] : [{ tensor, kind: "activation function", node }]
  })
}

/** Residual sums, and where nothing but an activation function uses the sum what that makes of it. */
function blocks(view: GraphView): Candidate[] {
  const functions = entrywiseFunctions(view)
  const activations = new Map([...activationFunctions(view)].map(([tensor, of]) => [of, tensor]))
  return residualSums(view).map(({ node, output }) => {
    const isBent = view.users(output).every(({ outputs }) => functions.get(outputs[0])?.of === output)
    const tensor = (isBent && activations.get(output)) || output
    return { tensor, kind: "block", node: view.maker(tensor) ?? node, ...(node.module && { module: node.module }) }
  })
}

function outputs(view: GraphView): Candidate[] {
  return view.model.outputs.flatMap((tensor) => {
    const node = view.maker(tensor)
    return node === undefined ? [] : [{ tensor, kind: "output", node }]
  })
}
