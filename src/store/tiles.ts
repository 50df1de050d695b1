import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { create } from "zarrita"
import { RoteError } from "../errors.js"
import type { MutualInformationMatrix } from "../estimators/measurement.js"
import type { TileStore } from "../estimators/pairwise.js"
import { crc32c } from "./crc32c.js"
import { readWhole, writeWhole } from "./files.js"

export const matrixName = "mutual-information.zarr"

/** Neurons along each side of a tile, which is one Zarr chunk. */
export const tileSide = 64
const chunkValues = tileSide * tileSide
const checksumBytes = 4
const chunkBytes = chunkValues * 8 + checksumBytes

/**
 * Describes an empty `size` × `size` float64 matrix as Zarr version 3; its chunks come later. The same bytes every time, written
 * where they are not there yet.
 */
export async function createMatrix(runDirectory: string, size: number): Promise<void> {
  const store = {
    get: () => undefined,
    async set(key: string, bytes: Uint8Array) {
      const path = join(runDirectory, matrixName, key)
      const kept = await readWhole(path)
      if (kept === undefined || Buffer.compare(kept, bytes) !== 0) await writeWhole(path, bytes)
    },
  }
  await create(store, {
    shape: [size, size],
    chunkShape: [tileSide, tileSide],
    dtype: "float64",
    fillValue: Number.NaN,
    codecs: [
      { name: "bytes", configuration: { endian: "little" } },
      { name: "crc32c", configuration: {} },
    ],
  })
}

/**
 * The tiles of a run's matrix on disk, the upper ones asked for, both triangles kept. A tile counts as there when it and its
 * mirror are whole: right size, right checksum.
 */
export function openTiles(runDirectory: string, size: number): TileStore {
  return {
    async load(row, column) {
      const chunk = await readChunk(runDirectory, row, column)
      const mirror = row === column ? chunk : await readChunk(runDirectory, column, row)
      return chunk === undefined || mirror === undefined
        ? null
        : cropped(chunk, extent(size, row), extent(size, column))
    },
    async save(row, column, values) {
      const chunk = padded(values, extent(size, row), extent(size, column))
      await writeChunk(runDirectory, row, column, chunk)
      if (row !== column) await writeChunk(runDirectory, column, row, transposed(chunk))
    },
  }
}

/** Writes every tile of a matrix in memory. */
export async function saveMatrix(runDirectory: string, { neurons, values }: MutualInformationMatrix): Promise<void> {
  const size = neurons.length
  const tiles = openTiles(runDirectory, size)
  for (const [row, column] of upperTiles(size)) {
    const width = extent(size, column)
    const tile = new Float64Array(extent(size, row) * width)
    for (let r = 0; r < extent(size, row); r++) {
      const from = (row * tileSide + r) * size + column * tileSide
      tile.set(values.subarray(from, from + width), r * width)
    }
    await tiles.save(row, column, tile)
  }
}

/** How many upper tiles a `size` × `size` matrix has, and how many of them are whole on disk. Reads them all. */
export async function countTiles(runDirectory: string, size: number): Promise<{ whole: number; total: number }> {
  const tiles = openTiles(runDirectory, size)
  let whole = 0
  let total = 0
  for (const [row, column] of upperTiles(size)) {
    total += 1
    if ((await tiles.load(row, column)) !== null) whole += 1
  }
  return { whole, total }
}

/**
 * How many upper tiles have their files, and how many there are. Each file is written whole, so that this is `countTiles` but
 * for damage, at the cost of listing the folders.
 */
export async function countTileFiles(runDirectory: string, size: number): Promise<{ written: number; total: number }> {
  const side = Math.ceil(size / tileSide)
  const chunks = join(runDirectory, matrixName, "c")
  let written = 0
  for (const row of await numbersIn(chunks)) {
    // A tile's mirror, below the diagonal, is written after it.
    if (row < side) written += (await numbersIn(join(chunks, String(row)))).filter((column) => column <= row).length
  }
  return { written, total: (side * (side + 1)) / 2 }
}

async function numbersIn(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((): string[] => [])
  return names.filter((name) => /^\d+$/.test(name)).map(Number)
}

function* upperTiles(size: number): Generator<[row: number, column: number]> {
  const side = Math.ceil(size / tileSide)
  for (let row = 0; row < side; row++) for (let column = row; column < side; column++) yield [row, column]
}

/** Real neurons of tile `index` along one side: fewer than a whole side in the last one. */
export function extent(size: number, index: number): number {
  return Math.min(tileSide, size - index * tileSide)
}

function chunkPath(runDirectory: string, row: number, column: number): string {
  return join(runDirectory, matrixName, "c", String(row), String(column))
}

async function writeChunk(runDirectory: string, row: number, column: number, chunk: Float64Array): Promise<void> {
  const bytes = new Uint8Array(chunkBytes)
  const values = bytes.subarray(0, chunkBytes - checksumBytes)
  values.set(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
  new DataView(bytes.buffer).setUint32(values.length, crc32c(values), true)
  await writeWhole(chunkPath(runDirectory, row, column), bytes)
}

/** Undefined where it is missing or damaged. zarrita would take it for one full of fill values, and leaves the checksum unread. */
export async function readChunk(runDirectory: string, row: number, column: number): Promise<Float64Array | undefined> {
  const bytes = await readWhole(chunkPath(runDirectory, row, column))
  if (bytes?.length !== chunkBytes) return undefined
  const values = bytes.slice(0, chunkBytes - checksumBytes)
  const checksum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(values.length, true)
  return crc32c(values) === checksum ? new Float64Array(values.buffer, values.byteOffset, chunkValues) : undefined
}

function padded(values: Float64Array, height: number, width: number): Float64Array {
  const chunk = new Float64Array(chunkValues).fill(Number.NaN)
  for (let r = 0; r < height; r++) chunk.set(values.subarray(r * width, (r + 1) * width), r * tileSide)
  return chunk
}

function cropped(chunk: Float64Array, height: number, width: number): Float64Array {
  const values = new Float64Array(height * width)
  for (let r = 0; r < height; r++) values.set(chunk.subarray(r * tileSide, r * tileSide + width), r * width)
  return values
}

function transposed(chunk: Float64Array): Float64Array {
  return chunk.map((_, index) => chunk[(index % tileSide) * tileSide + Math.floor(index / tileSide)])
}

export function damagedChunk(runDirectory: string, row: number, column: number): RoteError {
  return new RoteError("damaged-run", {
    input: runDirectory,
    expected: `chunk ${matrixName}/c/${row}/${column}, ${chunkBytes} bytes with their checksum`,
    found: "it missing or damaged",
    hint: `\`rote measure\` with the same files, settings and \`--out ${runDirectory}\` computes just that part again`,
  })
}
