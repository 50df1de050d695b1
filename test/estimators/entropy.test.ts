import { describe, expect, test } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { entropy } from "#src/estimators/entropy.js"
import { codeOf } from "./error-code.js"

const ten = activationMatrix(
  Float64Array.from({ length: 20 }, (_, i) => i * i),
  10,
  2,
)

describe("entropy refuses", () => {
  test.each([
    ["an unknown method", { method: "histogram" }],
    ["no bins", { bins: 0 }],
    ["half a bin", { bins: 2.5 }],
    ["more bins than 16 bits can number", { bins: 65_536 }],
    ["unknown edges", { edges: "quantile" }],
    ["an unknown correction", { correction: "jackknife" }],
    ["no neighbours", { method: "knn", k: 0 }],
    ["an unknown unit", { unit: "hartleys" }],
  ])("%s: bad-option", (_, options) => {
    expect(codeOf(() => entropy(ten, options as never))).toBe("bad-option")
  })

  test("fewer than two examples, and no more examples than neighbours: too-few-examples", () => {
    expect(codeOf(() => entropy(activationMatrix(new Float64Array(1), 1, 1)))).toBe("too-few-examples")
    expect(codeOf(() => entropy(activationMatrix(new Float64Array(0), 0, 1)))).toBe("too-few-examples")
    expect(codeOf(() => entropy(ten, { method: "knn", k: 10 }))).toBe("too-few-examples")
    expect(codeOf(() => entropy(ten, { method: "binned", k: 10 }))).toBe("none")
  })

  test("a matrix without neurons: no-neurons", () => {
    expect(codeOf(() => entropy(activationMatrix(new Float64Array(0), 10, 0)))).toBe("no-neurons")
  })

  test("NaN and infinity: not-finite, with the neurons and how many values", () => {
    const values = Float64Array.from(ten.data)
    values.set([NaN, Infinity, -Infinity], 11)
    const a = activationMatrix(values, 10, 2)
    expect(codeOf(() => entropy(a))).toBe("not-finite")
    expect(() => entropy(a)).toThrow("1 of 2 neurons: activations[1] (3)")
  })
})

test("one number per neuron, in the order of the matrix", () => {
  const a = activationMatrix(Float64Array.of(0, 1, 2, 3, 5, 5, 5, 5), 4, 2)
  expect([...entropy(a, { bins: 6 })].map((h) => Math.round(h * 1e6) / 1e6)).toEqual([1.386294, 0])
})

test("bits are nats over ln 2", () => {
  expect(entropy(ten, { unit: "bits" })[0]).toBeCloseTo(entropy(ten)[0] / Math.LN2, 14)
})

test("takes more neurons than a function takes arguments", () => {
  const neurons = 200_000
  const wide = activationMatrix(
    Float32Array.from({ length: 2 * neurons }, (_, i) => i),
    2,
    neurons,
  )
  expect(entropy(wide, { bins: 1 })).toEqual(new Float64Array(neurons))
})
