import type { Layer } from "../activations.js"
import type { LayerSummary, Measurement, MutualInformationMatrix } from "../estimators/measurement.js"
import type { RankingMeasure } from "./ranking.js"

/** Neurons from `start` up to, not including, `end`. */
export interface Range {
  start: number
  end: number
}

/** Neurons looked at together: those of a layer, or all. */
export interface Scope extends Range {
  layer: string | null
}

export const entropyMeasures = ["entropy", "entropyLocal", "entropyKnn"] as const
export type EntropyMeasure = (typeof entropyMeasures)[number]

/** All neurons first, then each layer's. */
export function scopesOf({ layers, neurons }: { layers: Layer[]; neurons: number }): Scope[] {
  return [
    { layer: null, start: 0, end: neurons },
    ...layers.map(({ name, start, end }) => ({ layer: name, start, end })),
  ]
}

/** The measurement's summary of each of the scopes, in their order. */
export function summariesOf({ summary }: Measurement): LayerSummary[] {
  return [summary.all, ...summary.layers]
}

/** Mean of the finite values (the reference's −∞ are left out, as in the summary); 0 without any. */
export function meanWithin(values: Float64Array, { start, end }: Range): number {
  let [sum, count] = [0, 0]
  for (let j = start; j < end; j++) {
    if (!Number.isFinite(values[j])) continue
    sum += values[j]
    count++
  }
  return count === 0 ? 0 : sum / count
}

/** The finite values of the scope's neurons, or of its pairs of neurons, in increasing order. */
export function valuesWithin(measurement: Measurement, measure: RankingMeasure, scope: Range): Float64Array {
  if (measure !== "mutualInformation") {
    return measurement.neuronTable[measure].slice(scope.start, scope.end).filter(Number.isFinite).sort()
  }
  const matrix = measurement.mutualInformation
  return matrix === null ? new Float64Array() : pairsWithin(matrix, scope).sort()
}

/** Rows of the matrix whose neurons lie in the range. */
export function rowsWithin(neurons: Int32Array, { start, end }: Range): Range {
  const before = (limit: number) => neurons.filter((neuron) => neuron < limit).length
  return { start: before(start), end: before(end) }
}

function pairsWithin({ neurons, values }: MutualInformationMatrix, scope: Range): Float64Array {
  const { start, end } = rowsWithin(neurons, scope)
  const pairs = new Float64Array(((end - start) * (end - start - 1)) / 2)
  let next = 0
  for (let i = start; i < end; i++) {
    for (let j = i + 1; j < end; j++) pairs[next++] = values[i * neurons.length + j]
  }
  return pairs
}
