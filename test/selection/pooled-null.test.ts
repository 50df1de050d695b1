import { expect, test } from "vitest"
import { joinBlocks, pairBlocks } from "#src/selection/pair-blocks.js"
import { addShuffled, emptyTally, pooledP, summariseTally } from "#src/selection/pooled-null.js"

const layers = [
  { start: 0, end: 2 },
  { start: 2, end: 5 },
]

test("pairs are cut into blocks within and between layers, each once", () => {
  const blocks = pairBlocks(layers, new Uint8Array(5))
  expect(blocks.map(({ within, pairs, places }) => [within, pairs, [...places]])).toEqual([
    [0, 1, [1]],
    [null, 6, [2, 3, 4, 7, 8, 9]],
    [1, 3, [13, 14, 19]],
  ])
})

test("pairs with a constant neuron are counted but not tested", () => {
  const [, between, within] = pairBlocks(layers, Uint8Array.of(0, 0, 0, 1, 0))
  expect([between.pairs, [...between.places]]).toEqual([6, [2, 4, 7, 9]])
  expect([within.pairs, [...within.places]]).toEqual([3, [14]])
})

test("all blocks together have every pair once", () => {
  const { within, pairs, places } = joinBlocks(pairBlocks(layers, Uint8Array.of(0, 0, 0, 1, 0)))
  expect([within, pairs, [...places].sort((a, b) => a - b)]).toEqual([null, 10, [1, 2, 4, 7, 9, 14]])
})

/** A symmetric matrix of three neurons by its pairs (0, 1), (0, 2), (1, 2). */
const matrix = (a: number, b: number, c: number) => Float64Array.of(9, a, b, a, 9, c, b, c, 9)

test("p is read from all shuffled pairs of the block, those that reach the value counted as one more", () => {
  const [block] = pairBlocks([{ start: 0, end: 3 }], new Uint8Array(3))
  const tally = emptyTally(block, matrix(5, 2, 0))
  addShuffled(tally, matrix(1, 2, 3))
  addShuffled(tally, matrix(1, 1, 1))
  // Of 1 2 3 1 1 1: none reaches 5, two reach 2, all reach 0.
  expect([...pooledP(tally)]).toEqual([1 / 7, 3 / 7, 1])
})

test("a layer's summary: means, the p of the mean, and the pairs above chance", () => {
  const [block] = pairBlocks([{ start: 0, end: 3 }], new Uint8Array(3))
  const tally = emptyTally(block, matrix(5, 2, -1))
  for (let r = 0; r < 9; r++) addShuffled(tally, matrix(1, 0, r === 0 ? 8 : -1))
  const { threshold, ...summary } = summariseTally("fc", tally, 0.2)
  expect(summary).toEqual({
    layer: "fc",
    pairs: 3,
    mean: 2,
    nullMean: 1 / 3,
    nullStandardDeviation: expect.closeTo(1, 12),
    meanP: 2 / 10,
    above: 2,
  })
  // p are 2/28, 2/28 and 1; the rule allows .2 · 2/3 for the second.
  expect(threshold).toBe(2)
})

test("the same values in other pairs reach the mean, though sums of them in other orders differ", () => {
  const [block] = pairBlocks([{ start: 0, end: 3 }], new Uint8Array(3))
  expect(0.3 + 0.2 + 0.1).not.toBe(0.1 + 0.2 + 0.3)
  for (const values of [matrix(0.3, 0.2, 0.1), matrix(0.1, 0.2, 0.3), matrix(0.2, 0.3, 0.1)]) {
    const tally = emptyTally(block, values)
    addShuffled(tally, matrix(0.1, 0.2, 0.3))
    addShuffled(tally, matrix(0.3, 0.2, 0.1))
    expect(summariseTally("fc", tally, 0.05).meanP).toBe(1)
  }
})

test("a layer of one neuron has nothing to test", () => {
  const [block] = pairBlocks([{ start: 0, end: 1 }], new Uint8Array(1))
  const tally = emptyTally(block, Float64Array.of(1))
  addShuffled(tally, Float64Array.of(1))
  expect(summariseTally("fc", tally, 0.05)).toMatchObject({
    pairs: 0,
    mean: 0,
    meanP: 1,
    above: 0,
    threshold: null,
  })
})
