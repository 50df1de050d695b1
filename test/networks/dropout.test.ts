import { numpy as np } from "@jax-js/jax"
import { describe, expect, it } from "vitest"
import { dropout } from "#src/networks/dropout.js"

const training = (seed: number) => ({ key: np.array(new Uint32Array([7, seed]), { dtype: np.uint32 }) })

/** Ones of this shape after dropout at each of two places. */
function dropped(shape: number[], share: number, seed = 1): Float32Array[] {
  const { drop, end } = dropout(2, training(seed))
  const found = [drop(np.ones(shape), share), drop(np.ones(shape), share)]
  end()
  return found.map((values) => values.dataSync() as Float32Array)
}

describe("dropout", () => {
  it.each([0.1, 0.5, 0.9])("drops a share of %d, and divides the rest by what is left", (share) => {
    const [values] = dropped([200, 500], share)
    const kept = values.filter((value) => value !== 0)
    for (const value of new Set(kept)) expect(value * (1 - share)).toBeCloseTo(1, 3)
    // Of 100,000 values, five standard deviations at most.
    expect(Math.abs(kept.length / values.length - (1 - share))).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / 1e5))
  })

  it("drops neighbours, halves of a number and places independently of one another", () => {
    const [first, second] = dropped([200, 500], 0.5)
    const half = first.length / 2
    const together = (a: Float32Array, b: Float32Array) =>
      a.reduce((count, value, i) => count + Number(value > 0 === b[i] > 0), 0) / a.length
    expect(Math.abs(together(first, second) - 0.5)).toBeLessThan(0.01)
    expect(Math.abs(together(first.subarray(0, half), first.subarray(half)) - 0.5)).toBeLessThan(0.01)
    expect(Math.abs(together(first.subarray(0, -1), first.subarray(1)) - 0.5)).toBeLessThan(0.01)
  })

  it("drops by the key alone, any shape and an odd number of values", () => {
    expect(dropped([3, 5, 7], 0.5)).toEqual(dropped([3, 5, 7], 0.5))
    expect(dropped([3, 5, 7], 0.5, 1)).not.toEqual(dropped([3, 5, 7], 0.5, 2))
    expect(dropped([1], 0.5)[0].length).toBe(1)
  })

  it("drops nothing without training, and nothing of a share of 0", () => {
    const values = np.ones([4])
    expect(dropout(1).drop(values, 0.5)).toBe(values)
    const { drop, end } = dropout(1, training(1))
    expect(drop(values, 0)).toBe(values)
    end()
    values.dispose()
  })
})
