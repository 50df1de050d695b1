import type { GraphView } from "../graph-view.js"

const comparisons = new Set(["Greater", "GreaterOrEqual", "Less", "LessOrEqual"])
const betweenMaskAndWeights = new Set(["Add", "Cast", "Div", "Identity", "Max", "Mul", "Reshape", "Where"])

/**
 * Whether no token may see a later one, as in decoders: an attention operator says so, the model takes or gives keys
 * and values of the past, masks a triangle, compares positions with positions, or masks scores by something that does
 * not depend on what is fed.
 */
export function isCausal(view: GraphView): boolean {
  const { inputs, outputs } = view.model
  return (
    [...inputs, ...outputs].some((name) => /^(past|present)(_|\.|$)|past_key_values/.test(name)) ||
    view.nodes.some(
      ({ operator, causal }) => causal === true || operator === "Trilu" || operator === "GroupQueryAttention",
    ) ||
    comparesPositions(view) ||
    masksByConstant(view)
  )
}

function comparesPositions(view: GraphView): boolean {
  const positions = new Set<string>()
  return view.nodes.some(({ operator, inputs, outputs }) => {
    const read = inputs.filter((tensor) => positions.has(tensor))
    const isPosition = operator === "Range" || (read.length > 0 && !outputs.some(view.isData))
    if (isPosition) for (const tensor of outputs) positions.add(tensor)
    return comparisons.has(operator) && read.length === 2
  })
}

/** A mask between the product that gives attention's scores and the softmax of them. */
function masksByConstant(view: GraphView): boolean {
  const scores = new Set<string>()
  return view.nodes.toReversed().some(({ operator, inputs, outputs }) => {
    const isScore = scores.has(outputs[0])
    if (operator === "Softmax" || (isScore && betweenMaskAndWeights.has(operator))) {
      for (const tensor of inputs) scores.add(tensor)
    }
    return isScore && operator === "Where" && !view.isData(inputs[0]) && inputs.some(view.isData)
  })
}
