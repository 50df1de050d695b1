import { type ActivationMatrix, activationMatrix, allocateValues, neuronValues } from "../activations.js"
import { RoteError } from "../errors.js"
import type { MutualInformationMatrix } from "../estimators/measurement.js"
import { sampleExamples } from "../estimators/sampling.js"
import { extent } from "../estimators/scale.js"
import { requireInteger } from "../estimators/validate.js"
import { type Random, sampleIndices } from "../random.js"
import type { MeasuredModel } from "./comparison.js"
import { rowsWithin } from "./scopes.js"

/**
 * The measured pairs of a seeded sample of at most `perLayer` neurons of each layer; of all unless given.
 * @throws RoteError `bad-option` for a measurement without mutual information, and fewer than two neurons a layer
 */
export function testedPairs(
  { name, measurement }: MeasuredModel,
  perLayer: number | undefined,
  random: Random,
): MutualInformationMatrix {
  const measured = measurement.mutualInformation
  if (measured === null) {
    throw new RoteError("bad-option", {
      input: name,
      expected: "a measurement with mutual information",
      found: "one without",
      hint: "measure with --mi other than none",
    })
  }
  if (perLayer === undefined) return measured
  requireInteger("neurons", perLayer, 2)
  const rows = measurement.layers.flatMap((layer) => {
    const { start, end } = rowsWithin(measured.neurons, layer)
    return Array.from(sampleIndices(end - start, perLayer, random), (index) => start + index)
  })
  const side = measured.neurons.length
  return {
    neurons: Int32Array.from(rows, (row) => measured.neurons[row]),
    values: Float64Array.from(rows.flatMap((row) => rows.map((column) => measured.values[row * side + column]))),
  }
}

/** The tested neurons' activations, on the examples that were measured: a copy. */
export function testedActivations({ activations, measurement }: MeasuredModel, neurons: Int32Array): ActivationMatrix {
  const a = sampleExamples(activations, measurement.settings.examples, measurement.settings.seed)
  const data = allocateValues(neurons.length * a.examples, a.data instanceof Float32Array ? "float32" : "float64")
  neurons.forEach((neuron, row) => {
    data.set(neuronValues(a, neuron), row * a.examples)
  })
  return activationMatrix(data, a.examples, neurons.length)
}

/** 1 for each neuron with one value on all examples. */
export function constantNeurons(a: ActivationMatrix): Uint8Array {
  return Uint8Array.from({ length: a.neurons }, (_, j) => {
    const [low, high] = extent(neuronValues(a, j))
    return Number(low === high)
  })
}
