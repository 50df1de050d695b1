import type { ActivationMatrix, Layer } from "../../../activations.js"
import { neuronBox } from "../../../estimators/box-statistics.js"
import { entropy } from "../../../estimators/entropy.js"
import { gaussianMixture } from "../../../estimators/gaussian-mixture.js"
import type { BoxStatistics, MixtureComponent } from "../../../estimators/measurement.js"
import { pairwiseMutualInformation } from "../../../estimators/pairwise.js"
import { liveRegime } from "./settings.js"

/** In nats, of the hidden neurons after their rectifiers, on fresh points. */
export interface LiveMeasures {
  layers: Layer[]
  /** One for each hidden neuron, in the order of the layers. */
  entropy: Float64Array
  /** Neurons × neurons, row after row. */
  mutualInformation: Float64Array
  /** The mutual information of every two different neurons once, in increasing order. */
  pairs: Float64Array
  means: { entropy: number; mutualInformation: number }
  /** Of the entropy, a box for each layer. */
  boxes: BoxStatistics[]
  /** Fitted to the pairs. */
  mixture: MixtureComponent[]
}

/** Measures activations with the default estimators: binned entropy, mixed mutual information. Cost: about 15 ms for 32 neurons on 500 points. */
export async function liveMeasures(activations: ActivationMatrix): Promise<LiveMeasures> {
  const { layers, neurons } = activations
  const entropies = entropy(activations, liveRegime.entropy)
  const mutualInformation = await pairwiseMutualInformation(activations, { threads: 1 })
  const pairs = differentPairs(mutualInformation, neurons)
  return {
    layers,
    entropy: entropies,
    mutualInformation,
    pairs,
    means: { entropy: mean(entropies), mutualInformation: mean(pairs) },
    boxes: layers.map(({ start, end }) => neuronBox(entropies.subarray(start, end))),
    mixture: gaussianMixture(pairs),
  }
}

function differentPairs(matrix: Float64Array, neurons: number): Float64Array {
  return matrix.filter((_, place) => place % neurons > Math.floor(place / neurons)).sort()
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
