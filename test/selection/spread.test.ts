import { describe, expect, test } from "vitest"
import { differenceOf, examplesAtLevel, signAtLevel } from "#src/selection/difference.js"
import { ownHalfWidth, type Spread, subtractSpread, uncertainty } from "#src/selection/spread.js"

const spread = (half: number, eighth: number | null): Spread => ({
  deviations: Float64Array.of(Math.sqrt(half)),
  fine: eighth === null ? null : Float64Array.of(Math.sqrt(eighth)),
})
const estimate = (mean: number, of: Spread) => ({ mean, spread: of, values: Float64Array.of(mean) })

describe("variance on all examples from that on halves and eighths", () => {
  test.each([
    ["falls as 1/S", 1, 0],
    ["falls in part", 1, 3],
    ["does not fall", 0, 2],
  ])("where it %s", (_, ordinary, lasting) => {
    const found = uncertainty(spread(2 * ordinary + lasting, 8 * ordinary + lasting))
    expect(found.standardError ** 2).toBeCloseTo(ordinary + lasting, 12)
    expect(found.lasting).toBeCloseTo(lasting / (ordinary + lasting), 12)
  })

  test("it never falls faster than 1/S nor rises", () => {
    expect(uncertainty(spread(2, 100)).standardError ** 2).toBeCloseTo(1, 12)
    expect(uncertainty(spread(2, 1))).toEqual({ standardError: Math.sqrt(2), lasting: 1 })
  })

  test("where the rate is known it is taken as it is", () => {
    expect(uncertainty(spread(2, null)).standardError ** 2).toBeCloseTo(2, 12)
    expect(uncertainty(spread(2, null)).lasting).toBe(0)
  })

  test("no scatter is no error", () => {
    expect(uncertainty(spread(0, 0))).toEqual({ standardError: 0, lasting: 0 })
  })
})

test("what two models share cancels in their difference", () => {
  const shared = { deviations: Float64Array.of(1, -2, 3), fine: Float64Array.of(4, 5) }
  expect(uncertainty(subtractSpread(shared, shared)).standardError).toBe(0)
})

test("a model by itself has 16 degrees of freedom, and 3 where extremes decide", () => {
  expect(ownHalfWidth({ standardError: 1, lasting: 0 })).toBeCloseTo(2.1199, 4)
  expect(ownHalfWidth({ standardError: 1, lasting: 1 })).toBeCloseTo(3.1824, 4)
})

describe("examples that would tell a difference", () => {
  const needed = (difference: number, ordinary: number, lasting: number) => {
    const nothing = { deviations: Float64Array.of(0), fine: Float64Array.of(0) }
    const scatter = spread(2 * ordinary + lasting, 8 * ordinary + lasting)
    return differenceOf(estimate(0, nothing), estimate(difference, scatter), 100).examplesNeeded
  }
  test("as many times more as the half-width is too wide, squared", () => {
    expect(needed(2.1199053, 4, 0)).toBe(400)
  })
  test("of what more examples mend", () => {
    // Of the variance 4, 3.5 is ordinary: 1 = 3.5 · 100/n + 0.5 at n = 700.
    expect(needed(2.1199053, 3.5, 0.5)).toBe(700)
  })
  test.each([
    ["is told already", 9, 4, 0],
    ["is none", 0, 4, 0],
    ["is less than extremes alone make", 1, 1, 4],
  ])("none where the difference %s", (_, ...numbers) => {
    expect(needed(...(numbers as [number, number, number]))).toBeNull()
  })
})

test("examples for a stricter level than the interval's", () => {
  const at = (difference: number, level: number) =>
    examplesAtLevel(differenceOf(estimate(0, spread(0, null)), estimate(difference, spread(1, null)), 100), level, 100)
  // Student's t with 16 degrees of freedom at .01: 2.9208.
  expect(at(2.5, 0.01)).toBe(Math.ceil(100 * (2.9207816 / 2.5) ** 2))
  expect(at(1, 0.05)).toBe(Math.ceil(100 * 2.1199053 ** 2))
  expect(at(0, 0.05)).toBe(Infinity)
})

test("at every level no number of examples mends what extremes make", () => {
  const scatter = spread(2 * 0.5 + 0.5, 8 * 0.5 + 0.5)
  const found = differenceOf(estimate(0, spread(0, 0)), estimate(2.5, scatter), 100)
  expect(found).toMatchObject({ lasting: expect.closeTo(0.5, 12), examplesNeeded: null })
  // Of the variance 1 half is lasting: 2.5² = 2.9208² · (0.5 · 100/n + 0.5) at n = 215.
  expect(examplesAtLevel(found, 0.01, 100)).toBe(215)
  // At .0001, t is 5.13 and even √.5 of it more than the difference.
  expect(examplesAtLevel(found, 0.0001, 100)).toBe(Infinity)
})

test("a sign counts at its level alone", () => {
  const difference = differenceOf(estimate(0, spread(0, null)), estimate(-2.5, spread(1, null)), 100)
  expect(signAtLevel(difference, 0.05)).toBe(-1)
  expect(signAtLevel(difference, 0.01)).toBe(0)
})
