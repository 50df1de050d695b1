import {
  type ActivationMatrix,
  activationMatrix,
  allocateValues,
  neuronValues,
  type Values,
} from "../src/activations.js"
import { quantile } from "../src/estimators/quantile.js"
import { normals, type Random, seededRandom } from "../src/random.js"

export interface Workload {
  name: string
  matrix: ActivationMatrix
}

const blocks = 16
const sharedFactors = 3
const sharedVariance = 0.4
const hiddenUnits = 24
/** One neuron in this many has a few values far out. */
const outlierSpacing = 192

/**
 * Continuous neurons in correlated blocks, float32, each with a scale and a mean of its own. Part of a neuron's variance
 * follows a few factors that all share, part the factor of its block, and the rest is its own. Neuron j belongs to block
 * j mod 16, so that the first neurons are a fair sample of all.
 */
export function blockCorrelated(examples: number, neurons: number, seed: number): Workload {
  const random = seededRandom(seed)
  const normal = normals(random)
  const factors = Array.from({ length: blocks + sharedFactors }, () => Float64Array.from({ length: examples }, normal))
  const matrix = drawn(examples, neurons, (values, j) => {
    const shared = Array.from({ length: sharedFactors }, normal)
    const direction = Math.sqrt(sharedVariance) / Math.hypot(...shared)
    const blockVariance = between(0.05, 0.95 - sharedVariance, random)
    const own = Math.sqrt(1 - sharedVariance - blockVariance)
    const sums = Float64Array.from({ length: examples }, () => own * normal())
    add(sums, factors[j % blocks], Math.sqrt(blockVariance))
    for (let f = 0; f < sharedFactors; f++) add(sums, factors[blocks + f], direction * shared[f])
    const scale = between(0.5, 2.5, random)
    const mean = normal()
    const power = j % outlierSpacing === outlierSpacing - 1 ? 3 : 1
    values.set(sums.map((sum) => mean + scale * sum ** power))
  })
  return { name: `continuous, ${shape(examples, neurons)}`, matrix }
}

/** What a ReLU leaves of `blockCorrelated`, each neuron less its median: half of the values are zero. */
export function postRelu(examples: number, neurons: number, seed: number): Workload {
  const { matrix } = blockCorrelated(examples, neurons, seed)
  for (let j = 0; j < neurons; j++) {
    const values = neuronValues(matrix, j)
    const median = quantile(values.slice().sort(), 0.5)
    values.set(values.map((value) => Math.max(0, value - median)))
  }
  return { name: `post-ReLU, ${shape(examples, neurons)}`, matrix }
}

/** What a random layer makes of 24 rectified normal units, float32: no ties, and every two neurons somewhat dependent. */
export function preActivations(examples: number, neurons: number, seed: number): Workload {
  const normal = normals(seededRandom(seed))
  const units = Array.from({ length: hiddenUnits }, () =>
    Float64Array.from({ length: examples }, () => Math.max(0, normal())),
  )
  const matrix = drawn(examples, neurons, (values) => {
    const sums = new Float64Array(examples).fill(normal())
    for (const unit of units) add(sums, unit, normal() / Math.sqrt(hiddenUnits))
    values.set(sums)
  })
  return { name: `pre-activations, ${shape(examples, neurons)}`, matrix }
}

/** The first neurons of a workload, without a copy. */
export function firstNeurons({ matrix: { data, examples } }: Workload, neurons: number): ActivationMatrix {
  return activationMatrix(data.subarray(0, neurons * examples), examples, neurons)
}

function drawn(examples: number, neurons: number, draw: (values: Values, j: number) => void): ActivationMatrix {
  const data = allocateValues(examples * neurons, "float32")
  for (let j = 0; j < neurons; j++) draw(data.subarray(j * examples, (j + 1) * examples), j)
  return activationMatrix(data, examples, neurons)
}

function add(sums: Float64Array, terms: Float64Array, weight: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] += weight * terms[i]
}

function between(lo: number, hi: number, random: Random): number {
  return lo + (hi - lo) * random()
}

function shape(examples: number, neurons: number): string {
  return `${examples.toLocaleString("en")} examples × ${neurons.toLocaleString("en")} neurons`
}
