import type { Layer } from "../activations.js"
import type { Measurement } from "../estimators/measurement.js"

/** What neurons are put in order by: their entropy, or their mean mutual information with the others. */
export type NeuronMeasure = "entropy" | "mutualInformation"

/**
 * Neurons by rising value of a measure, the first of equals first. Left out are those that say nothing about their inputs (dead
 * and constant ones), and those without a value: not in the sample of a measurement of mutual information.
 */
export function neuronOrder(
  { neuronTable, neurons }: Pick<Measurement, "neuronTable" | "neurons">,
  by: NeuronMeasure,
  { start, end }: Pick<Layer, "start" | "end"> = { start: 0, end: neurons },
): Int32Array {
  const values = by === "entropy" ? neuronTable.entropy : neuronTable.meanMutualInformation
  return Int32Array.from({ length: end - start }, (_, i) => start + i)
    .filter((neuron) => neuronTable.constant[neuron] === 0 && !Number.isNaN(values[neuron]))
    .sort((a, b) => values[a] - values[b] || a - b)
}
