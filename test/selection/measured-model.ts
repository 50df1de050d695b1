import { activationMatrix, type Layer } from "#src/activations.js"
import { type MeasureOptions, measure } from "#src/estimators/measure.js"
import { normals, seededRandom } from "#src/random.js"
import type { MeasuredModel } from "#src/selection/comparison.js"

export const EXAMPLES = 256

/** Values of neuron j on example i. */
export type Neuron = (i: number, j: number) => number

export async function measuredModel(
  name: string,
  layers: Layer[],
  neuron: Neuron,
  options: MeasureOptions = {},
  examples = EXAMPLES,
): Promise<MeasuredModel> {
  const neurons = layers.at(-1)!.end
  const data = Float64Array.from({ length: neurons * examples }, (_, at) =>
    neuron(at % examples, Math.floor(at / examples)),
  )
  const activations = activationMatrix(data, examples, neurons, layers)
  return { name, activations, measurement: await measure(activations, options) }
}

/** Standard normal numbers by example and feature: the same however often asked. */
export function features(seed: number, count: number, examples = EXAMPLES): Neuron {
  const normal = normals(seededRandom(seed))
  const values = Float64Array.from({ length: count * examples }, () => normal())
  return (i, f) => values[f * examples + i]
}

export const twoLayers: Layer[] = [
  { name: "fc1", start: 0, end: 4 },
  { name: "fc2", start: 4, end: 8 },
]

/** Eight neurons that share nothing, and eight that all follow one feature closely: a caricature of a shortcut. */
export const diverse = (name = "diverse", options: MeasureOptions = {}) =>
  measuredModel(name, twoLayers, features(1, 8), options)
export const alike = (name = "alike", options: MeasureOptions = {}) => {
  const [shared, own] = [features(2, 1), features(3, 8)]
  return measuredModel(name, twoLayers, (i, j) => shared(i, 0) + 0.3 * own(i, j), options)
}
