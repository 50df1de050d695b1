import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { concordance } from "#src/selection/concordance.js"
import { kendallTau, smallestP } from "#src/selection/index.js"
import { enumeratedP, exactP, normalP } from "#src/selection/kendall-p.js"
import { normalTail } from "#src/selection/normal-tail.js"

interface Case {
  name: string
  method: "exact" | "every order" | "asymptotic"
  x: number[]
  y: number[]
  tau: number
  p: number
}

const golden = new URL("../../fixtures/golden/kendall.json", import.meta.url)
const { cases }: { cases: Case[] } = JSON.parse(readFileSync(golden, "utf8"))

test.each(cases.map((each) => [each.name, each] as const))("%s: τ-b and p as SciPy has them", (_, each) => {
  const found = kendallTau(each.x, each.y)
  expect(found.tau).toBeCloseTo(each.tau, 13)
  expect(Math.abs(found.p / each.p - 1)).toBeLessThan(1e-9)
  expect(found).toMatchObject({ n: each.x.length, method: each.method === "asymptotic" ? "normal" : "exact" })
})

test("the direction of either number turns the sign and leaves p", () => {
  const { x, y, tau, p } = cases.find(({ name }) => name === "eight, ties in both")!
  const turned = kendallTau(
    x,
    y.map((value) => -value),
  )
  expect(turned.tau).toBeCloseTo(-tau, 13)
  expect(turned.p).toBeCloseTo(p, 13)
  expect(kendallTau(y, x)).toEqual(kendallTau(x, y))
})

test("any increasing function of a number leaves τ and p as they are", () => {
  const { x, y } = cases.find(({ name }) => name === "twelve")!
  expect(kendallTau(x.map(Math.exp), y)).toEqual(kendallTau(x, y))
})

test("without ties, going through every order gives the p of the inversions", () => {
  const x = [1, 2, 3, 4, 5, 6, 7]
  const y = [2, 1, 4, 3, 7, 5, 6]
  const score = 21 - 2 * 4
  expect(enumeratedP(x, y, score)).toBeCloseTo(exactP(7, score), 14)
})

test("where the exact p ends, the normal approximation is within 1 % of it", () => {
  const { x, y, p } = cases.find(({ name }) => name === "170")!
  expect(Math.abs(normalP(x, y, concordance(x, y)) / p - 1)).toBeLessThan(0.01)
})

describe("where τ is not defined it is null, and p is 1", () => {
  const nothing = { tau: null, p: 1, method: "exact" }
  test.each<[string, number[], number[]]>([
    ["no points", [], []],
    ["one point", [1], [2]],
    ["all x tied", [3, 3, 3], [1, 2, 3]],
    ["all y tied", [1, 2, 3], [0, 0, -0]],
    ["a NaN", [1, 2, Number.NaN, 4, 5], [1, 2, 3, 4, 5]],
  ])("%s", (_, x, y) => expect(kendallTau(x, y)).toEqual({ ...nothing, n: x.length }))
})

test("infinities are ordered like other numbers", () => {
  const found = kendallTau([-Infinity, 0, 1, Infinity], [1, 2, 3, 4])
  expect(found.tau).toBe(1)
})

test("lists of different lengths are refused", () => {
  expect(() => kendallTau([1, 2], [1])).toThrow(expect.objectContaining({ code: "shape-mismatch" }))
})

test("five models reach p = 1/60 and no less; four are never significant", () => {
  expect([0, 1, 2].map(smallestP)).toEqual([1, 1, 1])
  expect(smallestP(4)).toBeCloseTo(2 / 24, 15)
  expect(smallestP(5)).toBeCloseTo(1 / 60, 15)
  expect(kendallTau([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]).p).toBeCloseTo(smallestP(5), 15)
})

// scipy.stats.norm.sf of SciPy 1.17.1
test.each([
  [0, 0.5],
  [1, 0.15865525393145707],
  [2.99, 0.0013948872354922468],
  [3, 0.0013498980316300933],
  [5, 2.866515718791933e-7],
  [10, 7.61985302416047e-24],
  [30, 4.906713927147908e-198],
])("beyond z = %d lies a share %d of the normal distribution", (z, share) => {
  expect(Math.abs(normalTail(z) / share - 1)).toBeLessThan(1e-12)
})
