import { RoteError } from "../errors.js"
import { mapValues } from "./map-values.js"
import type { HostArrays, Network } from "./network.js"
import { toDevice, toHost } from "./network.js"
import { decodeTensors, encodeTensors } from "./safetensors.js"
import type { TrainingState } from "./training.js"

/** A training state in ordinary memory: with it, training goes on as if it had never stopped. */
export interface Checkpoint {
  parameters: HostArrays
  moments: { mean: HostArrays; square: HostArrays }
  steps: number
  /** Parameters set aside on the way, such as the best so far. */
  kept?: HostArrays
  /** Whatever the owner wants to find again. */
  notes: Record<string, string>
}

/** Copies a state off the device and leaves it there. */
export async function checkpointOf(
  { parameters, moments, steps }: TrainingState,
  notes: Record<string, string> = {},
): Promise<Checkpoint> {
  return {
    parameters: await toHost(parameters),
    moments: { mean: await toHost(moments.mean), square: await toHost(moments.square) },
    steps,
    notes,
  }
}

export function stateOf({ parameters, moments, steps }: Checkpoint): TrainingState {
  return {
    parameters: toDevice(parameters),
    moments: { mean: toDevice(moments.mean), square: toDevice(moments.square) },
    steps,
  }
}

const groups = { mean: "adam.mean.", square: "adam.square.", kept: "kept." }

/**
 * A checkpoint as a .safetensors file: the parameters under their own names, so that other tools load them too, the
 * optimizer's moments as `adam.mean.*` and `adam.square.*`, parameters set aside as `kept.*`.
 */
export function encodeCheckpoint({ parameters, moments, steps, kept = {}, notes }: Checkpoint): Uint8Array {
  const arrays = {
    ...parameters,
    ...prefixed(groups.mean, moments.mean),
    ...prefixed(groups.square, moments.square),
    ...prefixed(groups.kept, kept),
  }
  return encodeTensors({ arrays, metadata: { ...notes, steps: String(steps) } })
}

/**
 * Reads a checkpoint of this network.
 * @throws RoteError what `decodeTensors` throws; `shape-mismatch` for one of another network
 */
export function decodeCheckpoint(network: Network, bytes: Uint8Array, input = "checkpoint"): Checkpoint {
  const { arrays, metadata } = decodeTensors(bytes, input)
  const { steps, ...notes } = metadata
  const expected = mapValues(
    network.initialise(() => 0.5),
    ({ shape }) => shape,
  )
  const take = (prefix: string, names: string[]): HostArrays =>
    Object.fromEntries(
      names.map((name) => {
        const found = arrays[prefix + name]
        if (found !== undefined && `${found.shape}` === `${expected[name]}`) return [name, found]
        throw new RoteError("shape-mismatch", {
          input: `${input}::${prefix + name}`,
          expected: `a checkpoint of this network, ${expected[name].join(" × ")}`,
          found: found === undefined ? "none" : found.shape.join(" × "),
        })
      }),
    )
  const names = Object.keys(expected)
  const trained = names.filter((name) => !network.statistics.includes(name))
  const keptThere = names.some((name) => groups.kept + name in arrays)
  return {
    parameters: take("", names),
    moments: { mean: take(groups.mean, trained), square: take(groups.square, trained) },
    steps: Number(steps),
    ...(keptThere ? { kept: take(groups.kept, names) } : {}),
    notes,
  }
}

function prefixed(prefix: string, arrays: HostArrays): HostArrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [prefix + name, array]))
}
