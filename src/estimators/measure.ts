import type { ActivationMatrix } from "../activations.js"
import { RoteError } from "../errors.js"
import { entropy } from "./entropy.js"
import type { Measurement, MeasureSettings, MutualInformationMatrix, NeuronTable, Unit } from "./measurement.js"
import { neuronStatistics } from "./neuron-statistics.js"
import {
  type EntropyOptions,
  type MutualInformationOptions,
  resolveEntropyOptions,
  resolveMutualInformationOptions,
  usesNeighbours,
} from "./options.js"
import { type PairwiseOptions, pairwiseMutualInformation } from "./pairwise.js"
import { sampleExamples, sampleNeurons } from "./sampling.js"
import { meanMutualInformation, summarise } from "./summary.js"
import { requireExamples, requireFiniteMatrix, requireInteger, requireMatrix } from "./validate.js"
import { warningsAbout } from "./warnings.js"

/** `threads`, `signal`, `onProgress` and `tiles` are about the mutual information and change no number. */
export interface MeasureOptions extends Pick<PairwiseOptions, "threads" | "signal" | "onProgress" | "tiles"> {
  /** The entropy that `neuronTable.entropy` holds; global, local and kNN entropy are always measured beside it. */
  entropy?: Omit<EntropyOptions, "reference" | "unit">
  /** The estimator of mutual information, or "none" to leave it out. */
  mutualInformation?: Omit<MutualInformationOptions, "reference" | "unit"> | "none"
  /** Neurons of each layer in the mutual information, at most: a seeded sample. All unless given. */
  neurons?: number
  /** Examples measured, at most: a seeded sample. All unless given. */
  examples?: number
  /** Seed of every random choice; 0 unless given. */
  seed?: number
  /** The released code's conventions in place of the defaults. */
  reference?: boolean
  /** `nats` (default) or `bits`. */
  unit?: Unit
}

/**
 * The settings that decide the numbers, with every default filled in: two runs can be compared when these are equal.
 * @throws RoteError `bad-option`
 */
export function resolveSettings(options: MeasureOptions = {}): MeasureSettings {
  const reference = options.reference ?? false
  const shared = { reference, ...(options.unit === undefined ? {} : { unit: options.unit }) }
  requireRecord("entropy", options.entropy)
  const { method, bins, edges, correction, k, unit } = resolveEntropyOptions({ ...options.entropy, ...shared })
  return {
    unit,
    reference,
    seed: requireInteger("seed", options.seed ?? 0, 0),
    examples: options.examples === undefined ? null : requireInteger("examples", options.examples, 2),
    entropy: { method, bins, edges, correction, k },
    mutualInformation: resolveMutualInformation(options, shared),
  }
}

function resolveMutualInformation(
  { mutualInformation, neurons }: MeasureOptions,
  shared: { reference: boolean; unit?: Unit },
): MeasureSettings["mutualInformation"] {
  const neuronsPerLayer = neurons === undefined ? null : requireInteger("neurons", neurons, 1)
  if (mutualInformation === "none") return null
  requireRecord("mutualInformation", mutualInformation)
  const { method, k, bins } = resolveMutualInformationOptions({ ...mutualInformation, ...shared })
  return { method, k, bins, neuronsPerLayer }
}

/** A method's bare name would be spread into its letters, and the default measured in its place. */
function requireRecord(option: string, value: unknown): void {
  if (typeof value === "object" || value === undefined) return
  const found = JSON.stringify(value)
  throw new RoteError("bad-option", { input: option, expected: `an object, such as { method: ${found} }`, found })
}

/**
 * Measures everything about the activations: moments, flags and entropies of every neuron, mutual information of every
 * two, their distributions in each layer and over all, and warnings that name the neurons to be wary of. In nats unless
 * `unit: "bits"`. The same activations, options and seed give the same numbers on any number of threads.
 *
 * Cost: O(examples × neurons) for the table; for mutual information see `pairwiseMutualInformation`. Memory: the result
 * beside the activations, and a copy of them where `examples` asks for a sample.
 * @throws RoteError `bad-option`, `no-neurons`, `too-few-examples` (fewer than 2, or not more than k), `not-finite` with
 * the neurons' names; the signal's reason
 * @see Bansal, Pruthi and Belinkov 2022, Measures of Information Reflect Memorization Patterns
 */
export async function measure(a: ActivationMatrix, options: MeasureOptions = {}): Promise<Measurement> {
  const settings = resolveSettings(options)
  requireMatrix(a)
  const sampled = sampleExamples(a, settings.examples, settings.seed)
  requireExamples(sampled.examples, mostNeighbours(settings))
  requireFiniteMatrix(sampled)
  const { centralWidth, ...statistics } = neuronStatistics(sampled)
  const entropies = measureEntropies(sampled, settings)
  options.signal?.throwIfAborted()
  const mutualInformation = await measurePairs(sampled, settings, options)
  const meanInformation = mutualInformation
    ? meanMutualInformation(mutualInformation, a.neurons)
    : new Float64Array(a.neurons).fill(Number.NaN)
  const { layers, neurons, neuronNames } = a
  const neuronTable: NeuronTable = { ...statistics, ...entropies, meanMutualInformation: meanInformation }
  const measured = {
    settings,
    examples: sampled.examples,
    neurons,
    layers,
    ...(neuronNames === undefined ? {} : { neuronNames }),
    neuronTable,
    mutualInformation,
    summary: summarise(layers, neuronTable, mutualInformation, settings.seed),
  }
  return { ...measured, warnings: warningsAbout(measured, centralWidth) }
}

function mostNeighbours({ entropy, mutualInformation }: MeasureSettings): number {
  return Math.max(
    usesNeighbours(entropy.method) ? entropy.k : 0,
    mutualInformation !== null && usesNeighbours(mutualInformation.method) ? mutualInformation.k : 0,
  )
}

export type Entropies = Pick<NeuronTable, "entropy" | "entropyGlobal" | "entropyLocal" | "entropyKnn">

/** The entropies of the neuron table: the one that the settings ask for, and the three always measured. */
export function measureEntropies(a: ActivationMatrix, settings: MeasureSettings): Entropies {
  const { unit, reference } = settings
  const { method, bins, edges, correction } = settings.entropy
  const binned = { method: "binned", bins, correction, unit, reference } as const
  const entropyGlobal = entropy(a, { ...binned, edges: "global" })
  const entropyLocal = entropy(a, { ...binned, edges: "local" })
  // Never under the reference's conventions: they would neither be free of scale nor finite where values are tied.
  const k = Math.min(settings.entropy.k, a.examples - 1)
  const entropyKnn = entropy(a, { method: "knn", k, unit })
  const columns = { entropyGlobal, entropyLocal, entropyKnn }
  if (method === "binned" && edges === "global") return { entropy: entropyGlobal.slice(), ...columns }
  if (method === "binned" && edges === "local") return { entropy: entropyLocal.slice(), ...columns }
  if (method === "knn" && !reference) return { entropy: entropyKnn.slice(), ...columns }
  return { entropy: entropy(a, { ...settings.entropy, unit, reference }), ...columns }
}

async function measurePairs(
  a: ActivationMatrix,
  { mutualInformation, unit, reference, seed }: MeasureSettings,
  options: MeasureOptions,
): Promise<MutualInformationMatrix | null> {
  if (mutualInformation === null) return null
  const { neuronsPerLayer, ...estimator } = mutualInformation
  const neurons = sampleNeurons(a.layers, neuronsPerLayer, seed)
  const values = await pairwiseMutualInformation(a, { ...options, ...estimator, unit, reference, neurons })
  return { neurons, values }
}
