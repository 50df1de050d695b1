import { describe, expect, test } from "vitest"
import { normals, seededRandom } from "#src/random.js"
import { tauOf } from "#src/selection/bootstrap.js"
import { bootstrapInterval, tauInterval } from "#src/selection/index.js"

const all = (n: number) => Array.from({ length: n }, (_, i) => i)

/** Points of a normal distribution with correlation 1/2, whose τ is 2 / π · asin(1/2) = 1/3. */
function correlated(n: number, normal: () => number): [number[], number[]] {
  const x = Array.from({ length: n }, normal)
  return [x, x.map((value) => value / 2 + Math.sqrt(3 / 4) * normal())]
}

/** Share of `times` simulated intervals that hold the truth. */
function coverage(truth: number, times: number, interval: (seed: number) => [number, number] | null): number {
  const held = all(times).filter((seed) => {
    const found = interval(seed)
    return found !== null && found[0] <= truth && truth <= found[1]
  })
  return held.length / times
}

test("the same seed gives the same interval, another seed nearly the same", () => {
  const [x, y] = correlated(30, normals(seededRandom(1)))
  const interval = tauInterval(x, y, { seed: 3 })!
  expect(tauInterval(x, y, { seed: 3 })).toEqual(interval)
  const other = tauInterval(x, y, { seed: 4 })!
  expect(other).not.toEqual(interval)
  expect(Math.max(...[0, 1].map((end) => Math.abs(other[end] - interval[end])))).toBeLessThan(0.05)
})

test("of the draws 2.5 % lie below the interval and 2.5 % above", () => {
  let next = 0
  const interval = bootstrapInterval([[0, 1]], () => next++, { draws: 1000 })
  expect(interval).toEqual([25, 974])
})

test("a stratum is redrawn within itself and keeps its size", () => {
  const strata = [[0, 1, 2], [7], [4, 5]]
  const seen = strata.map(() => new Set<number>())
  bootstrapInterval(
    strata,
    (drawn) => {
      expect(drawn.map(({ length }) => length)).toEqual([3, 1, 2])
      drawn.forEach((stratum, s) => {
        for (const i of stratum) seen[s].add(i)
      })
      return 0
    },
    { draws: 100 },
  )
  expect(seen.map((indices) => [...indices].sort())).toEqual(strata)
})

test("draws without a statistic are left out", () => {
  let next = 0
  expect(bootstrapInterval([[0, 1]], () => (next++ % 2 === 0 ? null : 5), { draws: 40 })).toEqual([5, 5])
})

test("no interval where nothing can come out differently, or nothing comes out", () => {
  expect(bootstrapInterval([[0], [1], [2]], () => 1)).toBeNull()
  expect(tauInterval([], [])).toBeNull()
  expect(tauInterval([1], [1])).toBeNull()
  expect(tauInterval([1, 1, 1], [1, 2, 3])).toBeNull()
})

test("models in perfect order have an interval without width", () => {
  expect(tauInterval([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).toEqual([1, 1])
})

test.each([0, -1, 1.5, Number.NaN])("%d draws are refused", (draws) => {
  expect(() => tauInterval([1, 2], [1, 2], { draws })).toThrow(expect.objectContaining({ code: "bad-option" }))
})

describe("coverage", () => {
  test.each([8, 20])("an interval over a list of %d models holds the true τ about 95 times in 100", (models) => {
    const normal = normals(seededRandom(7))
    const share = coverage(1 / 3, 300, (seed) => tauInterval(...correlated(models, normal), { draws: 300, seed }))
    expect(share).toBeGreaterThan(0.92)
    expect(share).toBeLessThan(0.99)
  })

  // Five knob values one standard deviation apart. The expected τ comes from simulation as well.
  test.each([
    [2, 0.7, 0.87],
    [10, 0.9, 0.98],
  ])("an interval over the networks of a sweep with %d seeds holds it with a share of %d to %d", (seeds, low, high) => {
    const normal = normals(seededRandom(8))
    const knobs = all(5 * seeds).map((i) => Math.floor(i / seeds))
    const sweep = (): [number[], number[]] => [knobs.map((k) => k + normal()), knobs.map((k) => k + normal())]
    const strata = all(5).map((knob) => all(seeds).map((seed) => knob * seeds + seed))
    const everyone = Int32Array.from(knobs.keys())
    const expected = all(2000).reduce((sum) => sum + tauOf(...sweep(), everyone)!, 0) / 2000
    const share = coverage(expected, 300, (seed) => {
      const [x, y] = sweep()
      return bootstrapInterval(strata, (drawn) => tauOf(x, y, Int32Array.from(drawn.flatMap((each) => [...each]))), {
        draws: 300,
        seed,
      })
    })
    expect(share).toBeGreaterThan(low)
    expect(share).toBeLessThan(high)
  })
})
