import { damagedChunk, extent, readChunk, tileSide } from "./tiles.js"

/** Neighbouring rows and columns of a matrix. */
export interface Block {
  top: number
  left: number
  height: number
  width: number
}

/** Chunks read side by side: systems allow some hundreds of open files. */
const openAtOnce = 32

/**
 * Part of a run's matrix, row by row, from no more than the chunks that it lies in.
 * @throws RoteError `damaged-run` naming a chunk that is missing or damaged, unless such are to be left blank: NaN
 */
export async function readBlock(
  runDirectory: string,
  block: Block,
  missing: "refused" | "blank",
): Promise<Float64Array> {
  const { top, left, height, width } = block
  const values = new Float64Array(height * width).fill(Number.NaN)
  const lefts = tilesOf(left, width)
  const places = tilesOf(top, height).flatMap((row) => lefts.map((column) => ({ row, column })))
  for (let first = 0; first < places.length; first += openAtOnce) {
    await Promise.all(
      places.slice(first, first + openAtOnce).map(async ({ row, column }) => {
        const chunk = await readChunk(runDirectory, row, column)
        if (chunk !== undefined) copyChunk(chunk, row * tileSide, column * tileSide, values, block)
        else if (missing === "refused") throw damagedChunk(runDirectory, row, column)
      }),
    )
  }
  return values
}

/**
 * The matrix in bands of whole rows from top to bottom, one of at most 64 in memory at a time.
 * @throws RoteError as `readBlock`
 */
export async function* readBands(
  runDirectory: string,
  size: number,
  missing: "refused" | "blank",
): AsyncGenerator<Float64Array> {
  for (let top = 0; top < size; top += tileSide) {
    const height = extent(size, top / tileSide)
    yield await readBlock(runDirectory, { top, left: 0, height, width: size }, missing)
  }
}

/**
 * The whole matrix, row by row.
 * @throws RoteError `damaged-run` naming a chunk that is missing or damaged
 */
export async function readMatrix(runDirectory: string, size: number): Promise<Float64Array> {
  const bands: Float64Array[] = []
  for await (const band of readBands(runDirectory, size, "refused")) bands.push(band)
  // Allocated only once every chunk has been seen: a manifest cannot claim a matrix that the disk does not hold.
  const values = new Float64Array(size * size)
  bands.forEach((band, row) => {
    values.set(band, row * tileSide * size)
  })
  return values
}

/** The tiles along one side that hold `length` rows from `start`. */
function tilesOf(start: number, length: number): number[] {
  const first = Math.floor(start / tileSide)
  const count = Math.ceil((start + length) / tileSide) - first
  return Array.from({ length: count }, (_, i) => first + i)
}

/** Writes what a chunk holds of a block to its place. */
function copyChunk(chunk: Float64Array, top: number, left: number, values: Float64Array, block: Block): void {
  const begin = Math.max(left, block.left)
  const end = Math.min(left + tileSide, block.left + block.width)
  for (let row = Math.max(top, block.top); row < Math.min(top + tileSide, block.top + block.height); row++) {
    const from = (row - top) * tileSide
    const to = (row - block.top) * block.width
    values.set(chunk.subarray(from + begin - left, from + end - left), to + begin - block.left)
  }
}
