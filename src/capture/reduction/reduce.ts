import { RoteError } from "../../errors.js"
import type { Family } from "../points/points.js"

/** How a tensor of more than two axes becomes examples × neurons. */
export const reductions = ["cls", "last", "mean", "tokens", "flatten"] as const
export type Reduction = (typeof reductions)[number]

/** A tensor of the model, and the layer it becomes. */
export interface LayerTensor {
  layer: string
  tensor: string
}

/** How one tensor becomes neurons. */
export interface ReductionPlan extends LayerTensor {
  rule: Reduction | "none"
  /**
   * Axes of a batch: examples × neurons; examples × `middle` tokens × neurons; examples × neurons × `middle` places.
   */
  kind: "matrix" | "tokens" | "map"
  neurons: number
  middle: number
}

/**
 * What becomes of a tensor, by the shape that it has for so many examples. Two axes are examples × neurons. Three are
 * examples × tokens × width: of a transformer's encoder the first token is taken ([CLS]), of a decoder the last, of
 * others the mean, unless a rule is asked for; in a convolutional network they are examples × channels × places. Four
 * and more are channels and places, and the mean over the places is taken. `flatten` makes a neuron of every value.
 * @throws RoteError `shape-mismatch` for a tensor whose first axis is not of examples, `no-neurons`, `needs-reduce` for
 * a rule that a tensor of these axes cannot follow
 */
export function planReduction(
  { layer, tensor }: LayerTensor,
  shape: readonly number[],
  examples: number,
  family: Family,
  asked: Reduction | undefined,
): ReductionPlan {
  if (shape.length === 0 || shape[0] !== examples) throw notExamplesFirst(layer, shape, examples)
  const size = shape.slice(1).reduce((product, length) => product * length, 1)
  if (size === 0) throw noNeurons(layer, shape)
  const matrix = { layer, tensor, kind: "matrix", neurons: size, middle: 1 } as const
  if (shape.length > 2 && asked === "flatten") return { ...matrix, rule: asked }
  if (shape.length > 3 || (shape.length === 3 && family === "convolutional")) {
    if (asked !== undefined && asked !== "mean") throw noTokens(layer, shape, asked)
    return { ...matrix, kind: "map", rule: "mean", neurons: shape[1], middle: size / shape[1] }
  }
  if (shape.length === 3) {
    return { ...matrix, kind: "tokens", rule: asked ?? usualRule(family), neurons: shape[2], middle: shape[1] }
  }
  return { ...matrix, rule: "none" }
}

function usualRule(family: Family): Reduction {
  if (family === "transformer encoder") return "cls"
  return family === "transformer decoder" ? "last" : "mean"
}

function notExamplesFirst(layer: string, shape: readonly number[], examples: number): RoteError {
  return new RoteError("shape-mismatch", {
    input: layer,
    expected: `a tensor whose first axis is of examples, ${examples} of which were fed`,
    found: `shape (${shape.join(", ")})`,
    hint: "choose other layers (--nodes): --list shows them",
  })
}

function noNeurons(layer: string, shape: readonly number[]): RoteError {
  const found = `shape (${shape.join(", ")})`
  return new RoteError("no-neurons", { input: layer, expected: "at least one neuron", found })
}

function noTokens(layer: string, shape: readonly number[], rule: Reduction): RoteError {
  return new RoteError("needs-reduce", {
    input: layer,
    expected: "mean or flatten for a tensor of channels and places",
    found: `${rule} for shape (${shape.join(", ")})`,
    hint: "leave out --reduce, or choose other layers (--nodes)",
  })
}
