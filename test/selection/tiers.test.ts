import { describe, expect, test } from "vitest"
import { seededRandom } from "#src/random.js"
import type { Spread } from "#src/selection/spread.js"
import { probabilitiesOfBest, tiersOf } from "#src/selection/tiers.js"

/** Models that scatter independently of one another by 1. */
const independent = (...values: number[]) =>
  values.map((value, m) => {
    const spread: Spread = { deviations: new Float64Array(values.length), fine: null }
    spread.deviations[m] = 1
    return { value, spread }
  })
const total = (shares: number[]) => shares.reduce((sum, share) => sum + share, 0)

describe("tiers", () => {
  // The difference of two has a standard error of √2. Three models have three pairs: t(16) at .05 / 3 is 2.673.
  test("a model leaves the tier where its difference from the first is more than chance over all pairs", () => {
    expect(tiersOf(independent(0, -3.7, -3.9))).toEqual([1, 1, 2])
  })

  test("the next tier begins anew", () => {
    expect(tiersOf(independent(0, -5, -7, -9.5))).toEqual([1, 2, 2, 3])
  })

  test("what models share does not hide their differences", () => {
    const shared = [10, 11].map((deviation) => ({ deviations: Float64Array.of(deviation), fine: null }))
    expect(tiersOf([3, 0].map((value, m) => ({ value, spread: shared[m] })))).toEqual([1, 2])
  })

  test("one model has one tier", () => {
    expect(tiersOf(independent(1))).toEqual([1])
  })
})

describe("probability of being the best", () => {
  const best = (contenders: ReturnType<typeof independent>, seed = 0) =>
    probabilitiesOfBest(contenders, seededRandom(seed))

  test("sums to 1 and falls with the value", () => {
    const shares = best(independent(1, 0.5, 0, -8))
    expect(total(shares)).toBeCloseTo(1, 10)
    expect(shares).toEqual([...shares].sort((a, b) => b - a))
    expect(shares[3]).toBeLessThan(0.001)
  })

  test("of two it is that of Student's t", () => {
    // A difference of √2 · 2.1199 standard errors: 2.5 % below.
    expect(best(independent(2.1199 * Math.SQRT2, 0))[1]).toBeCloseTo(0.025, 2)
  })

  test("equal models share it to the dot", () => {
    const [one] = independent(1)
    expect(best([one, one, one])).toEqual([1 / 3, 1 / 3, 1 / 3].map((share) => expect.closeTo(share, 10)))
  })

  test("of one model it is 1", () => {
    expect(best(independent(7))).toEqual([1])
  })

  test("the same seed gives the same, another nearly the same", () => {
    const contenders = independent(1, 0.5, 0)
    expect(best(contenders, 3)).toEqual(best(contenders, 3))
    expect(best(contenders, 4)[0]).toBeCloseTo(best(contenders, 3)[0], 1)
    expect(best(contenders, 4)).not.toEqual(best(contenders, 3))
  })
})
