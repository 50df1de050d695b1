import type { Layer } from "../../activations.js"
import type { MutualInformationMatrix } from "../../estimators/measurement.js"

/** The layers' rows in a matrix that may hold only a sample of the neurons; layers without a row are left out. */
export function matrixLayers({ neurons }: Pick<MutualInformationMatrix, "neurons">, layers: Layer[]): Layer[] {
  const firstAtLeast = (neuron: number) => {
    const row = neurons.findIndex((candidate) => candidate >= neuron)
    return row === -1 ? neurons.length : row
  }
  return layers
    .map(({ name, start, end }) => ({ name, start: firstAtLeast(start), end: firstAtLeast(end) }))
    .filter(({ start, end }) => end > start)
}

/** The mutual information of every two different rows from `start` to `end`, each pair once; values that are not finite left out. */
export function pairValues(
  { neurons, values }: MutualInformationMatrix,
  start = 0,
  end = neurons.length,
): Float64Array {
  const pairs = new Float64Array(((end - start) * (end - start - 1)) / 2)
  let count = 0
  for (let i = start; i < end; i++) {
    for (let j = i + 1; j < end; j++) {
      const value = values[i * neurons.length + j]
      if (Number.isFinite(value)) pairs[count++] = value
    }
  }
  return pairs.subarray(0, count)
}

/** A range that shows all but the uppermost `beyond` of the values, zero included: few pairs would otherwise flatten the rest. */
export function valueRange(samples: Float64Array[], beyond: number): [number, number] {
  let low = 0
  let high = 0
  for (const sample of samples) {
    if (sample.length === 0) continue
    const sorted = sample.slice().sort()
    low = Math.min(low, quantile(sorted, beyond))
    high = Math.max(high, quantile(sorted, 1 - beyond))
  }
  return high > low ? [low, high] : [low, low + 1]
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))]
}

/** Share of the values outside a range. */
export function shareOutside(values: Float64Array, [low, high]: [number, number]): number {
  let outside = 0
  for (const value of values) if (value < low || value > high) outside++
  return values.length === 0 ? 0 : outside / values.length
}
