import { expect, it } from "vitest"
import { withinSeconds } from "#src/capture/inputs/time-limit.js"

const late = () => new RangeError("late")

it("work that ends in time gives what it gives, and throws what it throws", () => {
  expect(withinSeconds(5, () => [1, 2], late)).toEqual([1, 2])
  const fault = new TypeError("own")
  const failing = () => {
    throw fault
  }
  expect(() => withinSeconds(5, failing, late)).toThrow(fault)
})

it("work that would not end is stopped, within a regular expression too", () => {
  const began = performance.now()
  expect(() => withinSeconds(0.2, () => /^(a+)+$/.test(`${"a".repeat(60)}!`), late)).toThrow("late")
  const loop = () => {
    for (;;) performance.now()
  }
  expect(() => withinSeconds(0.2, loop, late)).toThrow("late")
  expect(performance.now() - began).toBeLessThan(5000)
})
