import type { OnnxModel } from "../graph/onnx-model.js"
import { graphView } from "./graph-view.js"
import { isCausal } from "./patterns/causality.js"
import type { Family, Point } from "./points.js"

/** Operators of networks that go step by step. */
const recurrent = new Set(["GRU", "LSTM", "Loop", "RNN", "Scan"])

/**
 * The kind of network, by what is worth measuring in it: hidden states make a transformer, a decoder where no token may
 * see a later one; convolutions a convolutional network; linear layers a multilayer perceptron, unless it is recurrent.
 */
export function familyOf(model: OnnxModel, points: readonly Point[]): Family {
  const kinds = new Set(points.map(({ kind }) => kind))
  if (kinds.has("hidden state")) return isCausal(graphView(model)) ? "transformer decoder" : "transformer encoder"
  if (model.nodes.some(({ operator }) => recurrent.has(operator))) return "other"
  if (kinds.has("convolution")) return "convolutional"
  return kinds.has("linear layer") ? "multilayer perceptron" : "other"
}
