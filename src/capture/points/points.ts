import type { OnnxModel } from "../graph/onnx-model.js"
import type { TensorInfo } from "../runtime/session.js"
import { chosenTensors } from "./choose-points.js"
import { type Candidate, classify } from "./classify.js"
import { familyOf } from "./family.js"
import { graphView } from "./graph-view.js"
import { channelsLast } from "./patterns/channels-last.js"
import { hiddenStates } from "./patterns/hidden-states.js"

/** What a tensor of the graph is to a person who chooses what to measure. */
export type PointKind =
  | "activation function"
  | "linear layer"
  | "convolution"
  | "normalisation"
  | "block"
  | "hidden state"
  | "attention"
  | "pooling"
  | "output"

/** A tensor of the graph worth measuring. */
export interface Point {
  tensor: string
  kind: PointKind
  operator: string
  /** Name of the node that makes it. */
  node: string
  /** Path of the module it came from, where the exporter left one. */
  module?: string
  /** What a layer measured here is called: the module's path where that is unique, else the tensor's name. */
  layer: string
  /** Free lengths by name, such as `batch`. */
  shape: (number | string)[]
  /** Whether it is measured when no one chooses. */
  chosen: boolean
}

export type Family = "multilayer perceptron" | "convolutional" | "transformer encoder" | "transformer decoder" | "other"

/**
 * Tensors to ask the runtime about: those that are something to a person by the graph alone, each once, in the graph's
 * order. Their types and shapes then tell which are worth measuring.
 */
export function candidateTensors(model: OnnxModel): string[] {
  return classify(graphView(model)).map(({ tensor }) => tensor)
}

/**
 * The tensors of a model worth measuring, in the graph's order, those chosen by default marked: floating-point tensors
 * of examples × at least two neurons, also with tokens between them or with channels and a map after them. `infos` is
 * what the runtime says of `candidateTensors`; a tensor without is left out. Cost: some passes over the graph.
 */
export function measurementPoints(model: OnnxModel, infos: readonly TensorInfo[]): Point[] {
  const view = graphView(model)
  const shapes = activationShapes(model, infos)
  const isSequence = (tensor: string) => shapes.get(tensor)?.length === 3
  const states = new Map(hiddenStates(view, isSequence).map((state) => [state.tensor, state]))
  const isNoMap = channelsLast(view)
  const hasScores = states.size > 0
  const points = classify(view).flatMap((candidate) => {
    const shape = shapes.get(candidate.tensor)
    const isMap = candidate.kind === "convolution" || candidate.kind === "pooling"
    if (shape === undefined) return []
    if (shape.length > 3 && (isNoMap.has(candidate.tensor) || (hasScores && !isMap))) return []
    const state = states.get(candidate.tensor)
    return [pointOf(state === undefined ? candidate : { ...candidate, ...state, kind: "hidden state" as const }, shape)]
  })
  const chosen = chosenTensors(view, familyOf(model, points), points)
  return withLayerNames(points.map((point) => ({ ...point, chosen: chosen.has(point.tensor) })))
}

function pointOf({ tensor, kind, node, module = node.module }: Candidate, shape: (number | string)[]): Point {
  const { operator, name } = node
  return { tensor, kind, operator, node: name, ...(module && { module }), layer: tensor, shape, chosen: false }
}

/**
 * By tensor, those that are activations of examples: the first axis is that of the inputs, or unknown, which PyTorch
 * calls `…_dim_0`.
 */
function activationShapes({ inputShapes }: OnnxModel, infos: readonly TensorInfo[]): Map<string, (number | string)[]> {
  const batches = new Set(inputShapes.map(([batch = ""]) => batch))
  const isUnknown = (length: number | string) => typeof length === "string" && /^$|_dim_0$/.test(length)
  const isBatch = (length: number | string) => batches.has(length) || batches.has("") || isUnknown(length)
  const isActivation = ({ type, shape }: TensorInfo) => {
    const neurons = shape.length > 3 ? shape[1] : shape[shape.length - 1]
    return (
      /^b?float(16|32|64)$/.test(type) &&
      shape.length > 1 &&
      isBatch(shape[0]) &&
      (typeof neurons === "string" || neurons > 1)
    )
  }
  return new Map(infos.filter(isActivation).map(({ name, shape }) => [name, shape]))
}

/**
 * Each layer by its module, chosen ones before others; where two would have the same name, the others by their tensors.
 */
function withLayerNames(points: readonly Point[]): Point[] {
  const taken = new Set(points.map(({ tensor }) => tensor))
  const layers = new Map<string, string>()
  for (const isChosen of [true, false]) {
    const some = points.filter(({ chosen }) => chosen === isChosen)
    const times = new Map<string | undefined, number>()
    for (const { module } of some) times.set(module, (times.get(module) ?? 0) + 1)
    for (const { tensor, module } of some) {
      if (module !== undefined && times.get(module) === 1 && !taken.has(module)) layers.set(tensor, module)
    }
    for (const name of layers.values()) taken.add(name)
  }
  return points.map((point) => ({ ...point, layer: layers.get(point.tensor) ?? point.tensor }))
}
