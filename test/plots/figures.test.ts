import { describe, expect, it } from "vitest"
import type { BoxStatistics, MutualInformationMatrix } from "#src/estimators/measurement.js"
import {
  darkTheme,
  densityDomain,
  entropyBoxes,
  lightTheme,
  matrixLayers,
  mutualInformationDensity,
  mutualInformationMatrix,
  pageTheme,
  pairValues,
  themeProperties,
  toSvgString,
} from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { boxStatistics, sampleMeasurement } from "./sample-measurement.js"

const document = svgDocument()

function layerBox(layer: string, values: number[], box: BoxStatistics = boxStatistics(values)) {
  return { layer, box, values }
}

/** The points of a path of straight lines. */
function points(path: Element): [number, number][] {
  return (path.getAttribute("d") ?? "")
    .split(/[MLZ]/)
    .filter((pair) => pair !== "")
    .map((pair) => pair.split(",").map(Number) as [number, number])
}

function texts(svg: SVGSVGElement): string[] {
  return [...svg.querySelectorAll("text")].map((text) => text.firstChild?.textContent ?? "")
}

describe("every figure", () => {
  const m = sampleMeasurement()
  const matrix = m.mutualInformation!
  const figures = {
    "entropy boxes": entropyBoxes([{ name: "a", layers: [layerBox("fc1", [1, 2, 3, 4])] }], { document, title: "fc" }),
    density: mutualInformationDensity([{ name: "a", values: pairValues(matrix), mixture: null }], { document }),
    matrix: mutualInformationMatrix(matrix, m.layers, { document }),
  }
  for (const [name, svg] of Object.entries(figures)) {
    it(`stands alone: ${name}`, () => {
      const text = toSvgString(svg, "#ffffff")
      expect(text).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
      expect(text).toContain("font-family:")
      expect(text).not.toMatch(/<style|<script|<image|<foreignObject|href=|url\(/)
      expect(text).not.toMatch(/NaN|undefined|Infinity/)
    })

    it(`is an image with a name for screen readers: ${name}`, () => {
      expect(svg.getAttribute("role")).toBe("img")
      expect(svg.getAttribute("aria-label")).toMatch(/nats/)
    })
  }
})

describe("entropy boxes", () => {
  const values = [1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.4, 2.6, 2.8, 3]
  const options = { document, domain: [0, 4] as [number, number], width: 400 }

  it("put the notch, the quartiles and the median at their values", () => {
    const box = boxStatistics(values)
    const svg = entropyBoxes([{ name: "a", layers: [layerBox("fc", values)] }], options)
    const outline = [...svg.querySelectorAll("path")].map(points).find((path) => path.length >= 10)!
    const axis = [...svg.querySelectorAll('[aria-label="x-axis tick label"] text')].map((tick) => ({
      value: Number(tick.textContent),
      x: Number(/translate\(([\d.]+),/.exec(tick.getAttribute("transform")!)![1]),
    }))
    const perUnit = (axis[axis.length - 1].x - axis[0].x) / (axis[axis.length - 1].value - axis[0].value)
    const expected = [box.lowerQuartile, box.notch[0], box.median, box.notch[1], box.upperQuartile].map(
      (value) => axis[0].x + (value - axis[0].value) * perUnit,
    )
    outline.slice(0, 5).forEach(([x], i) => {
      expect(x).toBeCloseTo(expected[i], 0)
    })
  })

  it("draw the values beyond the whiskers, those at one place once", () => {
    const box = boxStatistics(values)
    const svg = entropyBoxes([{ name: "a", layers: [layerBox("fc", [...values, 0, 0, 0, 3.9], box)] }], options)
    expect(box.lowerWhisker).toBe(1)
    expect(svg.querySelectorAll("circle")).toHaveLength(2)
  })

  it("name the layers of one run, and of several runs each under every layer's name", () => {
    const layers = [layerBox("fc1", values), layerBox("fc2", values)]
    const one = entropyBoxes([{ name: "a", layers }], options)
    const two = entropyBoxes(
      [
        { name: "a", layers },
        { name: "b", layers: layers.slice(1) },
      ],
      options,
    )
    expect(texts(one).filter((text) => /^[a-z]/.test(text))).toEqual(["entropy, nats", "fc1", "fc2"])
    expect(texts(two).filter((text) => /^(fc\d|a|b)$/.test(text))).toEqual(["fc1", "a", "fc2", "a", "b"])
  })

  it("shorten a long name in the middle and keep the whole as a tooltip", () => {
    const name = "distilbert.transformer.layer.11.output_layer_norm"
    const svg = entropyBoxes([{ name: "a", layers: [layerBox(name, values)] }], options)
    expect(texts(svg)).toContain("distilbe…yer_norm")
    expect(svg.querySelector("title")!.textContent).toBe(name)
  })

  it("leave out neurons without a finite entropy, and the box of a layer that has none else", () => {
    const none = { ...boxStatistics([0]), count: 0 }
    const layers = [
      layerBox("some", [...values, -Infinity], boxStatistics(values)),
      layerBox("none", [-Infinity], none),
    ]
    const svg = entropyBoxes([{ name: "a", layers }], options)
    expect(svg.querySelectorAll("circle")).toHaveLength(0)
    expect([...svg.querySelectorAll("path")].map(points).filter((path) => path.length >= 10)).toHaveLength(1)
    expect(texts(svg)).toContain("none")
  })

  it("are drawn for one neuron and for neurons that are all alike", () => {
    const svg = entropyBoxes([{ name: "a", layers: [layerBox("one", [2]), layerBox("alike", [0, 0, 0])] }], {
      document,
    })
    expect(toSvgString(svg)).not.toMatch(/NaN|Infinity/)
  })
})

describe("mutual information density", () => {
  const uniform = Float64Array.from({ length: 6400 }, (_, i) => (i + 0.5) / 6400)

  it("has a histogram of area one", () => {
    const svg = mutualInformationDensity([{ name: "a", values: uniform, mixture: null }], { document, domain: [0, 1] })
    const top = texts(svg).filter((text) => /^[\d.]+$/.test(text))
    expect(top).toContain("1.0")
    const steps = [...svg.querySelectorAll('[aria-label="area"] path')][0]
    const heights = new Set(points(steps).map(([, y]) => y))
    expect(heights.size).toBe(2)
  })

  it("draws the mixture on the histogram's scale: highest at its mean, one half of that a standard deviation × 1.177 away", () => {
    const mixture = [{ weight: 1, mean: 0.5, standardDeviation: 0.1 }]
    const svg = mutualInformationDensity([{ name: "a", values: uniform, mixture }], { document, domain: [0, 1] })
    const curve = points(svg.querySelector('[aria-label="line"] path')!)
    const [left, right] = [curve[0], curve[curve.length - 1]]
    const base = left[1]
    const peak = curve.reduce((highest, point) => (point[1] < highest[1] ? point : highest))
    expect((peak[0] - left[0]) / (right[0] - left[0])).toBeCloseTo(0.5, 2)
    const half = curve.find(([, y]) => base - y >= (base - peak[1]) / 2)!
    expect((half[0] - left[0]) / (right[0] - left[0])).toBeCloseTo(0.5 - 0.1177, 2)
  })

  it("keeps a vertical axis that is high enough, and raises one that is not", () => {
    const heightAt = (top: number) => {
      const sample = [{ name: "a", values: uniform, mixture: null }]
      const svg = mutualInformationDensity(sample, { document, domain: [0, 1], top })
      const heights = points(svg.querySelector('[aria-label="area"] path')!).map(([, y]) => y)
      return Math.max(...heights) - Math.min(...heights)
    }
    expect(heightAt(4)).toBeCloseTo(heightAt(1) / 4, 0)
    expect(heightAt(0.5)).toBeCloseTo(heightAt(1), 6)
  })

  it("says what share of the pairs lies outside the axis", () => {
    const svg = mutualInformationDensity([{ name: "a", values: uniform, mixture: null }], {
      document,
      domain: [0, 0.9],
    })
    expect(texts(svg)).toContain("10.0 % of pairs outside")
  })

  it("leaves out the uppermost pair in two hundred of the axis it chooses, and starts at zero", () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => (i < 996 ? 0.2 + i / 10000 : 7))
    const [low, high] = densityDomain([{ name: "a", values, mixture: null }])
    expect(low).toBe(0)
    expect(high).toBeLessThan(0.3)
  })

  it("says so where there are no pairs", () => {
    const svg = mutualInformationDensity([{ name: "a", values: new Float64Array(), mixture: null }], { document })
    expect(texts(svg)).toContain("no pairs measured")
  })
})

describe("mutual information matrix", () => {
  const three: MutualInformationMatrix = {
    neurons: Int32Array.of(0, 1, 2),
    values: Float64Array.of(9, 0, 0.5, 0, 9, 1, 0.5, 1, 9),
  }
  const layers = [{ name: "fc", start: 0, end: 3 }]

  it("paints each pair by its value and leaves the diagonal blank", () => {
    const svg = mutualInformationMatrix(three, layers, { document, domain: [0, 1] })
    const cells = [...svg.querySelectorAll('g[shape-rendering="crispEdges"][stroke-width] path')].map((path) =>
      path.getAttribute("d"),
    )
    expect(cells).toEqual(["M1 0h1M0 1h1", "M2 0h1M0 2h1", "M2 1h1M1 2h1"])
  })

  it("draws more neurons than it has cells as means over blocks", () => {
    const size = 480
    const matrix = {
      neurons: Int32Array.from({ length: size }, (_, i) => i),
      values: Float64Array.from({ length: size * size }, (_, i) => (i % 2 === 0 ? 0 : 1)),
    }
    const svg = mutualInformationMatrix(matrix, [{ name: "fc", start: 0, end: size }], { document, domain: [0, 1] })
    const cells = [...svg.querySelectorAll('g[shape-rendering="crispEdges"][stroke-width] path')]
    expect(cells.map((path) => path.getAttribute("stroke"))).not.toContain("#440154")
    expect(cells[0].getAttribute("d")!.startsWith("M0 0h")).toBe(true)
  })

  it("counts each pair of different neurons once", () => {
    expect([...pairValues(three)]).toEqual([0, 0.5, 1])
    expect([...pairValues(three, 1, 3)]).toEqual([1])
  })

  it("finds the rows of each layer in a sample of the neurons", () => {
    const sample = { neurons: Int32Array.of(1, 3, 8), values: new Float64Array(9) }
    const all = [
      { name: "a", start: 0, end: 4 },
      { name: "b", start: 4, end: 6 },
      { name: "c", start: 6, end: 9 },
    ]
    expect(matrixLayers(sample, all)).toEqual([
      { name: "a", start: 0, end: 2 },
      { name: "c", start: 2, end: 3 },
    ])
  })
})

describe("themes", () => {
  it("give every run the same colour's place in light, dark and page", () => {
    expect(darkTheme.runs).toHaveLength(lightTheme.runs.length)
    expect(pageTheme.runs).toHaveLength(lightTheme.runs.length)
  })

  it("have a sequence that only gets lighter, in even steps", () => {
    for (const { sequence } of [lightTheme, darkTheme]) {
      const lightness = sequence.map((colour) => Math.cbrt(luminance(colour)))
      const steps = lightness.slice(1).map((value, i) => value - lightness[i])
      expect(Math.min(...steps)).toBeGreaterThan(0)
      expect(Math.max(...steps)).toBeLessThan(3 * (steps.reduce((sum, step) => sum + step, 0) / steps.length))
    }
  })

  it("set every property that the page's theme reads", () => {
    const read = JSON.stringify(pageTheme).match(/--[\w-]+/g)!
    for (const property of read) expect(themeProperties(darkTheme)).toContain(`${property}: #`)
  })

  for (const theme of [lightTheme, darkTheme]) {
    it(`keep text, run and sequence colours readable on ${theme.background}`, () => {
      for (const colour of [theme.ink, theme.muted]) expect(contrast(colour, theme.background)).toBeGreaterThan(4.5)
      for (const colour of [...theme.runs, ...theme.sequence])
        expect(contrast(colour, theme.background)).toBeGreaterThan(3)
    })
  }
})

/** Contrast ratio of WCAG 2. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
