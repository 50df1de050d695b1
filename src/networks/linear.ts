import { numpy as np } from "@jax-js/jax"
import type { Random } from "../random.js"
import type { HostArray, HostArrays, NamedArrays } from "./network.js"

/** inputs (examples × inputs) · weightᵀ + bias, with the parameters `NAME.weight` (outputs × inputs) and `NAME.bias`. Consumes all. */
export function linear(inputs: np.Array, parameters: NamedArrays, name: string): np.Array {
  return np.matmul(inputs, np.transpose(parameters[`${name}.weight`])).add(parameters[`${name}.bias`])
}

/** As PyTorch's Linear begins: weights and bias uniform in ±1/√inputs (He et al. 2015 with a = √5). */
export function initialLinear(name: string, inputs: number, outputs: number, random: Random): HostArrays {
  const bound = 1 / Math.sqrt(inputs)
  return {
    [`${name}.weight`]: uniform([outputs, inputs], bound, random),
    [`${name}.bias`]: uniform([outputs], bound, random),
  }
}

/** Weights uniform in ±√(6 / (inputs + outputs)), no bias (Glorot and Bengio 2010). */
export function glorotLinear(name: string, inputs: number, outputs: number, random: Random): HostArrays {
  const bound = Math.sqrt(6 / (inputs + outputs))
  return {
    [`${name}.weight`]: uniform([outputs, inputs], bound, random),
    [`${name}.bias`]: { shape: [outputs], data: new Float32Array(outputs) },
  }
}

function uniform(shape: number[], bound: number, random: Random): HostArray {
  const size = shape.reduce((product, length) => product * length)
  return { shape, data: Float32Array.from({ length: size }, () => (2 * random() - 1) * bound) }
}
