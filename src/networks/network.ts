import { numpy as np } from "@jax-js/jax"
import type { Random } from "../random.js"
import { mapValues } from "./map-values.js"

/** Arrays on the device by name. jax-js counts references: whoever is handed one owns it, and `.ref` makes another. */
export type NamedArrays = { [name: string]: np.Array }

/** An array in ordinary memory, in C order. */
export interface HostArray {
  shape: number[]
  data: Float32Array<ArrayBuffer>
}

/** Arrays in ordinary memory by name: what a checkpoint holds, and what passes between threads. */
export type HostArrays = Record<string, HostArray>

export interface Output {
  /** examples × classes, before the softmax */
  logits: np.Array
  /** One array per name in `Network.points`, examples × neurons. */
  activations: NamedArrays
  /** In training one array per name in `Network.statistics`, its next value; otherwise none. */
  statistics: NamedArrays
}

/** A network: how its parameters begin, and the one function that gives its answer and its activations. */
export interface Network {
  features: number
  classes: number
  /** Names of the activations `forward` returns, from input to output, with the neurons each has. */
  points: { name: string; neurons: number }[]
  /** Those of the parameters that `forward` moves on by itself in training (running means of batch norm); an optimizer leaves them alone. */
  statistics: readonly string[]
  initialise(random: Random): HostArrays
  /**
   * Consumes both arguments. Works under `jit` and `grad`. `inputs` is examples × features. With `training`, batch norm uses
   * the batch's own mean and variance and returns its next statistics; without, it uses the statistics.
   */
  forward(parameters: NamedArrays, inputs: np.Array, training?: boolean): Output
}

export function toDevice(arrays: HostArrays): NamedArrays {
  return mapValues(arrays, ({ shape, data }) => np.array(data, { shape }))
}

/** Copies arrays off the device and leaves them there. */
export function toHost(arrays: NamedArrays): HostArrays {
  return mapValues(arrays, (array) => ({
    shape: [...array.shape],
    data: new Float32Array(array.ref.dataSync() as Float32Array<ArrayBuffer>),
  }))
}
