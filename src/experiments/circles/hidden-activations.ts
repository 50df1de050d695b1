import { type ActivationMatrix, activationMatrix } from "../../activations.js"
import type { HostArrays } from "../../networks/network.js"
import { plainForward } from "../../networks/plain-forward.js"

/** The activations of every hidden neuron after its rectifier, a layer "hidden1", "hidden2" … each. */
export function hiddenActivations(parameters: HostArrays, inputs: Float32Array): ActivationMatrix {
  const { examples, hidden } = plainForward(parameters, inputs)
  const data = new Float32Array(hidden.reduce((sum, { length }) => sum + length, 0))
  let neurons = 0
  const layers = hidden.map((values, l) => {
    data.set(values, neurons * examples)
    const start = neurons
    neurons += values.length / examples
    return { name: `hidden${l + 1}`, start, end: neurons }
  })
  return activationMatrix(data, examples, neurons, layers)
}
