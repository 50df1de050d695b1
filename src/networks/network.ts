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

/** What a network is told in training beside its inputs. */
export interface Training {
  /** Of jax-js's random numbers, another for each step: for dropout. */
  key: np.Array
}

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
   * Consumes its arguments. Works under `jit` and `grad`. `inputs` is examples × features, or examples × tokens for any number
   * of tokens up to `features`. With `training`, batch norm uses the batch's own mean and variance and returns its next
   * statistics, and dropout drops; without, it uses the statistics, and nothing is dropped.
   */
  forward(parameters: NamedArrays, inputs: np.Array, training?: Training): Output
}

export function toDevice(arrays: HostArrays): NamedArrays {
  return mapValues(arrays, ({ shape, data }) => np.array(data, { shape }))
}

/** Copies arrays off the device and leaves them there. */
export async function toHost(arrays: NamedArrays): Promise<HostArrays> {
  const read = Object.entries(arrays).map(async ([name, array]): Promise<[string, HostArray]> => {
    const shape = [...array.shape]
    return [name, { shape, data: new Float32Array((await array.ref.data()) as Float32Array<ArrayBuffer>) }]
  })
  return Object.fromEntries(await Promise.all(read))
}
