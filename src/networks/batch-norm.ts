import { numpy as np } from "@jax-js/jax"
import type { HostArray, HostArrays, NamedArrays } from "./network.js"

/** Share of the batch in the next running mean and variance, and what is added to a variance: PyTorch's. */
const momentum = 0.1
const epsilon = 1e-5

/** The parameters of one batch norm that are moved by `batchNorm` and not by an optimizer. */
export function batchNormStatistics(name: string): string[] {
  return [`${name}.running_mean`, `${name}.running_var`]
}

export function initialBatchNorm(name: string, channels: number): HostArrays {
  const filled = (value: number): HostArray => ({ shape: [channels], data: new Float32Array(channels).fill(value) })
  return {
    [`${name}.weight`]: filled(1),
    [`${name}.bias`]: filled(0),
    [`${name}.running_mean`]: filled(0),
    [`${name}.running_var`]: filled(1),
  }
}

/**
 * Gives every channel of `images` (channels × height × width × examples) the mean `NAME.bias` and the standard deviation
 * `NAME.weight` (Ioffe and Szegedy 2015): by the batch's own mean and variance in training, otherwise by the running ones.
 * In training `statistics` holds the next running values, with the unbiased variance as PyTorch has it. Consumes all.
 */
export function batchNorm(
  images: np.Array,
  parameters: NamedArrays,
  name: string,
  training: boolean,
): { normed: np.Array; statistics: NamedArrays } {
  const [channels] = images.shape
  const count = images.size / channels
  const values = images.reshape([channels, count])
  const perChannel = (part: string) => parameters[`${name}.${part}`].reshape([channels, 1])
  const normed = (centred: np.Array, variance: np.Array) =>
    centred
      .mul(perChannel("weight").div(np.sqrt(variance.add(epsilon))))
      .add(perChannel("bias"))
      .reshape(images.shape)
  const runningMean = perChannel("running_mean")
  const runningVariance = perChannel("running_var")
  if (!training) return { normed: normed(values.sub(runningMean), runningVariance), statistics: {} }
  const mean = np.mean(values.ref, 1, { keepdims: true })
  const centred = values.sub(mean.ref)
  const variance = np.mean(np.square(centred.ref), 1, { keepdims: true })
  const unbiased = variance.ref.mul(count / Math.max(1, count - 1))
  const next = (running: np.Array, batch: np.Array) =>
    running
      .mul(1 - momentum)
      .add(batch.mul(momentum))
      .reshape([channels])
  return {
    normed: normed(centred, variance),
    statistics: {
      [`${name}.running_mean`]: next(runningMean, mean),
      [`${name}.running_var`]: next(runningVariance, unbiased),
    },
  }
}
