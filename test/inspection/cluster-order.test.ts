import { describe, expect, it } from "vitest"
import { averageLinkage, clusterOrder } from "#src/inspection/cluster-order.js"
import { seededRandom } from "#src/random.js"

/** A symmetric matrix of values in [0, 1) with zeros on its diagonal. */
function randomMatrix(size: number, seed: number): Float64Array {
  const random = seededRandom(seed)
  const values = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      values[i * size + j] = random()
      values[j * size + i] = values[i * size + j]
    }
  }
  return values
}

/** Merges the two clusters of highest mean similarity, looked for among all, until one is left: each merge as the rows in it. */
function plainAverageLinkage(values: Float64Array, size: number): { rows: string; similarity: number }[] {
  let clusters = Array.from({ length: size }, (_, row) => [row])
  const merges: { rows: string; similarity: number }[] = []
  const mean = (a: number[], b: number[]) => {
    const pairs = a.flatMap((i) => b.map((j) => values[i * size + j]))
    return pairs.reduce((sum, value) => sum + value, 0) / pairs.length
  }
  while (clusters.length > 1) {
    const pairs = clusters.flatMap((a, i) => clusters.slice(i + 1).map((b) => ({ a, b, similarity: mean(a, b) })))
    const { a, b, similarity } = pairs.reduce((best, pair) => (pair.similarity > best.similarity ? pair : best))
    clusters = [...clusters.filter((cluster) => cluster !== a && cluster !== b), [...a, ...b]]
    merges.push({ rows: named([...a, ...b]), similarity })
  }
  return merges
}

function named(rows: number[]): string {
  return [...rows].sort((a, b) => a - b).join(" ")
}

/** The rows of every merge. */
function mergedRows(values: Float64Array, size: number): number[][] {
  const rows = Array.from({ length: size }, (_, row) => [row])
  for (const { first, second } of averageLinkage(values, size)) rows.push([...rows[first], ...rows[second]])
  return rows.slice(size)
}

describe("average linkage", () => {
  it.each([2, 3, 10, 40])("of %i rows gives the tree that merging the most similar two of all gives", (size) => {
    for (const seed of [1, 2, 3]) {
      const values = randomMatrix(size, seed)
      const plain = plainAverageLinkage(values, size)
      const merges = averageLinkage(values, size)
      const rows = mergedRows(values, size).map(named)
      expect([...rows].sort()).toEqual(plain.map((merge) => merge.rows).sort())
      const similarity = new Map(rows.map((name, i) => [name, merges[i].similarity]))
      for (const merge of plain) expect(similarity.get(merge.rows)).toBeCloseTo(merge.similarity, 12)
    }
  })

  it("merges all rows where every similarity is the same, or is not a number", () => {
    for (const value of [0, 0.1, 1 / 3, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const size = 25
      const rows = mergedRows(new Float64Array(size * size).fill(value), size)
      expect(rows.at(-1)?.length).toBe(size)
      expect(new Set(rows.at(-1)).size).toBe(size)
    }
  })
})

describe("rows in the order of clusters", () => {
  it.each([0, 1, 2, 3, 50])("are all of %i rows, each once", (size) => {
    const order = clusterOrder(randomMatrix(size, 5), size)
    expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, row) => row))
  })

  it("have the rows of every merge next to one another", () => {
    const size = 60
    const values = randomMatrix(size, 8)
    const order = clusterOrder(values, size)
    const place = new Map(Array.from(order, (row, i) => [row, i]))
    for (const rows of mergedRows(values, size)) {
      const places = rows.map((row) => place.get(row) as number)
      expect(Math.max(...places) - Math.min(...places)).toBe(rows.length - 1)
    }
  })

  it("find the blocks of a matrix whose rows were shuffled, and walk along a chain of neighbours", () => {
    const size = 30
    const shuffled = Array.from({ length: size }, (_, i) => (i * 7) % size)
    const blocks = Float64Array.from({ length: size * size }, (_, cell) => {
      const [a, b] = [shuffled[Math.floor(cell / size)], shuffled[cell % size]]
      return Math.floor(a / 10) === Math.floor(b / 10) ? 1 : 0.1
    })
    const inBlocks = Array.from(clusterOrder(blocks, size), (row) => Math.floor(shuffled[row] / 10))
    expect(inBlocks.filter((block, i) => block !== inBlocks[i + 1]).length).toBe(3)

    const chain = Float64Array.from({ length: 64 }, (_, cell) => 2 ** -Math.abs(Math.floor(cell / 8) - (cell % 8)))
    expect(Array.from(clusterOrder(chain, 8))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  it("are the same every time, ties or not", () => {
    const ties = randomMatrix(40, 2).map((value) => Math.round(value * 3))
    expect(clusterOrder(ties, 40)).toEqual(clusterOrder(ties.slice(), 40))
  })
})
