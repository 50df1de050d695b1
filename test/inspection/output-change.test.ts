import { expect, it } from "vitest"
import { type ActivationMatrix, activationMatrix } from "#src/activations.js"
import { outputAccuracy, outputChange } from "#src/inspection/output-change.js"

/** Outputs of examples, a list for each. */
function outputs(...examples: number[][]): ActivationMatrix {
  const classes = examples[0].length
  const data = Float64Array.from({ length: classes * examples.length }, (_, i) => {
    return examples[i % examples.length][Math.floor(i / examples.length)]
  })
  return activationMatrix(data, examples.length, classes)
}

const before = outputs([0, Math.log(3)], [5, 5])

it("nothing changed is no change", () => {
  expect(outputChange(before, before)).toEqual({ meanAbsoluteChange: 0, divergence: 0, changedAnswers: 0 })
})

it("a shift of all outputs of an example moves no probability", () => {
  const { meanAbsoluteChange, divergence, changedAnswers } = outputChange(before, outputs([2, Math.log(3) + 2], [4, 4]))
  expect(meanAbsoluteChange).toBeCloseTo(1.5, 12)
  expect(divergence).toBeLessThan(1e-12)
  expect(changedAnswers).toBe(0)
})

it("divergence is that of the softmax after from the softmax before, in nats, and stays finite far out", () => {
  const { divergence, changedAnswers } = outputChange(before, outputs([Math.log(3), 0], [5, 5]))
  // (1/4, 3/4) against (3/4, 1/4), and one example of two that stayed.
  expect(divergence).toBeCloseTo((0.25 * Math.log(1 / 3) + 0.75 * Math.log(3)) / 2, 12)
  expect(changedAnswers).toBe(0.5)
  expect(outputChange(outputs([1e4, -1e4]), outputs([0, 0])).divergence).toBeCloseTo(Math.log(2), 12)
})

it("a class that was impossible adds nothing", () => {
  const impossible = outputs([0, Number.NEGATIVE_INFINITY])
  expect(outputChange(impossible, outputs([0, 0])).divergence).toBeCloseTo(Math.log(2), 12)
})

it("accuracy takes the largest output of an example, the first of equals", () => {
  expect(outputAccuracy(before, [1, 0])).toBe(1)
  expect(outputAccuracy(before, [0, 1])).toBe(0)
  expect(outputAccuracy(before, [1, 1])).toBe(0.5)
})
