import type { ActivationMatrix } from "../activations.js"
import { RoteError } from "../errors.js"
import { measureEntropies } from "../estimators/measure.js"
import type { MeasureSettings } from "../estimators/measurement.js"
import { usesNeighbours } from "../estimators/options.js"
import { sampleExamples } from "../estimators/sampling.js"
import { type Random, seededRandom } from "../random.js"
import type { MeasuredModel } from "./comparison.js"
import { informationSplits, informationStatistics } from "./information-spread.js"
import { type EntropyMeasure, entropyMeasures, meanWithin, scopesOf } from "./scopes.js"
import { deviationsOverGroups, type Splits } from "./splits.js"
import type { Spread } from "./spread.js"

export interface SpreadOptions {
  /** Seed of the splits of the examples and of the sample of neurons; 0 by default. */
  seed?: number
  /** Threads for mutual information; all cores by default. No number depends on it. */
  threads?: number
  signal?: AbortSignal
  /** Hears how many groups of examples have been measured anew, of how many. */
  onProgress?: (progress: { done: number; total: number }) => void
}

/** Spreads of a model's means, an element per scope: all neurons, then each layer's. */
export interface ModelSpread {
  entropy: Spread[]
  entropyLocal: Spread[]
  entropyKnn: Spread[]
  /** null where it was not measured, or the scope has fewer than two neurons measured. */
  mutualInformation: (Spread | null)[]
}

const HALVES: Splits = { groups: 2, partitions: 24 }
const EIGHTHS: Splits = { groups: 8, partitions: 4 }

/** Groups that are measured anew for the spread of a model: what `onProgress` counts up to. */
export function groupsToMeasure({ measurement }: MeasuredModel): number {
  const information = measurement.mutualInformation === null ? [] : [informationSplits(measurement.examples)]
  return [HALVES, EIGHTHS, ...information].reduce((sum, { groups, partitions }) => sum + groups * partitions, 0)
}

/**
 * How a model's mean entropies and mean mutual information scatter over samples of examples: measured anew, edges of
 * bins and all, in random groups of the examples that are the same for every model of as many examples.
 *
 * Cost: the entropies of 28 whole matrices, and the mutual information of a sample of at most 256 neurons once (from S
 * = 2,125 on; up to 16 times, of smaller matrices, below). Memory: a copy of half the activations.
 * @throws RoteError `too-few-examples` where an eighth of the examples is not more than k; `shape-mismatch` where the
 * activations are not those measured; the signal's reason
 */
export async function modelSpread(
  model: MeasuredModel,
  { seed = 0, onProgress, ...options }: SpreadOptions = {},
): Promise<ModelSpread> {
  const a = activationsMeasured(model)
  const { settings, mutualInformation } = model.measurement
  const scopes = scopesOf(a)
  const total = groupsToMeasure(model)
  let done = 0
  const onGroup = () => {
    options.signal?.throwIfAborted()
    done++
    onProgress?.({ done, total })
  }
  const random = seededRandom(seed)
  const entropies = await entropySpreads(a, settings, random, onGroup)
  if (mutualInformation === null) return { ...entropies, mutualInformation: scopes.map(() => null) }
  const splits = informationSplits(a.examples)
  const statistics = informationStatistics(model.measurement, scopes, { ...options, seed })
  const deviations = await deviationsOverGroups(a, splits, random, statistics, onGroup)
  return { ...entropies, mutualInformation: scopes.map((_, s) => informationSpread(deviations[s], splits.groups)) }
}

async function entropySpreads(
  a: ActivationMatrix,
  settings: MeasureSettings,
  random: Random,
  onGroup: () => void,
): Promise<Record<EntropyMeasure, Spread[]>> {
  const scopes = scopesOf(a)
  const means = (part: ActivationMatrix) => {
    const columns = measureEntropies(part, settings)
    return Float64Array.from(
      entropyMeasures.flatMap((measure) => scopes.map((scope) => meanWithin(columns[measure], scope))),
    )
  }
  const halves = await deviationsOverGroups(a, HALVES, random, means, onGroup)
  const eighths = await deviationsOverGroups(a, EIGHTHS, random, means, onGroup)
  const ofMeasure = (measure: EntropyMeasure) => {
    const first = entropyMeasures.indexOf(measure) * scopes.length
    return scopes.map((_, s) => ({ deviations: halves[first + s], fine: eighths[first + s] }))
  }
  return {
    entropy: ofMeasure("entropy"),
    entropyLocal: ofMeasure("entropyLocal"),
    entropyKnn: ofMeasure("entropyKnn"),
  }
}

/** Mutual information's variance falls as 1/S, so that of a group is `groups` times that of all examples. */
function informationSpread(deviations: Float64Array, groups: number): Spread | null {
  if (deviations.some(Number.isNaN)) return null
  return { deviations: deviations.map((value) => value / Math.sqrt(groups)), fine: null }
}

/** The sample of the examples that the settings ask for, where the activations are still whole. */
function activationsMeasured({ name, activations, measurement }: MeasuredModel): ActivationMatrix {
  const { settings, examples, neurons } = measurement
  const a = sampleExamples(activations, settings.examples, settings.seed)
  if (a.examples !== examples || a.neurons !== neurons) {
    throw new RoteError("shape-mismatch", {
      input: name,
      expected: `the activations that were measured, ${examples} examples × ${neurons} neurons`,
      found: `${a.examples} × ${a.neurons}`,
    })
  }
  const fewest = EIGHTHS.groups * (mostNeighbours(measurement.settings) + 1)
  if (examples >= fewest) return a
  throw new RoteError("too-few-examples", {
    input: name,
    expected: `at least ${fewest} examples, of which each eighth is measured anew`,
    found: `${examples}`,
    hint: "measure more examples",
  })
}

function mostNeighbours({ entropy, mutualInformation }: MeasureSettings): number {
  const information = mutualInformation !== null && usesNeighbours(mutualInformation.method) ? mutualInformation.k : 1
  return Math.max(entropy.k, information)
}
