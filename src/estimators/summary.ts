import type { Layer } from "../activations.js"
import { neuronBox, pairBox } from "./box-statistics.js"
import { gaussianMixture } from "./gaussian-mixture.js"
import type { LayerSummary, Measurement, MutualInformationMatrix, NeuronShares, NeuronTable } from "./measurement.js"

/**
 * The distribution of entropy over neurons and of mutual information over pairs, for all layers together and for each.
 * Pairs between two layers count for all together alone. Cost: sorting the pairs, and a mixture for each summary.
 */
export function summarise(
  layers: Layer[],
  table: NeuronTable,
  mutualInformation: MutualInformationMatrix | null,
  seed: number,
): Measurement["summary"] {
  const whole = { start: 0, end: table.layer.length }
  return {
    all: summariseNeurons(null, whole, table, mutualInformation, seed),
    layers: layers.map((layer) => summariseNeurons(layer.name, layer, table, mutualInformation, seed)),
  }
}

interface Range {
  start: number
  end: number
}

function summariseNeurons(
  layer: string | null,
  { start, end }: Range,
  table: NeuronTable,
  mutualInformation: MutualInformationMatrix | null,
  seed: number,
): LayerSummary {
  const pairs = mutualInformation === null ? null : pairsWithin(mutualInformation, { start, end })
  return {
    layer,
    neurons: end - start,
    entropy: neuronBox(table.entropy.subarray(start, end)),
    entropyLocal: neuronBox(table.entropyLocal.subarray(start, end)),
    entropyKnn: neuronBox(table.entropyKnn.subarray(start, end)),
    mutualInformation: pairs === null ? null : pairBox(pairs.sorted, pairs.rowSums),
    mixture: pairs === null ? null : gaussianMixture(pairs.sorted, seed),
    shares: neuronShares(table, { start, end }),
  }
}

interface Pairs {
  /** Every pair of different neurons once, in increasing order. */
  sorted: Float64Array
  /** For each neuron the sum over its pairs. */
  rowSums: Float64Array
}

/** The pairs of which both neurons are in the range; null without any. */
function pairsWithin({ neurons, values }: MutualInformationMatrix, { start, end }: Range): Pairs | null {
  const first = neurons.filter((neuron) => neuron < start).length
  const count = neurons.filter((neuron) => neuron >= start && neuron < end).length
  if (count < 2) return null
  const sorted = new Float64Array((count * (count - 1)) / 2)
  const rowSums = new Float64Array(count)
  let next = 0
  for (let i = 0; i < count; i++) {
    const row = (first + i) * neurons.length + first
    for (let j = i + 1; j < count; j++) {
      const value = values[row + j]
      sorted[next++] = value
      rowSums[i] += value
      rowSums[j] += value
    }
  }
  return { sorted: sorted.sort(), rowSums }
}

function neuronShares(table: NeuronTable, { start, end }: Range): NeuronShares {
  const share = (flag: (neuron: number) => boolean) => {
    let count = 0
    for (let neuron = start; neuron < end; neuron++) if (flag(neuron)) count++
    return end === start ? 0 : count / (end - start)
  }
  return {
    dead: share((j) => table.dead[j] === 1),
    constant: share((j) => table.constant[j] === 1),
    duplicate: share((j) => table.duplicateOf[j] >= 0),
    tied: share((j) => table.tieShare[j] > 0.5),
    heavyTailed: share((j) => table.heavyTailed[j] === 1),
  }
}

/**
 * For each neuron of the matrix the mean mutual information with the other neurons measured; NaN where the neuron was not
 * measured or no other was.
 */
export function meanMutualInformation({ neurons, values }: MutualInformationMatrix, total: number): Float64Array {
  const means = new Float64Array(total).fill(Number.NaN)
  if (neurons.length < 2) return means
  neurons.forEach((neuron, row) => {
    let sum = 0
    for (let column = 0; column < neurons.length; column++) {
      if (column !== row) sum += values[row * neurons.length + column]
    }
    means[neuron] = sum / (neurons.length - 1)
  })
  return means
}
