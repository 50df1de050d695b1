import { type ActivationMatrix, activationMatrix, allocateValues } from "#src/activations.js"
import { normals, type Random } from "#src/random.js"

/** What becomes of a linear mix of features in a neuron. */
export interface Population {
  name: string
  features: number
  neuron: (mix: number) => number
}

export const populations: readonly Population[] = [
  { name: "Gaussian", features: 32, neuron: (mix) => mix },
  { name: "rectified", features: 32, neuron: (mix) => Math.max(0, mix) },
  { name: "heavy-tailed", features: 32, neuron: (mix) => Math.sinh(1.2 * mix) },
  { name: "correlated", features: 3, neuron: (mix) => mix },
]

/** A network with fixed random weights. */
export interface SimulatedNetwork {
  population: Population
  neurons: number
  weights: Float64Array
  biases: Float64Array
  scales: Float64Array
}

export function simulatedNetwork(population: Population, neurons: number, random: Random): SimulatedNetwork {
  const normal = normals(random)
  const numbers = (length: number, each: () => number) => Float64Array.from({ length }, each)
  return {
    population,
    neurons,
    weights: numbers(neurons * population.features, () => normal() / Math.sqrt(population.features)),
    biases: numbers(neurons, () => normal() / 2),
    scales: numbers(neurons, () => Math.exp(0.3 * normal())),
  }
}

/** Standard normal features of as many examples, example by example. */
export function drawFeatures(examples: number, { features }: Population, random: Random): Float64Array {
  const normal = normals(random)
  return Float64Array.from({ length: examples * features }, () => normal())
}

/** Features that share half their variance with those given: what another network makes of the same examples. */
export function relatedFeatures(features: Float64Array, random: Random): Float64Array {
  const normal = normals(random)
  return features.map((value) => Math.SQRT1_2 * (value + normal()))
}

export function activate(network: SimulatedNetwork, features: Float64Array): ActivationMatrix {
  const { population, neurons, weights, biases, scales } = network
  const width = population.features
  const examples = features.length / width
  const data = allocateValues(examples * neurons, "float64")
  for (let j = 0; j < neurons; j++) {
    for (let i = 0; i < examples; i++) {
      let mix = biases[j]
      for (let f = 0; f < width; f++) mix += weights[j * width + f] * features[i * width + f]
      data[j * examples + i] = scales[j] * population.neuron(mix)
    }
  }
  return activationMatrix(data, examples, neurons)
}
