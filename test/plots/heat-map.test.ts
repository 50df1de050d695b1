import { describe, expect, it } from "vitest"
import { gaussianMixture } from "#src/estimators/gaussian-mixture.js"
import type { MutualInformationMatrix } from "#src/estimators/measurement.js"
import {
  colourLevels,
  colourOfLevel,
  heatPixels,
  lightTheme,
  matrixDomain,
  mutualInformationMatrix,
  pairValues,
  summaryDomain,
} from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { sampleMeasurement } from "./sample-measurement.js"

const document = svgDocument()

describe("pixels of a heat map", () => {
  it("have the colours of the scale from end to end, and those beyond it the ends'", () => {
    const pixels = heatPixels([0, 1, 2, -1, 3], [0, 2])
    const shown = Array.from({ length: 5 }, (_, i) => hex(pixels.subarray(4 * i, 4 * i + 3)))
    const [least, middle, most] = [0, colourLevels / 2, colourLevels - 1].map(colourOfLevel)
    expect(shown).toEqual([least, middle, most, least, most])
  })

  it("are opaque where there is a number and clear where there is none", () => {
    const pixels = heatPixels(Float32Array.of(0, Number.NaN, Number.POSITIVE_INFINITY), [0, 1])
    expect([pixels[3], pixels[7], pixels[11]]).toEqual([255, 0, 0])
  })
})

function hex(bytes: Uint8ClampedArray): string {
  return `#${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`
}

describe("a matrix in an order of its own", () => {
  const matrix: MutualInformationMatrix = {
    neurons: Int32Array.of(0, 1, 2),
    values: Float64Array.of(9, 0, 0.5, 0, 9, 1, 0.5, 1, 9),
  }
  const layers = [
    { name: "a", start: 0, end: 2 },
    { name: "b", start: 2, end: 3 },
  ]
  const svg = mutualInformationMatrix(matrix, layers, { document, domain: [0, 1], order: [1, 2, 0] })

  it("has rows and columns moved alike", () => {
    const cells = [...svg.querySelectorAll('g[shape-rendering="crispEdges"][stroke-width] path')]
    expect(cells.map((path) => path.getAttribute("d"))).toEqual(["M2 0h1M0 2h1", "M2 1h1M1 2h1", "M1 0h1M0 1h1"])
  })

  it("has each neuron's layer in its colour beside it, and a key to them", () => {
    const [first, last] = [lightTheme.sequence[0], lightTheme.sequence.at(-1)]
    const strips = [...svg.querySelectorAll('g[shape-rendering="crispEdges"] rect')].map((rect) =>
      rect.getAttribute("fill"),
    )
    expect(strips.slice(0, 6)).toEqual([first, last, first, first, last, first])
    expect([...svg.querySelectorAll("text")].map((text) => text.textContent)).toEqual(
      expect.arrayContaining(["a", "b"]),
    )
  })
})

describe("the range of colours from summaries", () => {
  const { summary: made, mutualInformation } = sampleMeasurement({ widths: [40, 30, 20] })
  const mixture = gaussianMixture(pairValues(mutualInformation!).sort())
  const summary = { all: { ...made.all, mixture } }

  it("is about that of the pairs themselves", () => {
    const [low, high] = summaryDomain([summary.all])
    const exact = matrixDomain([mutualInformation!])
    expect(low).toBeCloseTo(exact[0], 1)
    expect(high / exact[1]).toBeGreaterThan(0.8)
    expect(high / exact[1]).toBeLessThan(1.5)
  })

  it("holds all runs, and is 0 to 1 where no pair was measured", () => {
    const [, high] = summaryDomain([summary.all])
    const greater = { ...summary.all, mixture: [{ weight: 1, mean: 2 * high, standardDeviation: 0 }] }
    const box = { ...summary.all.mutualInformation!, maximum: 3 * high }
    expect(summaryDomain([summary.all, { ...greater, mutualInformation: box }])[1]).toBeCloseTo(2 * high)
    expect(summaryDomain([{ ...summary.all, mutualInformation: null }])).toEqual([0, 1])
  })
})
