import { describe, expect, it } from "vitest"
import {
  blankTile,
  coarsestLevel,
  levelSide,
  matrixPyramid,
  pyramidTile,
  tileCells,
  tileExtent,
} from "#src/inspection/matrix-pyramid.js"
import { sampleIndices, seededRandom } from "#src/random.js"

/** Values in [0, 1) with some that are not finite. */
function randomMatrix(size: number): Float64Array {
  const random = seededRandom(size)
  return Float64Array.from({ length: size * size }, () => {
    const value = random()
    return value < 0.02 ? Number.NaN : value < 0.03 ? Number.POSITIVE_INFINITY : value
  })
}

/** The definition: the mean over a square of the ordered matrix, without the diagonal and what is not finite. */
function plainCell(values: Float64Array, size: number, order: Int32Array, level: number, row: number, column: number) {
  const side = 2 ** level
  const counted: number[] = []
  for (let i = row * side; i < Math.min(size, (row + 1) * side); i++) {
    for (let j = column * side; j < Math.min(size, (column + 1) * side); j++) {
      const value = values[order[i] * size + order[j]]
      if (i !== j && Number.isFinite(value)) counted.push(value)
    }
  }
  return counted.reduce((sum, value) => sum + value, 0) / counted.length
}

const inOrder = (size: number) => Int32Array.from({ length: size }, (_, row) => row)

describe("a pyramid", () => {
  it.each([
    [1, 0],
    [256, 0],
    [257, 1],
    [512, 1],
    [513, 2],
    [4000, 4],
  ])("of %i neurons is one tile at level %i and no earlier", (size, level) => {
    expect(coarsestLevel(size)).toBe(level)
    expect(levelSide(size, level)).toBeLessThanOrEqual(tileCells)
    if (level > 0) expect(levelSide(size, level - 1)).toBeGreaterThan(tileCells)
  })

  const size = 600
  const values = randomMatrix(size)
  const shuffled = inOrder(size)
  shuffled.set(Array.from(inOrder(size)).sort((a, b) => ((a * 7919) % size) - ((b * 7919) % size)))

  it.each([
    ["layers", null],
    ["another order", shuffled],
  ])("has in each cell the mean over its square of neurons, in %s", (_, order) => {
    const pyramid = matrixPyramid(values, size, order)
    const cells = sampleIndices(tileCells * tileCells, 300, seededRandom(1))
    for (let level = 0; level <= 2; level++) {
      for (const [row, column] of [
        [0, 0],
        [0, 1],
        [1, 1],
      ]) {
        if (tileExtent(size, level, row, column) === undefined) continue
        const { height, width, cells: found } = pyramidTile(pyramid, level, row, column)
        expect(found.length).toBe(height * width)
        for (const cell of cells) {
          if (cell >= found.length) continue
          const [r, c] = [row * tileCells + Math.floor(cell / width), column * tileCells + (cell % width)]
          const mean = plainCell(values, size, order ?? inOrder(size), level, r, c)
          if (Number.isNaN(mean)) expect(found[cell]).toBeNaN()
          else expect(found[cell]).toBeCloseTo(mean, 6)
        }
      }
    }
  })

  it("has smaller tiles at its right and lower edges, and none beyond", () => {
    const pyramid = matrixPyramid(values, size)
    const extents = (level: number, row: number, column: number) => {
      const { height, width } = pyramidTile(pyramid, level, row, column)
      return [height, width]
    }
    expect(extents(0, 0, 0)).toEqual([256, 256])
    expect(extents(0, 2, 1)).toEqual([88, 256])
    expect(extents(1, 1, 1)).toEqual([44, 44])
    expect(extents(2, 0, 0)).toEqual([150, 150])
    for (const [level, row, column] of [
      [0, 3, 0],
      [1, 0, 2],
      [3, 0, 0],
    ]) {
      expect(tileExtent(size, level, row, column)).toBeUndefined()
      expect(() => pyramidTile(pyramid, level, row, column)).toThrow(RangeError)
    }
  })

  it("has NaN where nothing is left, and nowhere else", () => {
    const two = Float64Array.of(5, 1, 2, 5)
    expect(Array.from(pyramidTile(matrixPyramid(two, 2), 0, 0, 0).cells)).toEqual([Number.NaN, 1, 2, Number.NaN])
    const side = 300
    const empty = new Float64Array(side * side).fill(Number.NaN)
    empty[0 * side + 299] = 3
    const { cells } = pyramidTile(matrixPyramid(empty, side), 1, 0, 0)
    expect(cells.findIndex((cell) => !Number.isNaN(cell))).toBe(149)
    expect(cells.filter((cell) => !Number.isNaN(cell))).toEqual(Float32Array.of(3))
  })
})

it("a part of the matrix itself is blank on the matrix's diagonal and where it is not finite", () => {
  const part = Float64Array.of(1, 2, Number.POSITIVE_INFINITY, 4, 5, 6)
  expect(Array.from(blankTile(part, 10, 9, 2, 3).cells)).toEqual([1, Number.NaN, Number.NaN, 4, 5, Number.NaN])
})
