import { numpy as np } from "@jax-js/jax"
import type { NamedArrays } from "./network.js"

/**
 * Gives every row (along the last axis) the mean 0 and the variance 1, then scales and moves its neurons by `NAME.weight`
 * and `NAME.bias` (Ba, Kiros and Hinton 2016). The variance is the biased one, with `epsilon` added. Consumes all.
 */
export function layerNorm(values: np.Array, parameters: NamedArrays, name: string, epsilon: number): np.Array {
  const mean = np.mean(values.ref, -1, { keepdims: true })
  const centred = values.sub(mean)
  const variance = np.mean(np.square(centred.ref), -1, { keepdims: true })
  return centred
    .mul(np.reciprocal(np.sqrt(variance.add(epsilon))))
    .mul(parameters[`${name}.weight`])
    .add(parameters[`${name}.bias`])
}
