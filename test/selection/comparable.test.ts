import { expect, test } from "vitest"
import { type MeasureOptions, resolveSettings } from "#src/estimators/measure.js"
import { requireComparable } from "#src/selection/comparable.js"

const model = (
  name: string,
  options: MeasureOptions = {},
  examples = 100,
  inputs?: string,
  more: Record<string, string> = {},
) => ({
  name,
  measurement: { settings: resolveSettings(options), examples },
  ...(inputs === undefined ? {} : { shown: { inputs, ...more } }),
})

test("the same settings on as many examples can be compared", () => {
  expect(() => requireComparable([model("a"), model("b", {}, 100, "x"), model("c", {}, 100, "x")])).not.toThrow()
})

test("every setting that differs is listed with each model's", () => {
  const others = { entropy: { bins: 50 }, mutualInformation: { method: "ksg" as const } }
  expect(() => requireComparable([model("a"), model("b\u001b", others, 90)])).toThrow(
    expect.objectContaining({
      code: "settings-differ",
      fault: expect.objectContaining({
        input: "a, b\\u{1b}",
        found: "differences: entropy.bins 100, 50; mutualInformation.method mixed, ksg; examples 100, 90",
      }),
    }),
  )
})

test("mutual information left out differs from any", () => {
  expect(() => requireComparable([model("a"), model("b", { mutualInformation: "none" })])).toThrow(
    /mutualInformation none|mutualInformation\.method mixed, none/,
  )
})

test("other inputs are refused where both say what they were", () => {
  expect(() => requireComparable([model("a", {}, 100, "x"), model("b"), model("c", {}, 100, "y")])).toThrow(
    /inputs x, none, y/,
  )
})

test("what only one model names of how it was shown them is taken at its word, what both name has to be the same", () => {
  const mean = model("a", {}, 100, "x", { "reduction of fc1": "mean" })
  const last = model("b", {}, 100, "x", { "reduction of fc1": "last" })
  const other = model("c", {}, 100, "x", { "reduction of block.0": "cls" })
  expect(() => requireComparable([mean, other])).not.toThrow()
  expect(() => requireComparable([mean, last])).toThrow(/differences: reduction of fc1 mean, last;/)
})
