import { digammaTable, gaussianInformation, linspaceEdges, normalScore } from "../reference/index.js"
import { floats, instantiateKernels, type Kernels } from "./module.js"

export type PairMethod = "ksg" | "ksg2" | "mixed" | "mixed-published" | "binned" | "gaussian-copula"

export interface PairSettings {
  method: PairMethod
  k: number
  bins: number
}

/** One neuron as the kernels take it: finite values, times `factor`; distances count `scale` times. */
export interface NeuronInput {
  values: Float32Array | Float64Array
  factor: number
  scale: number
  /** Shares no information with any neuron, whatever the estimator would say. */
  leftOut: boolean
}

/** Columns are taken in groups of this many. */
export const COLUMNS = 4

/** Memory that an engine may take for prepared neurons. */
const BYTES_FOR_ROWS = 40 * 2 ** 20

/**
 * Mutual information of prepared neurons, in nats, on one thread. A row is kept until it is set anew, and so is a column;
 * at most `rows` rows and COLUMNS columns at a time. At most 64 MB up to S = 250,000 (and 200 bytes per example beyond).
 */
export interface PairEngine {
  rows: number
  setRow(row: number, neuron: NeuronInput): void
  setColumn(column: number, neuron: NeuronInput): void
  /** Information of the row with column `from` and the ones after it, at their places in `out`. */
  information(row: number, from: number, out: Float64Array): void
}

export function pairEngine(settings: PairSettings, examples: number, module?: WebAssembly.Module): PairEngine {
  const kernels = instantiateKernels(module)
  if (settings.method === "binned") return binnedEngine(kernels, settings.bins, examples)
  if (settings.method === "gaussian-copula") return copulaEngine(kernels, examples)
  return neighbourEngine(kernels, settings, examples)
}

const NEIGHBOUR_METHODS = { ksg: 0, ksg2: 1, mixed: 2, "mixed-published": 3 }

function neighbourEngine(kernels: Kernels, { method, k }: PairSettings, examples: number): PairEngine {
  const code = NEIGHBOUR_METHODS[method as keyof typeof NEIGHBOUR_METHODS]
  const psi = kernels.reserve((examples + 1) * 8)
  const fixedPoint = new BigInt64Array(kernels.memory.buffer, psi, examples + 1)
  digammaTable(examples).forEach((value, n) => {
    if (n > 0) fixedPoint[n] = BigInt(Math.round(value * 2 ** 36))
  })
  kernels.setUpPairs(examples, k, psi)
  const values = kernels.reserve(examples * 8)
  const scratch = kernels.reserve(kernels.sortScratchSize(examples))
  const size = kernels.preparedSize(examples)
  const rows = rowsThatFit(size)
  const slots = Array.from({ length: rows + COLUMNS }, () => 0)
  const prepare = (slot: number, neuron: NeuronInput) => {
    slots[slot] ||= kernels.reserve(size)
    copyValues(floats(kernels, values, examples), neuron)
    kernels.prepare(slots[slot], values, examples, neuron.scale, neuron.leftOut, scratch)
  }
  return {
    rows,
    setRow: prepare,
    setColumn: (column, neuron) => prepare(rows + column, neuron),
    information: (row, from, out) => {
      for (let c = from; c < out.length; c++) {
        out[c] = kernels.neighbourInformation(code, slots[row], slots[rows + c])
      }
    },
  }
}

function binnedEngine(kernels: Kernels, bins: number, examples: number): PairEngine {
  const nLogN = kernels.reserve((examples + 1) * 8)
  floats(kernels, nLogN, examples + 1).forEach((_, n, table) => {
    table[n] = n > 0 ? n * Math.log(n) : 0
  })
  kernels.setUpBins(examples, bins, nLogN)
  const values = kernels.reserve(examples * 8)
  const ends = kernels.reserve(16)
  const edges = kernels.reserve((bins + 1) * 8)
  const indices = kernels.reserve(examples * 2)
  const group = kernels.reserve(examples * 8)
  const sums = kernels.reserve(COLUMNS * 8)
  const rows = rowsThatFit(examples * 4)
  const rowBins = Array.from({ length: rows }, () => 0)
  const ownSum = new Float64Array(rows + COLUMNS)
  const leftOut = Array.from({ length: rows + COLUMNS }, () => true)
  const bin = (slot: number, neuron: NeuronInput) => {
    copyValues(floats(kernels, values, examples), neuron)
    kernels.extent(values, examples, false, ends)
    const [lo, hi] = floats(kernels, ends, 2)
    floats(kernels, edges, bins + 1).set(linspaceEdges(lo, hi, bins))
    kernels.binValues(values, examples, edges, bins, indices)
    leftOut[slot] = neuron.leftOut
  }
  return {
    rows,
    setRow: (row, neuron) => {
      rowBins[row] ||= kernels.reserve(examples * 4)
      bin(row, neuron)
      ownSum[row] = kernels.prepareRow(indices, rowBins[row])
    },
    setColumn: (column, neuron) => {
      bin(rows + column, neuron)
      ownSum[rows + column] = kernels.prepareColumn(indices, group, column)
    },
    information: (row, from, out) => {
      kernels.jointSums(rowBins[row], group, sums)
      const joint = floats(kernels, sums, COLUMNS)
      for (let c = from; c < out.length; c++) {
        const none = leftOut[row] || leftOut[rows + c]
        out[c] = none ? 0 : Math.log(examples) + (joint[c] - ownSum[row] - ownSum[rows + c]) / examples
      }
    },
  }
}

function copulaEngine(kernels: Kernels, examples: number): PairEngine {
  const length = examples + (examples % 2)
  const rows = rowsThatFit(length * 8)
  const values = kernels.reserve(examples * 8)
  const order = kernels.reserve(examples * 4)
  const scratch = kernels.reserve(kernels.sortScratchSize(examples))
  const table = kernels.reserve((2 * examples + 1) * 8)
  floats(kernels, table, 2 * examples + 1).forEach((_, twice, scores) => {
    scores[twice] = normalScore(twice / 2, examples)
  })
  const slots = Array.from({ length: rows + COLUMNS }, () => 0)
  const squares = new Float64Array(rows + COLUMNS)
  const leftOut = Array.from({ length: rows + COLUMNS }, () => true)
  const prepare = (slot: number, neuron: NeuronInput) => {
    slots[slot] ||= kernels.reserve(length * 8)
    copyValues(floats(kernels, values, examples), neuron)
    kernels.lookUpRanks(values, examples, table, slots[slot], order, scratch)
    const scores = floats(kernels, slots[slot], length).fill(0, examples)
    const mean = scores.reduce((sum, score) => sum + score, 0) / examples
    for (let i = 0; i < examples; i++) scores[i] -= mean
    squares[slot] = kernels.dot(slots[slot], slots[slot], length)
    leftOut[slot] = neuron.leftOut
  }
  return {
    rows,
    setRow: prepare,
    setColumn: (column, neuron) => prepare(rows + column, neuron),
    information: (row, from, out) => {
      for (let c = from; c < out.length; c++) {
        const product = kernels.dot(slots[row], slots[rows + c], length)
        const none = leftOut[row] || leftOut[rows + c]
        out[c] = none ? 0 : gaussianInformation(squares[row], squares[rows + c], product)
      }
    },
  }
}

function rowsThatFit(bytes: number): number {
  return Math.min(Math.max(Math.floor(BYTES_FOR_ROWS / bytes) - COLUMNS, 1), 64)
}

function copyValues(target: Float64Array, { values, factor }: NeuronInput): Float64Array {
  target.set(values)
  if (factor !== 1)
    target.forEach((value, i) => {
      target[i] = value * factor
    })
  return target
}
