import { type ActivationMatrix, allocateValues } from "../activations.js"
import { RoteError } from "../errors.js"
import {
  defaultThreads,
  measureTiles,
  type PairTask,
  pairEngine,
  pairsInTile,
  type Tile,
  tileLength,
  tileMeasurer,
  tilesOf,
} from "../kernels/wasm/index.js"
import { seededRandom } from "../random.js"
import { type MutualInformationOptions, perNat } from "./options.js"
import { type PairSelection, pairTask } from "./pair-task.js"
import { requireInteger } from "./validate.js"

export type { NeuronSelection, PairSelection } from "./pair-task.js"
export { TILE } from "./pair-task.js"

/** Where finished tiles are kept, so that a measurement can be taken up again. Values are row-major, in the unit asked for. */
export interface TileStore {
  /** The tile's values, or null when it must be measured. */
  load(row: number, column: number): Promise<Float64Array | null>
  save(row: number, column: number, values: Float64Array): Promise<void>
}

export interface PairwiseProgress {
  donePairs: number
  totalPairs: number
}

export interface PairwiseOptions extends MutualInformationOptions, PairSelection {
  /** Worker threads, all cores unless given; the result does not depend on it. */
  threads?: number
  signal?: AbortSignal
  onProgress?: (progress: PairwiseProgress) => void
  /** Upper tiles (row ≤ column) of the neurons × neurons grid; not for `others`. Processes may share one and divide the work. */
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
 * @throws RoteError `bad-option`, `no-neurons`, `too-few-examples` (S < 2, or S ≤ k), `not-finite`,
 * `limit-exceeded`; the signal's reason
 */
export async function pairwiseMutualInformation(
  a: ActivationMatrix,
  options: PairwiseOptions = {},
): Promise<Float64Array> {
  const task = pairTask(a, options)
  const scale = perNat(options.unit ?? "nats")
  const result = allocateResult(task)
  const all = tilesOf(task)
  const totalPairs = all.reduce((sum, tile) => sum + pairsInTile(task, tile), 0)
  let donePairs = 0
  const onPairs = (pairs: number) => {
    donePairs += pairs
    options.onProgress?.({ donePairs, totalPairs })
  }
  const takeKept = async (tile: Tile) => {
    const kept = await options.tiles?.load(tile.row, tile.column)
    if (kept === null || kept === undefined) return false
    place(result, kept, task, tile)
    onPairs(pairsInTile(task, tile))
    return true
  }
  const missing: Tile[] = []
  for (const tile of all) {
    options.signal?.throwIfAborted()
    if (!(await takeKept(tile))) missing.push(tile)
  }
  // Processes that share a store begin in different places, so that they divide the work.
  const start = options.tiles === undefined ? 0 : Math.floor(Math.random() * missing.length)
  await measureTiles(shareData(task), [...missing.slice(start), ...missing.slice(0, start)], {
    onPairs,
    threads: threadsAskedFor(options),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.tiles === undefined ? {} : { isFinished: takeKept }),
    onTile: async (tile, nats) => {
      const values = scale === 1 ? nats : nats.map((value) => value * scale)
      place(result, values, task, tile)
      await options.tiles?.save(tile.row, tile.column, values)
    },
  })
  return result
}

/** @throws RoteError `limit-exceeded` where the platform has no array of that length */
function allocateResult({ rows, columns }: PairTask): Float64Array {
  const length = rows.length * columns.length
  try {
    return new Float64Array(length)
  } catch {
    throw new RoteError("limit-exceeded", {
      expected: "a matrix that fits into memory",
      found: `${rows.length} × ${columns.length} neurons, ${Math.ceil((length * 8) / 2 ** 30)} GiB`,
      hint: "measure a sample of the neurons",
    })
  }
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
  const threads = threadsAskedFor(options)
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
  return {
    pairs,
    microsecondsPerPair,
    seconds: (pairs * microsecondsPerPair) / 1e6 / threads,
  }
}

/** @throws RoteError `bad-option` */
function threadsAskedFor({ threads }: PairwiseOptions): number {
  return threads === undefined ? defaultThreads() : requireInteger("threads", threads, 1, 1024)
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
