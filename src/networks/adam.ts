import { numpy as np, tree } from "@jax-js/jax"
import { mapValues, type NamedArrays } from "./network.js"

/** Settings of AdamW; the defaults in brackets are PyTorch's. */
export interface AdamOptions {
  learningRate: number
  /** Decay of the mean gradient (0.9) and of its mean square (0.999). */
  decay?: [number, number]
  /** (1e-8) */
  epsilon?: number
  /** Decoupled weight decay (0): plain Adam. */
  weightDecay?: number
}

export type Moments = { mean: NamedArrays; square: NamedArrays }

export function zeroMoments(parameters: NamedArrays): Moments {
  const zeros = () => mapValues(parameters, (p) => np.zeros(p.shape, { dtype: p.dtype }))
  return { mean: zeros(), square: zeros() }
}

/** The two factors of step t (from 1) that undo the moments' start at zero: numbers, so that a compiled step serves every t. */
export function biasCorrections(step: number, { decay: [b1, b2] = [0.9, 0.999] }: AdamOptions): [number, number] {
  return [1 / (1 - b1 ** step), 1 / (1 - b2 ** step)]
}

/**
 * One step of Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019). Consumes its arguments;
 * works under `jit`. `corrections` are the numbers of `biasCorrections` as scalars.
 */
export function adamUpdate(
  parameters: NamedArrays,
  moments: Moments,
  gradients: NamedArrays,
  corrections: [np.Array, np.Array],
  { learningRate, decay: [b1, b2] = [0.9, 0.999], epsilon = 1e-8, weightDecay = 0 }: AdamOptions,
): { parameters: NamedArrays; moments: Moments } {
  const updated: NamedArrays = {}
  const mean: NamedArrays = {}
  const square: NamedArrays = {}
  for (const name of Object.keys(parameters)) {
    const gradient = gradients[name]
    mean[name] = moments.mean[name].mul(b1).add(gradient.ref.mul(1 - b1))
    square[name] = moments.square[name].mul(b2).add(np.square(gradient).mul(1 - b2))
    const step = mean[name].ref
      .mul(corrections[0].ref)
      .div(np.sqrt(square[name].ref.mul(corrections[1].ref)).add(epsilon))
    const kept = weightDecay === 0 ? parameters[name] : parameters[name].mul(1 - learningRate * weightDecay)
    updated[name] = kept.sub(step.mul(learningRate))
  }
  tree.dispose(corrections)
  return { parameters: updated, moments: { mean, square } }
}
