import { expect, it } from "vitest"
import { answerAccuracy, outputChange } from "#src/inspection/output-change.js"

const before = { classes: 2, values: Float32Array.of(0, Math.log(3), 5, 5) }

it("nothing changed is no change", () => {
  expect(outputChange(before, before)).toEqual({ meanAbsoluteChange: 0, divergence: 0, changed: 0 })
})

it("a shift of all logits of an answer moves no probability", () => {
  const { meanAbsoluteChange, divergence, changed } = outputChange(before, {
    classes: 2,
    values: before.values.map((value) => value + 2),
  })
  expect(meanAbsoluteChange).toBeCloseTo(2, 6)
  expect(divergence).toBeLessThan(1e-6)
  expect(changed).toBe(0)
})

it("divergence is that of the softmax after from the softmax before, in nats, and stays finite far out", () => {
  const after = { classes: 2, values: Float64Array.of(Math.log(3), 0, 5, 5) }
  const { divergence, changed } = outputChange({ classes: 2, values: Float64Array.from(before.values) }, after)
  // (1/4, 3/4) against (3/4, 1/4), and one answer of two that stayed.
  const expected = 0.25 * Math.log(1 / 3) + 0.75 * Math.log(3)
  expect(divergence).toBeCloseTo(expected / 2, 6)
  expect(changed).toBe(0.5)
  const far = outputChange(
    { classes: 2, values: Float64Array.of(1e4, -1e4) },
    { classes: 2, values: Float64Array.of(0, 0) },
  )
  expect(far.divergence).toBeCloseTo(Math.log(2), 12)
})

it("a class that was impossible adds nothing", () => {
  const impossible = { classes: 2, values: Float64Array.of(0, Number.NEGATIVE_INFINITY) }
  expect(outputChange(impossible, { classes: 2, values: Float64Array.of(0, 0) }).divergence).toBeCloseTo(
    Math.log(2),
    12,
  )
})

it("accuracy takes the largest number of an answer, the first of equals", () => {
  expect(answerAccuracy(before, [1, 0])).toBe(1)
  expect(answerAccuracy(before, [0, 1])).toBe(0)
  expect(answerAccuracy(before, [1, 1])).toBe(0.5)
})
