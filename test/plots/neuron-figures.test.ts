import { describe, expect, it } from "vitest"
import { type FigureOptions, neuronRelations, neuronResponse, pageTheme } from "#src/plots/index.js"
import { colourOfLevel } from "#src/plots/parts/colour-scale.js"
import { svgDocument } from "#src/report/svg-document.js"
import { expectSound, points, texts } from "./figure-checks.js"
import { probabilities } from "./sample-circles.js"

const document = svgDocument()

const layers = [
  { name: "layer 1", start: 0, end: 3 },
  { name: "layer 2", start: 3, end: 6 },
]
const relations = { neuron: 1, values: [0.2, 2.5, 0.1, 0.3, 0.9, -0.05], layers }

/** A neuron that is silent left of the middle and grows to the right. */
const toTheRight = {
  name: "layer 1[0]",
  extent: 2,
  resolution: 20,
  thirdFeature: -3,
  values: probabilities((x) => Math.max(0, x), 20, 2),
}

describe.each<[string, (options: FigureOptions) => SVGSVGElement]>([
  ["neuron response", (options) => neuronResponse(toTheRight, options)],
  ["neuron relations", (options) => neuronRelations(relations, options)],
])("%s", (_name, draw) => {
  it.each([160, 400])("is sound and as wide as asked at %i pixels", (width) => {
    const figure = draw({ document, width, theme: pageTheme })
    expectSound(figure)
    expect(figure.getAttribute("width")).toBe(String(width))
  })
})

describe("the response of a neuron", () => {
  const bands = (figure: SVGSVGElement) => [...figure.querySelectorAll('[aria-label="activation"] path')]
  const leftmost = (path: Element) => Math.min(...points(path).map(([x]) => x))

  it("has the colours of the heat map, the least where the neuron is silent and the last where it answers most", () => {
    const paths = bands(neuronResponse(toTheRight, { document, width: 400 }))
    expect(paths[0].getAttribute("fill")).toBe(colourOfLevel(0))
    expect(paths[paths.length - 1].getAttribute("fill")).toBe(colourOfLevel(63))
    const starts = paths.map(leftmost)
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
    expect(new Set(starts).size).toBe(10)
  })

  it("keeps to a range given, so that neurons can be compared", () => {
    const paths = bands(neuronResponse(toTheRight, { document, width: 400, most: 20 }))
    expect(paths.map((path) => path.getAttribute("fill"))).toEqual([colourOfLevel(0)])
  })

  it("draws a neuron that is silent everywhere in one colour", () => {
    const figure = neuronResponse({ ...toTheRight, values: new Float32Array(400) }, { document, width: 160 })
    expectSound(figure)
    expect(bands(figure)).toHaveLength(1)
  })

  it("says which neuron it is, on which slice", () => {
    expect(texts(neuronResponse(toTheRight, { document, width: 160 }))).toContain("layer 1[0], z = −3")
  })

  it("draws the points inside the plane, if it is given any", () => {
    const marks = (given: { x: number; y: number; label: number }[]) =>
      neuronResponse({ ...toTheRight, points: given }, { document, width: 400 }).querySelectorAll(
        '[aria-label="points"] path',
      ).length
    expect(marks([])).toBe(0)
    expect(
      marks([
        { x: 0, y: 1, label: 0 },
        { x: 1, y: 0, label: 1 },
        { x: 3, y: 0, label: 1 },
      ]),
    ).toBe(2)
  })
})

describe("the relations of a neuron", () => {
  const bars = (figure: SVGSVGElement) => [...figure.querySelectorAll('[aria-label="rect"] rect')]
  const height = (bar: Element) => Number(bar.getAttribute("height"))

  it("has a bar for every other neuron, as high as what they share", () => {
    const heights = bars(neuronRelations(relations, { document, width: 400 })).map(height)
    expect(heights).toHaveLength(5)
    expect(heights[3]).toBeCloseTo(3 * heights[2], 1)
    expect(heights[2]).toBeCloseTo(3 * heights[1], 1)
  })

  it("names the one it shares most with, never itself", () => {
    expect(texts(neuronRelations(relations, { document, width: 160 }))).toContain("most with layer 2[1]")
  })

  it("cuts bars at a range given, so that neurons can be compared", () => {
    const [whole, cut] = [0.9, 0.3].map((most) => bars(neuronRelations(relations, { document, width: 400, most })))
    expect(height(cut[2])).toBeCloseTo(height(cut[3]), 1)
    expect(height(whole[3])).toBeGreaterThan(2.5 * height(whole[2]))
  })

  it("is sound for neurons that share nothing", () => {
    expectSound(neuronRelations({ ...relations, values: new Float64Array(6) }, { document, width: 160 }))
  })
})
