import { describe, expect, test } from "vitest"
import { normals, permutation, seededRandom } from "#src/random.js"
import { PAPER_CLAIMS, type SweptNetwork, trend } from "#src/selection/index.js"

/** A sweep over five knob values whose accuracy falls; `slope`: how the value goes with the knob. */
function sweep({ slope, noise = 0, seeds = 1 }: { slope: number; noise?: number; seeds?: number }): SweptNetwork[] {
  const normal = normals(seededRandom(5))
  return [0, 0.25, 0.5, 0.75, 1].flatMap((knob) =>
    Array.from({ length: seeds }, (_, seed) => ({
      knob,
      seed,
      value: slope * knob + noise * normal(),
      accuracy: 0.9 - 0.3 * knob + 0.01 * noise * normal(),
    })),
  )
}

test("the paper's two claims are each other's opposite", () => {
  expect(PAPER_CLAIMS.heuristic).toEqual({ entropy: "falls", mutualInformation: "rises" })
  expect(PAPER_CLAIMS["example-level"]).toEqual({ entropy: "rises", mutualInformation: "falls" })
})

test.each([
  [1, "rises", 1, "as in the paper"],
  [-1, "falls", 1, "as in the paper"],
  [1, "falls", -1, "against the paper"],
  [-1, "rises", -1, "against the paper"],
] as const)("slope %d where the paper says it %s: τ is %d, %s", (slope, claimed, tau, outcome) => {
  for (const against of ["accuracy", "knob"] as const) {
    const { overModels } = trend(sweep({ slope }), claimed, { against })
    expect(overModels).toMatchObject({ tau, n: 5, method: "exact", outcome, interval: null })
    expect(overModels.p).toBeCloseTo(1 / 60, 12)
    expect(overModels.smallestP).toBeCloseTo(1 / 60, 12)
  }
})

test("with one seed each, models and networks are the same points", () => {
  const { overModels, overSeeds } = trend(sweep({ slope: 1 }), "rises")
  expect(overSeeds).toEqual(overModels)
})

test("four out of five in order is not significant", () => {
  const networks = sweep({ slope: 1 })
  networks[4].value = networks[3].value - 0.01
  expect(trend(networks, "rises").overModels).toMatchObject({ tau: 0.8, outcome: "not significant" })
})

test("the means over seeds are five points, the networks all of them", () => {
  const { overModels, overSeeds } = trend(sweep({ slope: 1, noise: 0.4, seeds: 4 }), "rises", { draws: 500 })
  expect([overModels.n, overSeeds.n]).toEqual([5, 20])
  expect(overModels.tau).toBeGreaterThan(overSeeds.tau!)
  for (const { tau, interval } of [overModels, overSeeds]) {
    expect(interval![0]).toBeLessThanOrEqual(tau!)
    expect(interval![1]).toBeGreaterThanOrEqual(tau!)
    expect(interval![0]).toBeLessThan(interval![1])
  }
})

test("the opposite claim mirrors τ and its interval", () => {
  const networks = sweep({ slope: 1, noise: 0.4, seeds: 4 })
  const [one, other] = (["rises", "falls"] as const).map(
    (claimed) => trend(networks, claimed, { draws: 500 }).overSeeds,
  )
  expect(other.tau).toBe(-one.tau!)
  expect(other.p).toBe(one.p)
  expect(other.interval).toEqual([-one.interval![1], -one.interval![0]])
})

test("the order in which networks were finished changes nothing", () => {
  const networks = sweep({ slope: 1, noise: 0.4, seeds: 3 })
  const shuffled = [...permutation(networks.length, seededRandom(1))].map((i) => networks[i])
  expect(trend(shuffled, "rises", { draws: 200 })).toEqual(trend(networks, "rises", { draws: 200 }))
})

test("against the knob, accuracy does not matter", () => {
  const networks = sweep({ slope: 1, noise: 0.1, seeds: 2 }).map((network) => ({ ...network, accuracy: 1 }))
  expect(trend(networks, "rises", { against: "knob" }).overModels).toMatchObject({ tau: 1, outcome: "as in the paper" })
  expect(trend(networks, "rises").overModels).toMatchObject({ tau: null, p: 1, interval: null })
})

describe("where there is no τ, nothing is claimed", () => {
  test.each<[string, SweptNetwork[]]>([
    ["no networks", []],
    ["one network", sweep({ slope: 1 }).slice(0, 1)],
    ["a value that is not a number", sweep({ slope: Number.NaN, seeds: 2 })],
  ])("%s", (_, networks) => {
    const { overModels, overSeeds } = trend(networks, "rises", { draws: 50 })
    const nothing = { tau: null, p: 1, interval: null, outcome: "not significant" }
    expect([overModels, overSeeds]).toMatchObject([nothing, nothing])
  })
})
