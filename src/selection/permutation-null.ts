import { type ActivationMatrix, allocateValues, neuronValues } from "../activations.js"
import { RoteError } from "../errors.js"
import type { MeasureSettings } from "../estimators/measurement.js"
import { pairwiseMutualInformation } from "../estimators/pairwise.js"
import { requireInteger } from "../estimators/validate.js"
import { permutation, type Random, seededRandom } from "../random.js"
import type { MeasuredModel } from "./comparison.js"
import { joinBlocks, pairBlocks } from "./pair-blocks.js"
import { addShuffled, emptyTally, pooledP, summariseTally, type Tally } from "./pooled-null.js"
import { rowsWithin } from "./scopes.js"
import type { Significance } from "./significance.js"
import { otherWork } from "./splits.js"
import { constantNeurons, testedActivations, testedPairs } from "./tested-pairs.js"

export interface SignificanceOptions {
  /** How often every neuron's examples are shuffled; 20 by default. */
  permutations?: number
  /** Neurons of each layer tested, at most: a seeded sample of those measured. All of them unless given. */
  neurons?: number
  /** Share of the pairs counted as above chance that may be expected to be false; .05 by default. */
  falseDiscoveryRate?: number
  /** Seed of the shuffles and of the sample; 0 by default. */
  seed?: number
  threads?: number
  signal?: AbortSignal
  onProgress?: (progress: { done: number; total: number }) => void
}

/**
 * Which pairs of neurons share more information than chance makes of the same values: every neuron's examples are
 * shuffled on their own, which leaves each neuron as it is and breaks every tie between two, and all pairs are measured
 * anew under the measurement's settings.
 *
 * A pair's p is read from all shuffled pairs of the same two layers together (for `all`: of all layers), (1 + those
 * that reach it) / (1 + all), and the pairs above chance are those that Benjamini and Hochberg's rule allows. The p of
 * a mean is (1 + permutations that reach it) / (1 + permutations): with 20 permutations, at least .048. A neuron that
 * is constant has p = 1 in all its pairs, and these are neither tested nor counted.
 *
 * Cost: `permutations` times that of measuring the pairs, and sorting them twice. Memory: two copies of the neurons
 * tested, and 40 bytes for each pair of neurons beside the matrix measured.
 * @throws RoteError `bad-option` for settings out of range, and for a model measured without mutual information; the
 * signal's reason
 */
export async function significance(model: MeasuredModel, options: SignificanceOptions = {}): Promise<Significance> {
  const permutations = requireInteger("permutations", options.permutations ?? 20, 1)
  const seed = requireInteger("seed", options.seed ?? 0, 0)
  const rate = requireShare(options.falseDiscoveryRate ?? 0.05)
  const { layers } = model.measurement
  const random = seededRandom(seed)
  const observed = testedPairs(model, options.neurons, random)
  const a = testedActivations(model, observed.neurons)
  const rows = layers.map((layer) => rowsWithin(observed.neurons, layer))
  const blocks = pairBlocks(rows, constantNeurons(a))
  const tallies = blocks.map((block) => emptyTally(block, observed.values))
  const whole = emptyTally(joinBlocks(blocks), observed.values)
  for (let r = 0; r < permutations; r++) {
    const matrix = await shuffledPairs(a, model.measurement.settings, random, {
      ...options,
      onProgress: ({ done, total }) => options.onProgress?.({ done: r * total + done, total: permutations * total }),
    })
    for (const tally of [...tallies, whole]) addShuffled(tally, matrix)
  }
  return {
    permutations,
    falseDiscoveryRate: rate,
    seed,
    unit: model.measurement.settings.unit,
    neurons: observed.neurons,
    all: summariseTally(null, whole, rate),
    layers: layers.map(({ name }, l) => summariseTally(name, tallies.find(({ within }) => within === l)!, rate)),
    p: matrixOfP(observed.neurons.length, tallies),
  }
}

function matrixOfP(side: number, tallies: Tally[]): Float64Array {
  const p = new Float64Array(side * side).fill(1)
  for (let i = 0; i < side; i++) p[i * side + i] = Number.NaN
  for (const tally of tallies) {
    pooledP(tally).forEach((value, i) => {
      const [row, column] = [Math.floor(tally.places[i] / side), tally.places[i] % side]
      p[row * side + column] = value
      p[column * side + row] = value
    })
  }
  return p
}

/** Mutual information of all pairs, by the settings of the measurement, with every neuron shuffled on its own. */
async function shuffledPairs(
  a: ActivationMatrix,
  { mutualInformation, reference, unit }: MeasureSettings,
  random: Random,
  { threads, signal, onProgress }: SignificanceOptions,
): Promise<Float64Array> {
  await otherWork()
  signal?.throwIfAborted()
  return pairwiseMutualInformation(shuffled(a, random), {
    ...mutualInformation,
    reference,
    unit,
    ...(threads === undefined ? {} : { threads }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: ({ donePairs, totalPairs }) => onProgress?.({ done: donePairs, total: totalPairs }),
  })
}

/** Every neuron's values in an order of its own. */
function shuffled(a: ActivationMatrix, random: Random): ActivationMatrix {
  const data = allocateValues(a.data.length, a.data instanceof Float32Array ? "float32" : "float64")
  for (let j = 0; j < a.neurons; j++) {
    const values = neuronValues(a, j)
    permutation(a.examples, random).forEach((from, to) => {
      data[j * a.examples + to] = values[from]
    })
  }
  return { ...a, data }
}

function requireShare(rate: number): number {
  if (rate > 0 && rate < 1) return rate
  throw new RoteError("bad-option", {
    input: "false discovery rate",
    expected: "a share between 0 and 1",
    found: String(rate),
  })
}
