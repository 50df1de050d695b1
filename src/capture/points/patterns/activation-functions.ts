import type { GraphView } from "../graph-view.js"

/** Operators that bend: what is left of a decomposed activation function has at least one of them. */
const curved = new Set([
  ...["BiasGelu", "Celu", "Clip", "Elu", "Erf", "FastGelu", "Gelu", "HardSigmoid", "HardSwish", "LeakyRelu", "Mish"],
  ...["PRelu", "QuickGelu", "Relu", "Selu", "Sigmoid", "Softplus", "Softsign", "Swish", "Tanh", "ThresholdedRelu"],
])

/** Operators that work entry by entry as well, and lead from a function's input to its output. */
const straight = new Set(["Add", "Cast", "Div", "Dropout", "Identity", "Mul", "Neg", "Pow", "Sub"])

/** What a tensor is a function of, entry by entry, and whether that function bends. */
interface EntrywiseFunction {
  of: string
  isCurved: boolean
}

/**
 * The tensors that activation functions make, with the tensor each is a function of: the last of every chain of
 * entrywise operators on one tensor that has a curved one in it, so that GELU, SiLU and the like count once, however
 * the exporter took them apart.
 */
export function activationFunctions(view: GraphView): Map<string, string> {
  const functions = entrywiseFunctions(view)
  const activations = new Map<string, string>()
  for (const [tensor, { of, isCurved }] of functions) {
    const goesOn = view.users(tensor).some(({ outputs }) => functions.get(outputs[0])?.of !== of)
    if (isCurved && (goesOn || view.isOutput(tensor))) activations.set(tensor, of)
  }
  return activations
}

/** By tensor; those that are no such function of one tensor alone are not in it. */
export function entrywiseFunctions(view: GraphView): Map<string, EntrywiseFunction> {
  const functions = new Map<string, EntrywiseFunction>()
  for (const { operator, inputs, outputs } of view.nodes) {
    if (!curved.has(operator) && !straight.has(operator)) continue
    const read = inputs.filter(view.isData)
    const roots = new Set(read.map((tensor) => functions.get(tensor)?.of ?? tensor))
    if (roots.size !== 1) continue
    const [of] = roots
    const isCurved = curved.has(operator) || read.some((tensor) => functions.get(tensor)?.isCurved)
    functions.set(outputs[0], { of, isCurved })
  }
  return functions
}
