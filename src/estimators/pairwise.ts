import { type ActivationMatrix, allocateValues, neuronValues, type Values } from "../activations.js"
import { RoteError } from "../errors.js"
import {
  measureTiles,
  type PairMethod,
  type PairTask,
  pairEngine,
  pairsInTile,
  type Tile,
  tileLength,
  tileMeasurer,
  tilesOf,
} from "../kernels/wasm/index.js"
import { seededRandom } from "../random.js"
import { type MutualInformationOptions, perNat, resolveMutualInformationOptions, usesNeighbours } from "./options.js"
import { extent, neuronScale, withinRange } from "./scale.js"
import { requireExamples, requireFiniteMatrix, requireInteger, requireNeurons } from "./validate.js"

/** Side of the square tiles that pairs are measured, stored and resumed by. */
export const TILE = 64

/** Where finished tiles are kept, so that a measurement can be taken up again. Values are row-major, in the unit asked for. */
export interface TileStore {
  /** The tile's values, or null when it must be measured. */
  load(row: number, column: number): Promise<Float64Array | null>
  save(row: number, column: number, values: Float64Array): Promise<void>
}

/** A layer by name, or neurons of the matrix by index. */
export type NeuronSelection = string | Int32Array

export interface PairwiseProgress {
  donePairs: number
  totalPairs: number
}

export interface PairwiseOptions extends MutualInformationOptions {
  /** All neurons unless given. */
  neurons?: NeuronSelection
  /** Measures `neurons` × `others` in place of `neurons` × `neurons`. */
  others?: NeuronSelection
  /** Worker threads, all cores unless given; the result does not depend on it. */
  threads?: number
  signal?: AbortSignal
  onProgress?: (progress: PairwiseProgress) => void
  /** Upper tiles (row ≤ column) of the neurons × neurons grid; not for `others`. */
  tiles?: TileStore
}

/**
 * Mutual information between every two neurons, row-major neurons × neurons (or neurons × others), in nats unless
 * `unit: "bits"`. Symmetric; the diagonal is I(X; X) as the estimator gives it. Numbers as `mutualInformation` has them, on
 * every platform and for any number of threads the same bits.
 *
 * Cost: S^1.1 per pair for the neighbour methods (about 0.1 ms at S = 2,500 on one 2024 core), S for the others.
 * Memory: the result, and 64 MB per thread; the matrix is copied once unless it lies on a SharedArrayBuffer, as
 * `readActivations` leaves it.
 * @throws RoteError `bad-option`, `no-neurons`, `too-few-examples` (S < 2, or S ≤ k), `not-finite`; the signal's reason
 */
export async function pairwiseMutualInformation(
  a: ActivationMatrix,
  options: PairwiseOptions = {},
): Promise<Float64Array> {
  const task = pairTask(a, options)
  const scale = perNat(options.unit ?? "nats")
  const result = new Float64Array(task.rows.length * task.columns.length)
  const all = tilesOf(task)
  const totalPairs = all.reduce((sum, tile) => sum + pairsInTile(task, tile), 0)
  let donePairs = 0
  const onPairs = (pairs: number) => {
    donePairs += pairs
    options.onProgress?.({ donePairs, totalPairs })
  }
  const missing: Tile[] = []
  for (const tile of all) {
    options.signal?.throwIfAborted()
    const kept = await options.tiles?.load(tile.row, tile.column)
    if (kept === null || kept === undefined) missing.push(tile)
    else {
      place(result, kept, task, tile)
      onPairs(pairsInTile(task, tile))
    }
  }
  await measureTiles(shareData(task), missing, {
    onPairs,
    ...(options.threads === undefined ? {} : { threads: requireInteger("threads", options.threads, 1, 1024) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onTile: async (tile, nats) => {
      const values = scale === 1 ? nats : nats.map((value) => value * scale)
      place(result, values, task, tile)
      await options.tiles?.save(tile.row, tile.column, values)
    },
  })
  return result
}

/** Pairs timed for a forecast, after as many to warm the kernels up. */
const TIMED_PAIRS = 24

/**
 * How long `pairwiseMutualInformation` would take here: a seeded sample of pairs is measured on this thread, half of them to
 * warm up. Takes about 50 pairs' time.
 */
export function forecastPairwise(
  a: ActivationMatrix,
  options: PairwiseOptions & { seed?: number } = {},
): { pairs: number; microsecondsPerPair: number; seconds: number } {
  const task = pairTask(a, options)
  const pairs = tilesOf(task).reduce((sum, tile) => sum + pairsInTile(task, tile), 0)
  const random = seededRandom(options.seed ?? 0)
  const draw = (from: Int32Array) => Int32Array.from({ length: 4 }, () => from[Math.floor(random() * from.length)])
  const sample = { ...task, rows: draw(task.rows), columns: draw(task.columns), symmetric: false }
  const measure = tileMeasurer(sample, pairEngine(task.settings, task.examples))
  const timed = (times: number) => {
    const start = performance.now()
    for (let t = 0; t < times; t++) measure({ row: 0, column: 0 }, () => {})
    return performance.now() - start
  }
  const times = Math.ceil(TIMED_PAIRS / 16)
  timed(times)
  const microsecondsPerPair = (timed(times) * 1000) / (times * 16)
  return { pairs, microsecondsPerPair, seconds: (pairs * microsecondsPerPair) / 1e6 / (options.threads ?? 1) }
}

function pairTask(a: ActivationMatrix, options: PairwiseOptions): PairTask {
  const { method, k, bins, reference } = resolveMutualInformationOptions(options)
  requireNeurons(a)
  requireExamples(a.examples, usesNeighbours(method) ? k : 0)
  requireFiniteMatrix(a)
  const rows = selected(a, options.neurons)
  const columns = options.others === undefined ? rows : selected(a, options.others)
  const factors = new Float64Array(a.neurons).fill(1)
  const scales = new Float64Array(a.neurons).fill(1)
  const leftOut = new Uint8Array(a.neurons)
  for (const j of new Set([...rows, ...columns])) {
    const values = neuronValues(a, j)
    const [lo, hi] = extent(values)
    if (reference) continue
    leftOut[j] = Number(lo === hi)
    if (!usesNeighbours(method)) continue
    factors[j] = rangeFactor(values, hi)
    scales[j] = neuronScale(withinRange(values))
  }
  return {
    settings: { method: kernelMethod(method, reference), k, bins },
    examples: a.examples,
    data: a.data,
    rows,
    columns,
    symmetric: options.others === undefined,
    tile: TILE,
    factors,
    scales,
    leftOut,
  }
}

function kernelMethod(method: Exclude<PairMethod, "mixed-published">, reference: boolean): PairMethod {
  return reference && method === "mixed" ? "mixed-published" : method
}

/** What `withinRange` multiplies the values by. */
function rangeFactor(values: Values, largest: number): number {
  const safe = withinRange(values)
  if (safe === values) return 1
  const i = values.indexOf(largest)
  return 2 ** Math.round(Math.log2(Math.abs(safe[i] / values[i])))
}

/** @throws RoteError `bad-option` for an unknown layer, an index outside the matrix, or no neuron at all */
function selected(a: ActivationMatrix, selection: NeuronSelection | undefined): Int32Array {
  const neurons = typeof selection === "string" ? neuronsOfLayer(a, selection) : selection
  if (neurons === undefined) return Int32Array.from({ length: a.neurons }, (_, j) => j)
  const outside = neurons.find((j) => j < 0 || j >= a.neurons)
  if (outside === undefined && neurons.length > 0) return neurons
  throw new RoteError("bad-option", {
    input: "neurons",
    expected: `indices from 0 to ${a.neurons - 1}`,
    found: outside === undefined ? "none" : String(outside),
  })
}

function neuronsOfLayer(a: ActivationMatrix, name: string): Int32Array {
  const layer = a.layers.find((candidate) => candidate.name === name)
  if (layer !== undefined) return Int32Array.from({ length: layer.end - layer.start }, (_, i) => layer.start + i)
  throw new RoteError("bad-option", {
    input: "neurons",
    expected: `a layer among ${a.layers.map((candidate) => candidate.name).join(", ")}`,
    found: name,
  })
}

/** Lets every thread read the one copy of the data, where the platform can. */
function shareData(task: PairTask): PairTask {
  if (typeof SharedArrayBuffer === "undefined" || task.data.buffer instanceof SharedArrayBuffer) return task
  const data = allocateValues(task.data.length, task.data instanceof Float32Array ? "float32" : "float64")
  data.set(task.data)
  return { ...task, data }
}

/** Writes a tile, and its mirror, where they belong in the result. */
function place(result: Float64Array, values: Float64Array, task: PairTask, { row, column }: Tile): void {
  const { tile, rows, columns, symmetric } = task
  const height = tileLength(row, tile, rows.length)
  const width = tileLength(column, tile, columns.length)
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c++) {
      const [i, j] = [row * tile + r, column * tile + c]
      result[i * columns.length + j] = values[r * width + c]
      if (symmetric) result[j * columns.length + i] = values[r * width + c]
    }
  }
}
