import { type ActivationMatrix, allocateValues, type Layer, neuronValues } from "../activations.js"
import { sampleIndices, seededRandom } from "../random.js"

/** The activations on a seeded sample of the examples, in their order: a copy; the matrix itself where it has no more. */
export function sampleExamples(a: ActivationMatrix, count: number | null, seed: number): ActivationMatrix {
  if (count === null || count >= a.examples) return a
  return takeExamples(a, sampleIndices(a.examples, count, seededRandom(seed)))
}

/** A seeded sample of at most `perLayer` neurons of every layer, in order; all of them where that is null. */
export function sampleNeurons(layers: Layer[], perLayer: number | null, seed: number): Int32Array {
  const random = seededRandom(seed)
  const chosen = layers.flatMap(({ start, end }) => {
    const drawn = sampleIndices(end - start, perLayer ?? end - start, random)
    return Array.from(drawn, (index) => start + index)
  })
  return Int32Array.from(chosen)
}

/** The activations on the examples named, in the order named: a copy. */
export function takeExamples(a: ActivationMatrix, examples: Int32Array): ActivationMatrix {
  const dtype = a.data instanceof Float32Array ? "float32" : "float64"
  const data = allocateValues(examples.length * a.neurons, dtype)
  for (let j = 0; j < a.neurons; j++) {
    const values = neuronValues(a, j)
    for (let i = 0; i < examples.length; i++) data[j * examples.length + i] = values[examples[i]]
  }
  return { ...a, examples: examples.length, data }
}
