import type { Layer } from "#src/activations.js"
import type {
  BoxStatistics,
  LayerSummary,
  Measurement,
  MixtureComponent,
  NeuronTable,
} from "#src/estimators/measurement.js"
import { normals, seededRandom } from "#src/random.js"

export interface SampleOptions {
  seed?: number
  /** Neurons of each layer. */
  widths?: number[]
  layerNames?: string[]
  neuronNames?: string[]
  /** Added to every entropy. */
  entropyShift?: number
  /** Multiplies the mutual information of every pair. */
  informationFactor?: number
  /** Every how many neurons one is dead (0: none). */
  deadEvery?: number
  allDead?: boolean
  mutualInformation?: boolean
}

/**
 * A measurement with the looks of a real one, made from a seed without measuring anything: three ReLU layers whose
 * entropy falls with depth, correlated blocks in the mutual information, dead neurons and one duplicate per layer.
 */
export function sampleMeasurement(options: SampleOptions = {}): Measurement {
  const { seed = 1, widths = [24, 20, 16], entropyShift = 0, informationFactor = 1, deadEvery = 11 } = options
  const random = seededRandom(seed)
  const normal = normals(random)
  const layers = stack(widths, options.layerNames)
  const neurons = widths.reduce((sum, width) => sum + width, 0)
  const table = emptyTable(neurons)
  layers.forEach(({ start, end }, l) => {
    for (let j = start; j < end; j++) {
      const dead = options.allDead === true || (deadEvery > 0 && j % deadEvery === deadEvery - 1)
      const duplicate = !dead && j === end - 1 && end - start > 2
      table.layer[j] = l
      table.dead[j] = table.constant[j] = dead ? 1 : 0
      table.duplicateOf[j] = duplicate ? start : -1
      table.zeroShare[j] = dead ? 1 : 0.3 + 0.4 * random()
      table.tieShare[j] = table.zeroShare[j]
      table.mean[j] = dead ? 0 : 1 + 0.3 * normal()
      table.standardDeviation[j] = dead ? 0 : 0.5 + 0.3 * random()
      table.maximum[j] = dead ? 0 : 3 + 2 * random()
      table.skewness[j] = dead ? 0 : 1 + 0.5 * normal()
      table.excessKurtosis[j] = dead ? 0 : 2 + normal() ** 4
      table.heavyTailed[j] = table.excessKurtosis[j] > 12 ? 1 : 0
      const entropy = dead ? 0 : Math.max(0.05, 2.6 - 0.4 * l + entropyShift + 0.35 * normal())
      table.entropy[j] = table.entropyGlobal[j] = entropy
      table.entropyLocal[j] = dead ? 0 : entropy + 0.8 + 0.1 * normal()
      table.entropyKnn[j] = dead ? 0 : entropy - 1.4 + 0.1 * normal()
    }
  })
  const hasMatrix = options.mutualInformation !== false
  const values = hasMatrix ? informationMatrix(table, neurons, informationFactor, random) : null
  if (values !== null) fillMeanInformation(table, values, neurons)
  const wanted = [null, ...layers].map((layer) => summarise(table, values, neurons, layer))
  const dead = Array.from({ length: neurons }, (_, j) => j).filter((j) => table.dead[j] === 1)
  return {
    settings: {
      unit: "nats",
      reference: false,
      seed: 0,
      examples: null,
      entropy: { method: "binned", bins: 100, edges: "global", correction: "none", k: 3 },
      mutualInformation: hasMatrix ? { method: "ksg", k: 3, bins: 20, neuronsPerLayer: null } : null,
    },
    examples: 2500,
    neurons,
    layers,
    ...(options.neuronNames === undefined ? {} : { neuronNames: options.neuronNames }),
    neuronTable: table,
    mutualInformation: values === null ? null : { neurons: Int32Array.from({ length: neurons }, (_, j) => j), values },
    summary: { all: wanted[0], layers: wanted.slice(1) },
    warnings:
      dead.length === 0
        ? []
        : [{ code: "dead-neurons", message: `${dead.length} neurons are zero on every example`, neurons: dead }],
  }
}

function stack(widths: number[], names?: string[]): Layer[] {
  let start = 0
  return widths.map((width, l) => {
    const layer = { name: names?.[l] ?? `hidden${l + 1}`, start, end: start + width }
    start += width
    return layer
  })
}

function emptyTable(neurons: number): NeuronTable {
  const column = () => new Float64Array(neurons)
  return {
    layer: new Int32Array(neurons),
    mean: column(),
    standardDeviation: column(),
    minimum: column(),
    maximum: column(),
    skewness: column(),
    excessKurtosis: column(),
    zeroShare: column(),
    tieShare: column(),
    entropy: column(),
    entropyGlobal: column(),
    entropyLocal: column(),
    entropyKnn: column(),
    meanMutualInformation: column().fill(Number.NaN),
    dead: new Uint8Array(neurons),
    constant: new Uint8Array(neurons),
    duplicateOf: new Int32Array(neurons),
    heavyTailed: new Uint8Array(neurons),
  }
}

function informationMatrix(table: NeuronTable, neurons: number, factor: number, random: () => number): Float64Array {
  const values = new Float64Array(neurons * neurons)
  for (let i = 0; i < neurons; i++) {
    values[i * neurons + i] = 6.5
    for (let j = i + 1; j < neurons; j++) {
      const sameLayer = table.layer[i] === table.layer[j]
      const sameBlock = sameLayer && i % 7 === j % 7
      const informed = (sameBlock ? 0.35 : sameLayer ? 0.06 : 0.02) + 0.06 * random() ** 2
      const alive = table.dead[i] === 0 && table.dead[j] === 0
      const value = !alive ? 0 : table.duplicateOf[j] === i ? 6.5 : factor * informed
      values[i * neurons + j] = values[j * neurons + i] = value
    }
  }
  return values
}

function fillMeanInformation(table: NeuronTable, values: Float64Array, neurons: number) {
  for (let i = 0; i < neurons; i++) {
    let sum = 0
    for (let j = 0; j < neurons; j++) if (j !== i) sum += values[i * neurons + j]
    table.meanMutualInformation[i] = neurons > 1 ? sum / (neurons - 1) : Number.NaN
  }
}

function summarise(
  table: NeuronTable,
  matrix: Float64Array | null,
  neurons: number,
  layer: Layer | null,
): LayerSummary {
  const { start, end } = layer ?? { start: 0, end: neurons }
  const part = (column: Float64Array) => boxStatistics(column.subarray(start, end))
  const share = (column: ArrayLike<number>) => {
    let count = 0
    for (let j = start; j < end; j++) if (column[j] > 0) count++
    return count / (end - start)
  }
  const pairs: number[] = []
  for (let i = start; i < end; i++) {
    for (let j = i + 1; j < end; j++) if (matrix !== null) pairs.push(matrix[i * neurons + j])
  }
  return {
    layer: layer?.name ?? null,
    neurons: end - start,
    entropy: part(table.entropy),
    entropyLocal: part(table.entropyLocal),
    entropyKnn: part(table.entropyKnn),
    mutualInformation: pairs.length === 0 ? null : boxStatistics(pairs),
    mixture: pairs.length === 0 ? null : twoComponents(pairs),
    shares: {
      dead: share(table.dead),
      constant: share(table.constant),
      duplicate: share(table.duplicateOf.map((of) => (of >= 0 ? 1 : 0))),
      tied: share(table.tieShare.map((tied) => (tied > 0.5 ? 1 : 0))),
      heavyTailed: share(table.heavyTailed),
    },
  }
}

export function boxStatistics(sample: ArrayLike<number>): BoxStatistics {
  const sorted = Float64Array.from(sample).sort()
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]
  const [lowerQuartile, median, upperQuartile] = [at(0.25), at(0.5), at(0.75)]
  const reach = 1.5 * (upperQuartile - lowerQuartile)
  const inside = sorted.filter((value) => value >= lowerQuartile - reach && value <= upperQuartile + reach)
  const half = (1.57 * (upperQuartile - lowerQuartile)) / Math.sqrt(sorted.length)
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(sorted.length - 1, 1)
  const error = (1.96 * Math.sqrt(variance)) / Math.sqrt(sorted.length)
  return {
    count: sorted.length,
    minimum: sorted[0],
    lowerQuartile,
    median,
    upperQuartile,
    maximum: sorted[sorted.length - 1],
    lowerWhisker: inside[0],
    upperWhisker: inside[inside.length - 1],
    notch: [median - half, median + half],
    mean,
    meanInterval: [mean - error, mean + error],
  }
}

function twoComponents(pairs: number[]): MixtureComponent[] {
  const component = (members: number[]): MixtureComponent => {
    const mean = members.reduce((sum, value) => sum + value, 0) / members.length
    const variance = members.reduce((sum, value) => sum + (value - mean) ** 2, 0) / members.length
    return { weight: members.length / pairs.length, mean, standardDeviation: Math.max(Math.sqrt(variance), 0.005) }
  }
  const cut = 0.2
  return [pairs.filter((value) => value < cut), pairs.filter((value) => value >= cut)]
    .filter((members) => members.length > 0)
    .map(component)
}
