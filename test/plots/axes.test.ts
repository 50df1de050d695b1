import { describe, expect, it } from "vitest"
import { formatKnob } from "#src/plots/index.js"
import { axisRange } from "#src/plots/parts/axis-range.js"
import { mixtureShare } from "#src/plots/parts/density.js"
import { symlogTicks } from "#src/plots/parts/symlog.js"
import { valueScale } from "#src/plots/parts/value-scale.js"
import { spread } from "#src/plots/sweep/end-labels.js"

describe("symlog axes", () => {
  it("have ticks at zero and round values within the range, on both sides", () => {
    expect(symlogTicks([-0.06, 1.2], 0.02, 900)).toEqual([-0.05, -0.02, 0, 0.02, 0.05, 0.1, 0.2, 0.5, 1])
    expect(symlogTicks([0, 150], 1, 900)).toEqual([0, 1, 2, 5, 10, 20, 50, 100])
  })

  it("have fewer ticks where there is less room", () => {
    const ticks = symlogTicks([0, 1000], 1, 150)
    expect(ticks.length).toBeGreaterThan(2)
    for (let i = 1; i < ticks.length; i++) {
      const apart = ((Math.log1p(ticks[i]) - Math.log1p(ticks[i - 1])) / Math.log1p(1000)) * 150
      expect(apart).toBeGreaterThanOrEqual(28)
    }
  })
})

describe("ranges of axes", () => {
  it("hold the finite values with room on both sides, and something where there are none or they are one", () => {
    const [low, high] = axisRange([1, 3, Number.NaN, Number.NEGATIVE_INFINITY])
    expect([low, high]).toEqual([0.9, 3.1])
    expect(axisRange([])).toEqual([0, 1])
    for (const alone of [-2, 0, 2]) {
      const [least, greatest] = axisRange([alone])
      expect(least).toBeLessThan(alone)
      expect(greatest).toBeGreaterThan(alone)
    }
  })

  for (const type of ["linear", "symlog"] as const) {
    it(`give a value's share of the height, and the value there: ${type}`, () => {
      const scale = valueScale([0.01, 2], type, 200)
      expect(scale.shareOf(scale.domain[0])).toBeCloseTo(0, 9)
      expect(scale.shareOf(scale.domain[1])).toBeCloseTo(1, 9)
      expect(scale.valueAt(scale.shareOf(0.3))).toBeCloseTo(0.3, 9)
    })
  }
})

describe("names at the ends of lines", () => {
  it("stay where they are wanted while they are apart", () => {
    expect(spread([100, 20, 60], 160)).toEqual([100, 20, 60])
  })

  it("move apart in their order, and stay within the panel", () => {
    const places = spread([150, 151, 149, 152], 160)
    expect(places.map((_, i) => i).sort((a, b) => places[a] - places[b])).toEqual([2, 0, 1, 3])
    const sorted = places.slice().sort((a, b) => a - b)
    for (let i = 1; i < sorted.length; i++) expect(sorted[i] - sorted[i - 1]).toBeGreaterThanOrEqual(13)
    expect(sorted[3]).toBeLessThanOrEqual(160)
  })
})

describe("values of the knob", () => {
  it("are written without the zero before the point", () => {
    expect([0, 0.25, 0.1 + 0.2, 1, -0.5, 10].map(formatKnob)).toEqual(["0", ".25", ".3", "1", "-.5", "10"])
  })
})

describe("share of a mixture", () => {
  it("is the normal distribution's within one and two standard deviations", () => {
    const mixture = [{ weight: 1, mean: 2, standardDeviation: 0.5 }]
    expect(mixtureShare(mixture, 1.5, 2.5)).toBeCloseTo(0.682689, 6)
    expect(mixtureShare(mixture, 1, 3)).toBeCloseTo(0.9545, 4)
  })

  it("weighs the components, and puts one without spread on its mean", () => {
    const mixture = [
      { weight: 0.25, mean: 0, standardDeviation: 0 },
      { weight: 0.75, mean: 5, standardDeviation: 0.1 },
    ]
    expect(mixtureShare(mixture, -1, 1)).toBeCloseTo(0.25, 6)
    expect(mixtureShare(mixture, 0, 10)).toBeCloseTo(1, 6)
    expect(mixtureShare(mixture, 1, 2)).toBeCloseTo(0, 6)
  })
})
