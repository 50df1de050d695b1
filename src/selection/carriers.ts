import { neuronLabel } from "../activations.js"
import type { Measurement } from "../estimators/measurement.js"
import type { Carrier, Carriers } from "./comparison.js"
import { type Range, rowsWithin, type Scope } from "./scopes.js"

const MOST_OF_IT = 0.8

/** A number of a neuron of the matrix. */
interface NeuronValue {
  neuron: number
  value: number
}

/**
 * Which neurons of the second model carry the difference of the means: its sorted values are set against the first's,
 * which is the matching that moves least in all (optimal transport on a line). Where the widths differ, a neuron is set
 * against the mean of the part of the first's values that its share of the ranks covers, so that the shares sum to 1
 * exactly.
 *
 * Mutual information: each neuron's mean over the other neurons measured in the scope.
 *
 * Cost: a pass over the pairs, and sorting the neurons. In the unit of the measurements.
 */
export function carriersOf(
  measure: Carriers["measure"],
  [first, second]: readonly [Measurement, Measurement],
  [firstScope, secondScope]: readonly [Scope, Scope],
  layer: string | null,
): Carriers {
  const before = sortedValues(first, measure, firstScope)
  const after = sortedValues(second, measure, secondScope)
  const difference = meanOf(after) - meanOf(before)
  const all = after.map(({ neuron, value }, rank): Carrier => {
    const counterpart = meanOfRanks(before, rank / after.length, (rank + 1) / after.length)
    const share = difference === 0 ? 0 : (value - counterpart) / after.length / difference
    return { neuron, label: neuronLabel(second, neuron), value, counterpart, share }
  })
  return { layer, measure, difference, carriers: fewestFor(MOST_OF_IT, all), neurons: after.length }
}

/** Those of the largest shares that together make up `most`; none where there is no difference. */
function fewestFor(most: number, all: Carrier[]): Carrier[] {
  const sorted = all.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share || a.neuron - b.neuron)
  let sum = 0
  const count = sorted.findIndex(({ share }) => {
    sum += share
    return sum >= most
  })
  return sorted.slice(0, count + 1)
}

function sortedValues(measurement: Measurement, measure: Carriers["measure"], scope: Scope): NeuronValue[] {
  const values = measure === "entropy" ? entropies(measurement, scope) : meanInformation(measurement, scope)
  return values.filter(({ value }) => Number.isFinite(value)).sort((a, b) => a.value - b.value || a.neuron - b.neuron)
}

function entropies({ neuronTable }: Measurement, { start, end }: Range): NeuronValue[] {
  return Array.from(neuronTable.entropy.subarray(start, end), (value, i) => ({ neuron: start + i, value }))
}

function meanInformation({ mutualInformation }: Measurement, scope: Range): NeuronValue[] {
  if (mutualInformation === null) return []
  const { neurons, values } = mutualInformation
  const { start, end } = rowsWithin(neurons, scope)
  return Array.from(neurons.subarray(start, end), (neuron, i) => {
    let sum = 0
    for (let column = start; column < end; column++) {
      if (column !== start + i) sum += values[(start + i) * neurons.length + column]
    }
    return { neuron, value: sum / (end - start - 1) }
  })
}

/** Mean of the sorted values' quantile function between two shares. */
function meanOfRanks(sorted: NeuronValue[], from: number, to: number): number {
  const [low, high] = [from * sorted.length, to * sorted.length]
  let sum = 0
  for (let i = Math.floor(low); i < Math.min(Math.ceil(high), sorted.length); i++) {
    sum += sorted[i].value * (Math.min(high, i + 1) - Math.max(low, i))
  }
  return sum / (high - low)
}

function meanOf(values: NeuronValue[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, { value }) => sum + value, 0) / values.length
}
