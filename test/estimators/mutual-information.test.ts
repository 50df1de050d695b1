import { describe, expect, test } from "vitest"
import { mutualInformation } from "#src/estimators/mutual-information.js"
import { codeOf } from "./error-code.js"

const x = Float64Array.from({ length: 12 }, (_, i) => (i * 5) % 12)
const y = Float64Array.from({ length: 12 }, (_, i) => Math.sin(i))

describe("mutualInformation refuses", () => {
  test.each([
    ["an unknown method", { method: "pearson" }],
    ["no neighbours", { k: 0 }],
    ["half a neighbour", { k: 1.5 }],
    ["no bins", { method: "binned", bins: 0 }],
    ["more than 1,024 bins", { method: "binned", bins: 1025 }],
    ["an unknown unit", { unit: "bans" }],
  ])("%s: bad-option", (_, options) => {
    expect(codeOf(() => mutualInformation(x, y, options as never))).toBe("bad-option")
  })

  test("neurons over different numbers of examples: shape-mismatch", () => {
    expect(codeOf(() => mutualInformation(x, y.subarray(1)))).toBe("shape-mismatch")
  })

  test("fewer than two examples, and no more examples than neighbours: too-few-examples", () => {
    expect(codeOf(() => mutualInformation([1], [2], { method: "binned" }))).toBe("too-few-examples")
    expect(codeOf(() => mutualInformation(x, y, { k: 12 }))).toBe("too-few-examples")
    expect(codeOf(() => mutualInformation(x, y, { k: 11 }))).toBe("none")
    expect(codeOf(() => mutualInformation(x, y, { method: "binned", k: 12 }))).toBe("none")
  })

  test("NaN and infinity, in either neuron: not-finite", () => {
    expect(codeOf(() => mutualInformation(x.with(3, NaN), y))).toBe("not-finite")
    expect(codeOf(() => mutualInformation(x, y.with(0, -Infinity)))).toBe("not-finite")
  })
})

test("plain arrays, float32 and float64 of the same numbers give the same", () => {
  const exact = y.map((v) => Math.round(v * 64) / 64)
  const found = mutualInformation(x, exact)
  expect(mutualInformation([...x], [...exact])).toBe(found)
  expect(mutualInformation(Float32Array.from(x), Float32Array.from(exact))).toBe(found)
})

test("the inputs are left as they are", () => {
  const before = [...x, ...y]
  mutualInformation(x, y, { method: "gaussian-copula" })
  mutualInformation(x, y)
  expect([...x, ...y]).toEqual(before)
})
