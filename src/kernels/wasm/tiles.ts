import { COLUMNS, type NeuronInput, type PairEngine, type PairSettings } from "./pair-engine.js"

/** The pairs to measure: rows × columns of neurons, cut into square tiles. */
export interface PairTask {
  settings: PairSettings
  examples: number
  /** Neuron by neuron. On a SharedArrayBuffer, every thread reads the same copy. */
  data: Float32Array | Float64Array
  /** Which neurons of `data` are rows and which are columns. */
  rows: Int32Array
  columns: Int32Array
  /** Rows and columns are the same neurons: only tiles on and above the diagonal, mirrored, are measured. */
  symmetric: boolean
  tile: number
  /** By neuron of `data`. */
  factors: Float64Array
  scales: Float64Array
  leftOut: Uint8Array
}

export interface Tile {
  row: number
  column: number
}

/** Length of tile `index` along a side of `length` neurons. */
export function tileLength(index: number, tile: number, length: number): number {
  return Math.min(tile, length - index * tile)
}

/** The tiles of a task, row by row. */
export function tilesOf({ rows, columns, symmetric, tile }: PairTask): Tile[] {
  const tiles: Tile[] = []
  for (let row = 0; row * tile < rows.length; row++) {
    for (let column = symmetric ? row : 0; column * tile < columns.length; column++) tiles.push({ row, column })
  }
  return tiles
}

export function pairsInTile(task: PairTask, { row, column }: Tile): number {
  const rows = tileLength(row, task.tile, task.rows.length)
  const columns = tileLength(column, task.tile, task.columns.length)
  return task.symmetric && row === column ? (rows * (rows + 1)) / 2 : rows * columns
}

/** Roughly what a pair takes on a core of 2024. */
export function nanosecondsForPair({ settings: { method, k }, examples }: PairTask): number {
  if (method === "binned" || method === "gaussian-copula") return examples
  return examples * (k === 3 && method !== "ksg2" ? 40 : 200)
}

/**
 * Measures tiles of one task, one after the other. Consecutive tiles of the same row keep its neurons prepared.
 * `onPairs` hears how many pairs were done since it last did.
 */
export function tileMeasurer(
  task: PairTask,
  engine: PairEngine,
): (tile: Tile, onPairs: (pairs: number) => void) => Float64Array {
  const group = new Float64Array(COLUMNS)
  let firstHeld = -1
  const hold = (first: number, count: number) => {
    if (first === firstHeld) return
    for (let r = 0; r < count; r++) engine.setRow(r, neuronInput(task, task.rows[first + r]))
    firstHeld = first
  }
  return ({ row, column }, onPairs) => {
    const height = tileLength(row, task.tile, task.rows.length)
    const width = tileLength(column, task.tile, task.columns.length)
    const mirrored = task.symmetric && row === column
    const values = new Float64Array(height * width)
    for (let top = 0; top < height; top += engine.rows) {
      const bottom = Math.min(top + engine.rows, height)
      hold(row * task.tile + top, bottom - top)
      for (let left = mirrored ? top - (top % COLUMNS) : 0; left < width; left += COLUMNS) {
        const right = Math.min(left + COLUMNS, width)
        for (let c = left; c < right; c++) {
          engine.setColumn(c - left, neuronInput(task, task.columns[column * task.tile + c]))
        }
        for (let r = top; r < bottom; r++) {
          const from = mirrored ? Math.max(r, left) : left
          if (from >= right) break
          const out = group.subarray(0, right - left)
          engine.information(r - top, from - left, out)
          for (let c = from; c < right; c++) {
            values[r * width + c] = out[c - left]
            if (mirrored) values[c * width + r] = out[c - left]
          }
          onPairs(right - from)
        }
      }
    }
    return values
  }
}

function neuronInput({ data, examples, factors, scales, leftOut }: PairTask, neuron: number): NeuronInput {
  return {
    values: data.subarray(neuron * examples, (neuron + 1) * examples),
    factor: factors[neuron],
    scale: scales[neuron],
    leftOut: leftOut[neuron] === 1,
  }
}
