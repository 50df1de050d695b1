import { nn } from "@jax-js/jax"
import { glorotLinear, initialLinear, linear } from "./linear.js"
import type { HostArrays, NamedArrays, Network, Output } from "./network.js"

/** How hidden layers begin: as PyTorch's Linear does, or after Glorot and Bengio 2010, larger and without biases. */
export type MlpStart = "pytorch" | "glorot"

/**
 * A multi-layer perceptron with rectified linear hidden layers. `widths` runs from the features over the hidden layers
 * to the classes: [392, 256, 256, 256, 10].
 *
 * The last layer starts as PyTorch's Linear does, and the hidden ones too unless `start` says otherwise. Names and layout are
 * PyTorch's (`hidden1.weight`: outputs × inputs). Points: `hidden1.pre` (before the rectifier), `hidden1.post` (after) …
 */
export function mlp(widths: readonly number[], start: MlpStart = "pytorch"): Network {
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
        const initial = start === "glorot" && name !== "output" ? glorotLinear : initialLinear
        Object.assign(parameters, initial(name, inputs, outputs, random))
      }
      return parameters
    },
    forward(parameters, inputs, training) {
      training?.key.dispose()
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
