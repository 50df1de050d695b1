import { nn } from "@jax-js/jax"
import { initialLinear, linear } from "./linear.js"
import type { HostArrays, NamedArrays, Network, Output } from "./network.js"

/**
 * A multi-layer perceptron with rectified linear hidden layers. `widths` runs from the features over the hidden layers
 * to the classes: [392, 256, 256, 256, 10].
 *
 * Weights and biases start as PyTorch's Linear does, and have its names and layout (`hidden1.weight`: outputs × inputs). Points: `hidden1.pre` (before the rectifier), `hidden1.post` (after) …
 */
export function mlp(widths: readonly number[]): Network {
  const layers = widths.slice(1).map((outputs, layer) => ({
    name: layer + 2 === widths.length ? "output" : `hidden${layer + 1}`,
    inputs: widths[layer],
    outputs,
  }))
  const hidden = layers.slice(0, -1)
  return {
    features: widths[0],
    classes: widths[widths.length - 1],
    points: hidden.flatMap(({ name, outputs }) => [
      { name: `${name}.pre`, neurons: outputs },
      { name: `${name}.post`, neurons: outputs },
    ]),
    statistics: [],
    initialise(random) {
      const parameters: HostArrays = {}
      for (const { name, inputs, outputs } of layers) {
        Object.assign(parameters, initialLinear(name, inputs, outputs, random))
      }
      return parameters
    },
    forward(parameters, inputs) {
      const activations: NamedArrays = {}
      let values = inputs
      for (const { name } of hidden) {
        const before = linear(values, parameters, name)
        const after = nn.relu(before.ref)
        activations[`${name}.pre`] = before
        activations[`${name}.post`] = after.ref
        values = after
      }
      return { logits: linear(values, parameters, "output"), activations, statistics: {} } satisfies Output
    },
  }
}
