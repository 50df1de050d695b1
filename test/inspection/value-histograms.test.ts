import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { valueHistogram } from "#src/inspection/value-histograms.js"

function ofValues(values: number[]) {
  return activationMatrix(Float64Array.from(values), values.length, 1)
}

describe("the histogram of a neuron's values", () => {
  it("counts from the least value to the greatest in bins of equal width, the last one closed", () => {
    expect([...valueHistogram(ofValues([0, 0.5, 1, 2.5, 3.9, 4]), 0, 4)]).toEqual([2, 1, 1, 2])
  })

  it("counts every example once", () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (sample, bins) => {
        const counts = valueHistogram(ofValues(sample), 0, bins)
        expect(counts).toHaveLength(bins)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sample.length)
      }),
    )
  })

  it("a neuron of one value has them all in the first bin", () => {
    expect([...valueHistogram(ofValues([2, 2, 2]), 0, 3)]).toEqual([3, 0, 0])
  })

  it("is of the neuron asked for", () => {
    const two = activationMatrix(Float64Array.of(0, 0, 1, 5, 6, 6), 3, 2)
    expect([...valueHistogram(two, 1, 2)]).toEqual([1, 2])
  })
})
