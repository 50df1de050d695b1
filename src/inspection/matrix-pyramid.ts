/** Cells along the side of a heat map's tile. */
export const tileCells = 256

/**
 * A square matrix at ever coarser levels. A cell of level L is the mean over 2^L × 2^L neighbouring entries, without those of the
 * diagonal and those that are not finite, and NaN where none is left. Level 0 is the matrix itself, the last is one tile.
 */
export interface MatrixPyramid {
  size: number
  /** size × size, row by row. */
  values: ArrayLike<number>
  /** Rows of the matrix in the order in which the pyramid has them, or null for that of the matrix. */
  order: Int32Array | null
  /** Levels 1, 2, …: `levelSide` cells squared, row by row. */
  coarser: Float32Array[]
}

/** Part of a level: at most `tileCells` rows and columns, fewer at its right and lower edges; row by row. */
export interface MatrixTile {
  height: number
  width: number
  cells: Float32Array
}

/** Cells along the side of a level of a size × size matrix. */
export function levelSide(size: number, level: number): number {
  return Math.ceil(size / 2 ** level)
}

/** The first level that is a single tile. */
export function coarsestLevel(size: number): number {
  let level = 0
  while (levelSide(size, level) > tileCells) level++
  return level
}

/** Rows and columns of a tile, or undefined where the level has no such tile. */
export function tileExtent(
  size: number,
  level: number,
  row: number,
  column: number,
): { height: number; width: number } | undefined {
  if (level > coarsestLevel(size)) return undefined
  const side = levelSide(size, level)
  const [height, width] = [row, column].map((place) => Math.min(tileCells, side - place * tileCells))
  return height > 0 && width > 0 ? { height, width } : undefined
}

/** Cost: a pass over the matrix, and a third of its size in memory as float32 besides 3 times that while it works. */
export function matrixPyramid(values: ArrayLike<number>, size: number, order: Int32Array | null = null): MatrixPyramid {
  const coarser: Float32Array[] = []
  const coarsest = coarsestLevel(size)
  if (coarsest > 0) {
    let totals = pairTotals(values, size, order)
    coarser.push(means(totals))
    while (coarser.length < coarsest) {
      totals = halved(totals)
      coarser.push(means(totals))
    }
  }
  return { size, values, order, coarser }
}

/** Throws RangeError where the pyramid has no such tile. */
export function pyramidTile(pyramid: MatrixPyramid, level: number, row: number, column: number): MatrixTile {
  const extent = tileExtent(pyramid.size, level, row, column)
  if (extent === undefined) throw new RangeError(`no tile ${row}, ${column} at level ${level}`)
  const { height, width } = extent
  const [top, left] = [row * tileCells, column * tileCells]
  if (level === 0) return finestTile(pyramid, top, left, height, width)
  const side = levelSide(pyramid.size, level)
  const cells = new Float32Array(height * width)
  for (let r = 0; r < height; r++) {
    const from = (top + r) * side + left
    cells.set(pyramid.coarser[level - 1].subarray(from, from + width), r * width)
  }
  return { height, width, cells }
}

/** Blanks what no mean counts in a part of the matrix itself: the diagonal, and what is not finite. */
export function blankTile(
  values: ArrayLike<number>,
  top: number,
  left: number,
  height: number,
  width: number,
): MatrixTile {
  const cells = new Float32Array(height * width)
  for (let cell = 0; cell < cells.length; cell++)
    cells[cell] = Number.isFinite(values[cell]) ? values[cell] : Number.NaN
  for (let r = 0; r < height; r++) {
    const onDiagonal = top + r - left
    if (onDiagonal >= 0 && onDiagonal < width) cells[r * width + onDiagonal] = Number.NaN
  }
  return { height, width, cells }
}

function finestTile(
  { values, size, order }: MatrixPyramid,
  top: number,
  left: number,
  height: number,
  width: number,
): MatrixTile {
  const part = new Float64Array(height * width)
  for (let r = 0; r < height; r++) {
    const row = order === null ? top + r : order[top + r]
    for (let c = 0; c < width; c++)
      part[r * width + c] = values[row * size + (order === null ? left + c : order[left + c])]
  }
  return blankTile(part, top, left, height, width)
}

/** Sums over the entries that count in each cell, and how many they are. */
interface Totals {
  side: number
  sums: Float64Array
  counts: Uint32Array
}

function pairTotals(values: ArrayLike<number>, size: number, order: Int32Array | null): Totals {
  const totals = emptyTotals(Math.ceil(size / 2))
  const { side, sums, counts } = totals
  const rows = order ?? Int32Array.from({ length: size }, (_, row) => row)
  for (let i = 0; i < size; i++) {
    const from = rows[i] * size
    const to = (i >> 1) * side
    for (let j = 0; j < size; j++) {
      const value = values[from + rows[j]]
      if (i === j || !Number.isFinite(value)) continue
      sums[to + (j >> 1)] += value
      counts[to + (j >> 1)]++
    }
  }
  return totals
}

function halved(finer: Totals): Totals {
  const totals = emptyTotals(Math.ceil(finer.side / 2))
  const { side, sums, counts } = totals
  for (let i = 0; i < finer.side; i++) {
    for (let j = 0; j < finer.side; j++) {
      const cell = (i >> 1) * side + (j >> 1)
      sums[cell] += finer.sums[i * finer.side + j]
      counts[cell] += finer.counts[i * finer.side + j]
    }
  }
  return totals
}

function emptyTotals(side: number): Totals {
  return { side, sums: new Float64Array(side * side), counts: new Uint32Array(side * side) }
}

/** 0 / 0 is the NaN of a cell with nothing in it. */
function means({ sums, counts }: Totals): Float32Array {
  const cells = new Float32Array(sums.length)
  for (let cell = 0; cell < cells.length; cell++) cells[cell] = sums[cell] / counts[cell]
  return cells
}
