import { numpy as np, tree } from "@jax-js/jax"
import { mapValues } from "./map-values.js"
import type { NamedArrays } from "./network.js"

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

/** What changes from step to step: scalars that are handed to a compiled step, so that one serves every step. */
export interface StepFactors<Scalar> {
  /** Undoes the start at zero of the mean gradient, and of its mean square. */
  mean: Scalar
  square: Scalar
  /** Share of the learning rate that the schedule leaves. */
  rate: Scalar
}

/** The factors of step t, counted from 1. */
export function stepFactors(
  step: number,
  rate: number,
  { decay: [b1, b2] = [0.9, 0.999] }: AdamOptions,
): StepFactors<number> {
  return { mean: 1 / (1 - b1 ** step), square: 1 / (1 - b2 ** step), rate }
}

/**
 * One step of Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019). Consumes its arguments;
 * works under `jit`. `factors` are the numbers of `stepFactors` as scalars.
 */
export function adamUpdate(
  parameters: NamedArrays,
  moments: Moments,
  gradients: NamedArrays,
  factors: StepFactors<np.Array>,
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
      .mul(factors.mean.ref)
      .div(np.sqrt(square[name].ref.mul(factors.square.ref)).add(epsilon))
    const rate = factors.rate.ref.mul(learningRate)
    const kept = weightDecay === 0 ? parameters[name] : parameters[name].mul(np.array(1).sub(rate.ref.mul(weightDecay)))
    updated[name] = kept.sub(step.mul(rate))
  }
  tree.dispose({ ...factors })
  return { parameters: updated, moments: { mean, square } }
}
