import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { ReduceRule } from "#src/readers/index.js"
import { parseActivations } from "#src/readers/index.js"
import { npy } from "./support.js"

const rules: ReduceRule[] = ["mean", "cls", "flatten"]

/** The rule by its definition: every value looked up by its own indices. */
function reduced(shape: readonly number[], values: readonly number[], rule: ReduceRule): number[] {
  const [examples, width] = [shape[0], shape[shape.length - 1]]
  const middle = shape.slice(1, -1).reduce((product, axis) => product * axis, 1)
  const at = (i: number, m: number, n: number) => values[(i * middle + m) * width + n]
  const neurons = rule === "flatten" ? middle * width : width
  return Array.from({ length: neurons * examples }, (_, position) => {
    const [neuron, i] = [Math.floor(position / examples), position % examples]
    if (rule === "flatten") return at(i, Math.floor(neuron / width), neuron % width)
    if (rule === "cls") return at(i, 0, neuron)
    let sum = 0
    for (let m = 0; m < middle; m++) sum += at(i, m, neuron)
    return sum / middle
  })
}

/** The same values with the first axis fastest. */
function inFortranOrder(shape: readonly number[], values: readonly number[]): number[] {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1))
  return values.map((_, position) => {
    let rest = position
    let from = 0
    shape.forEach((length, axis) => {
      from += (rest % length) * strides[axis]
      rest = Math.floor(rest / length)
    })
    return values[from]
  })
}

const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 })

test.each(rules)("reduce %s gives what its definition gives, in either order of axes", async (reduce) => {
  await fc.assert(
    fc.asyncProperty(shapes, fc.infiniteStream(fc.integer({ min: -9, max: 9 })), async (shape, stream) => {
      const length = shape.reduce((product, axis) => product * axis, 1)
      const values = Array.from(stream.take(length))
      const expected = reduced(shape, values, shape.length > 2 ? reduce : "flatten")
      const row = await parseActivations(npy(shape, values, { type: "f8" }), "x.npy", { reduce })
      const stored = inFortranOrder(shape, values)
      const column = await parseActivations(npy(shape, stored, { type: "f8", fortran: true }), "x.npy", { reduce })
      expect(Array.from(row.data)).toEqual(expected)
      expect(Array.from(column.data)).toEqual(expected)
      expect(row.examples).toBe(shape[0])
    }),
    { seed: 2, numRuns: 300 },
  )
})

test("blocks that end anywhere within a row give the same matrix", async () => {
  // 1,500,000 bytes a row: the 8 MiB blocks end in the middle of the sixth.
  const [examples, neurons] = [12, 375_000]
  const values = new Float32Array(examples * neurons).map((_, i) => i % 8191)
  const a = await parseActivations(npy([examples, neurons], Array.from(values)), "x.npy")
  let wrong = 0
  for (let j = 0; j < neurons; j++) {
    for (let i = 0; i < examples; i++) if (a.data[j * examples + i] !== values[i * neurons + j]) wrong++
  }
  expect(wrong).toBe(0)
})

test("a mean is summed in float64", async () => {
  const a = await parseActivations(npy([1, 3, 1], [2 ** 24, 1, 1]), "x.npy", { reduce: "mean" })
  expect(a.data[0]).toBe(Math.fround((2 ** 24 + 2) / 3))
})

describe("a shape that is no matrix", () => {
  test("of more than two axes is refused with the rules to choose from", async () => {
    await expect(parseActivations(npy([2, 2, 2], Array(8).fill(0)), "x.npy")).rejects.toMatchObject({
      code: "needs-reduce",
      message: expect.stringMatching(/found shape \(2, 2, 2\).*--reduce.*mean.*cls.*flatten/s),
    })
  })

  test.each([
    [[], [1], "bad-shape"],
    [[0, 3], [], "too-few-examples"],
    [[0], [], "too-few-examples"],
    [[3, 0], [], "no-neurons"],
    [[2, 0, 3], [], "bad-shape"],
  ])("%j → %s", async (shape, values, code) => {
    await expect(parseActivations(npy(shape, values), "x.npy", { reduce: "mean" })).rejects.toMatchObject({ code })
  })

  test("of one axis is one neuron", async () => {
    const a = await parseActivations(npy([3], [1, 2, 3]), "x.npy")
    expect([a.examples, a.neurons]).toEqual([3, 1])
  })
})
