import type { GraphView } from "./graph-view.js"
import { activationFunctions, entrywiseFunctions } from "./patterns/activation-functions.js"
import type { Family, Point, PointKind } from "./points.js"

/**
 * The tensors measured when no one chooses: of transformers the hidden state after each layer; of convolutional
 * networks the output of each residual block, or without such blocks the activations before each pooling; of multilayer
 * perceptrons what goes into each activation function, which is what the paper measures: the linear layer, or the norm
 * after it; of others the activation functions. Where there is none of these, the next best that there is.
 */
export function chosenTensors(view: GraphView, family: Family, points: readonly Point[]): Set<string> {
  const ofKind = (...kinds: PointKind[]) =>
    points.filter(({ kind }) => kinds.includes(kind)).map(({ tensor }) => tensor)
  const preferred: Record<Family, () => string[]> = {
    "transformer encoder": () => ofKind("hidden state"),
    "transformer decoder": () => ofKind("hidden state"),
    convolutional: () => firstOf(ofKind("block"), stageEnds(view, points)),
    "multilayer perceptron": () => beforeActivations(view, ofKind("linear layer", "normalisation")),
    other: () => [],
  }
  return new Set(
    firstOf(
      preferred[family](),
      ofKind("activation function"),
      ofKind("linear layer", "convolution", "normalisation", "block"),
      ofKind("output"),
    ),
  )
}

function firstOf(...choices: string[][]): string[] {
  return choices.find((tensors) => tensors.length > 0) ?? []
}

/**
 * What each pooling is made of, where that is an activation function, else the pooling itself; then the last map of
 * all.
 */
function stageEnds(view: GraphView, points: readonly Point[]): string[] {
  const maps = points.filter(({ shape, kind }) => shape.length > 2 && kind === "activation function")
  const isMap = new Set(maps.map(({ tensor }) => tensor))
  const poolings = points.filter(({ kind }) => kind === "pooling")
  if (poolings.length === 0) return maps.map(({ tensor }) => tensor)
  const ends = poolings.map(({ tensor }) => view.maker(tensor)?.inputs.find((input) => isMap.has(input)) ?? tensor)
  return [...new Set([...ends, ...maps.slice(-1).map(({ tensor }) => tensor)])]
}

/**
 * Those of the tensors that an activation function is made of which the graph goes on from: one at its very end belongs
 * to the output.
 */
function beforeActivations(view: GraphView, tensors: readonly string[]): string[] {
  const hidden = [...activationFunctions(view)].filter(([tensor]) => view.users(tensor).length > 0)
  const bent = new Set(hidden.map(([, of]) => of))
  const functions = entrywiseFunctions(view)
  return tensors.filter((tensor) => bent.has(functions.get(tensor)?.of ?? tensor))
}
