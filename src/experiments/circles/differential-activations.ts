import type { HostArrays } from "../../networks/network.js"
import { plainForward } from "../../networks/plain-forward.js"

/**
 * For each hidden neuron, in the order of the layers, its mean activation (after the rectifier) on the shortcut's inputs less
 * that on the neutral ones: how much of the neuron answers to the shortcut. Bansal et al. 2022.
 * @throws RoteError `bad-option` for parameters that are not those of an `mlp`
 */
export function differentialActivations(
  parameters: HostArrays,
  shortcutInputs: Float32Array,
  neutralInputs: Float32Array,
): Float64Array {
  const neutral = meanActivations(parameters, neutralInputs)
  return meanActivations(parameters, shortcutInputs).map((mean, neuron) => mean - neutral[neuron])
}

function meanActivations(parameters: HostArrays, inputs: Float32Array): Float64Array {
  const { examples, hidden } = plainForward(parameters, inputs)
  return Float64Array.from(
    hidden.flatMap((layer) =>
      Array.from({ length: layer.length / examples }, (_, neuron) => {
        let sum = 0
        for (let i = 0; i < examples; i++) sum += layer[neuron * examples + i]
        return sum / examples
      }),
    ),
  )
}
