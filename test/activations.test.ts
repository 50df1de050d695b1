import { describe, expect, test } from "vitest"
import { activationMatrix, type Values } from "#src/activations.js"

const six = new Float64Array(6)
const layer = (start: number, end: number) => ({ name: `${start}`, start, end })

describe("activationMatrix refuses", () => {
  test.each<[string, () => unknown, RegExp]>([
    ["too few values", () => activationMatrix(six, 3, 3), /expected 3 examples × 3 neurons .*found 6 values/],
    ["halves of examples", () => activationMatrix(new Float64Array(3), 1.5, 2), /1\.5 examples/],
    ["counts below zero", () => activationMatrix(six, -2, -3), /-2 examples/],
    [
      "a list of numbers",
      () => activationMatrix([1, 2] as unknown as Values, 1, 2),
      /another kind of data; activationMatrix/,
    ],
    ["integers", () => activationMatrix(new Int32Array(2) as unknown as Values, 1, 2), /Float32Array or Float64Array/],
    ["layers with a hole", () => activationMatrix(six, 2, 3, [layer(0, 1), layer(2, 3)]), /start at neuron 1/],
    ["layers that end early", () => activationMatrix(six, 2, 3, [layer(0, 2)]), /cover 3 neurons, found 2/],
    ["half neurons", () => activationMatrix(six, 2, 3, [layer(0, 1.5), layer(1.5, 3)]), /found neurons 0 to 1\.5/],
    ["too few names", () => activationMatrix(six, 2, 3, undefined, ["a"]), /expected 3 names of neurons, found 1/],
  ])("%s", (_, make, message) => {
    expect(make).toThrow(expect.objectContaining({ code: "shape-mismatch", message: expect.stringMatching(message) }))
  })
})
