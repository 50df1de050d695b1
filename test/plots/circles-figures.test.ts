import { describe, expect, it } from "vitest"
import type { ActivationMatrix } from "#src/activations.js"
import { classColours } from "#src/plots/circles/class-points.js"
import { columnMeans, exampleColumns } from "#src/plots/circles/example-columns.js"
import { probabilityColour, probabilityLevels } from "#src/plots/circles/probability-colours.js"
import {
  activationDomain,
  activationHeatMap,
  angles,
  darkTheme,
  decisionSurfaceFigure,
  differentialActivationsFigure,
  type FigureOptions,
  interventionCurves,
  lightTheme,
  pageTheme,
  pointCloud,
  toSvgString,
  trainingFrame,
} from "#src/plots/index.js"
import { colourOfLevel } from "#src/plots/parts/colour-scale.js"
import { svgDocument } from "#src/report/svg-document.js"
import {
  evaluations,
  orders,
  probabilities,
  sampleActivations,
  sampleCurves,
  sampleMoment,
  samplePoints,
  sampleSurface,
} from "./sample-circles.js"

const document = svgDocument()
const names = ["plain", "shortcut", "shuffled"]
const layers = [
  { name: "hidden1", start: 0, end: 2 },
  { name: "hidden2", start: 2, end: 5 },
]
const frameOptions = { epoch: 3, extent: 1.8, thirdFeature: 0, domain: [0, 4] as [number, number] }

const figures: Record<string, (options: FigureOptions) => SVGSVGElement> = {
  "point cloud": (options) =>
    pointCloud(
      names.map((name) => ({ name, ...samplePoints() })),
      options,
    ),
  "activation heat map": (options) => {
    const { inputs, labels } = samplePoints()
    const activations = sampleActivations(inputs)
    return activationHeatMap(
      names.map((name) => ({ name, activations, labels, order: angles(inputs) })),
      options,
    )
  },
  "decision surface": (options) => decisionSurfaceFigure(names.map(sampleSurface), options),
  "differential activations": (options) => {
    const differences = [1, -2, 3, 0, 0.5]
    return differentialActivationsFigure(
      names.map((name) => ({ name, layers, differences })),
      options,
    )
  },
  "intervention curves": (options) => interventionCurves(sampleCurves(), options),
  "training frame": (options) =>
    trainingFrame(
      names.map((name) => sampleMoment(name, 0.5)),
      { ...options, ...frameOptions },
    ),
}

function texts(root: Element): string[] {
  return [...root.querySelectorAll("text")].map((text) => text.firstChild?.textContent ?? "")
}

const fontSizeOf = (element: Element) => element.getAttribute("font-size") ?? ""

/** The numbers of every point a path's text goes through, where all its commands are absolute. */
function points(d: string): [number, number][] {
  return [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])
}

/** Of an axis drawn in `root`: the pixel of a value. */
function axis(root: Element, name: "x" | "y"): (value: number) => number {
  const at = name === "x" ? 0 : 1
  const ticks = [...root.querySelectorAll(`[aria-label="${name}-axis tick label"] text`)].map((tick) => ({
    value: Number((tick.textContent ?? "").replace("−", "-")),
    pixel: Number(/translate\(([\d.-]+),([\d.-]+)\)/.exec(tick.getAttribute("transform")!)![1 + at]),
  }))
  const [first, last] = [ticks[0], ticks[ticks.length - 1]]
  const perUnit = (last.pixel - first.pixel) / (last.value - first.value)
  return (value) => first.pixel + (value - first.value) * perUnit
}

/** Panels that hold a mark, in reading order. */
function panelsWith(svg: SVGSVGElement, selector: string): Element[] {
  return [...svg.children].filter((child) => child.querySelector(selector) !== null)
}

describe.each(Object.entries(figures))("the %s", (_name, draw) => {
  it.each([
    ["light", lightTheme, 900],
    ["dark", darkTheme, 900],
    ["page", pageTheme, 900],
    ["on a phone", lightTheme, 360],
  ])("stands alone and is finite everywhere: %s", (_theme, theme, width) => {
    const svg = draw({ document, theme, width })
    const text = toSvgString(svg, theme.background)
    expect(text).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    expect(text).not.toMatch(/<style|<script|<image|<foreignObject|href=|url\(/)
    expect(text).not.toMatch(/NaN|undefined|Infinity/)
    expect(Number(svg.getAttribute("width"))).toBe(width)
  })

  it("is one image with one name for screen readers", () => {
    const svg = draw({ document, title: "Circles" })
    expect(svg.getAttribute("role")).toBe("img")
    expect(svg.getAttribute("aria-label")).toMatch(/^Circles: \w/)
    expect(svg.querySelectorAll("[role=img], svg")).toHaveLength(0)
    expect(texts(svg)).toContain("Circles")
  })

  it("has no text smaller than 11 pixels, and fits a web page", () => {
    const svg = draw({ document })
    const sizes = [
      svg.style.getPropertyValue("font-size"),
      ...[...svg.querySelectorAll("[font-size]")].map(fontSizeOf),
    ].map(Number.parseFloat)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11)
    expect(toSvgString(svg).length).toBeLessThan(600_000)
  })
})

describe("the point cloud", () => {
  const inputs = [0.5, -1, 3, -0.25, 0.75, -2]
  const svg = pointCloud([{ name: "two", inputs, labels: [0, 1] }], { document, width: 700 })
  const panels = panelsWith(svg, '[aria-label="points"]')

  it.each([
    ["y", 0, [-1, 0.75]],
    ["z", 1, [3, -2]],
  ])("puts each point at its x and %s, in its class's colour", (_axis, panel, heights) => {
    const [x, y] = [axis(panels[panel], "x"), axis(panels[panel], "y")]
    const paths = [...panels[panel].querySelectorAll('[aria-label="points"] path')]
    const circle = points(paths[0].getAttribute("d")!)[0]
    const tip = points(paths[1].getAttribute("d")!)[0]
    expect(paths.map((path) => path.getAttribute("fill"))).toEqual([...classColours])
    expect(Math.abs(circle[0] - x(0.5))).toBeLessThan(3)
    expect(circle[1]).toBeCloseTo(y(heights[0]), 0)
    expect(tip[0]).toBeCloseTo(x(-0.25), 0)
    expect(Math.abs(tip[1] - y(heights[1]))).toBeLessThan(4)
  })

  it("is as wide as high, with the same units along x and y", () => {
    const [x, y] = [axis(panels[0], "x"), axis(panels[0], "y")]
    expect(x(1) - x(0)).toBeCloseTo(y(0) - y(1), 5)
  })

  it("thins many points, both classes alike, also where they take turns", () => {
    const many = samplePoints(4000)
    const turns = Uint8Array.from(many.labels, (_, i) => i % 2)
    const figure = pointCloud([{ name: "many", inputs: many.inputs, labels: turns }], { document })
    const paths = [...panelsWith(figure, '[aria-label="points"]')[0].querySelectorAll('[aria-label="points"] path')]
    const drawn = classColours.map((colour) =>
      paths
        .filter((path) => path.getAttribute("fill") === colour)
        .reduce((count, path) => count + path.getAttribute("d")!.split("M").length - 1, 0),
    )
    expect(drawn).toEqual([400, 400])
  })
})

describe("the activation heat map", () => {
  const activations: ActivationMatrix = {
    examples: 4,
    neurons: 2,
    data: Float64Array.of(0, 1, 0, 1, 1, 1, 0, 0),
    layers: [
      { name: "first", start: 0, end: 1 },
      { name: "second", start: 1, end: 2 },
    ],
  }
  const cells = (svg: SVGSVGElement) =>
    [...svg.querySelectorAll('[aria-label="cells"] path')].map((path) => [
      path.getAttribute("stroke"),
      path.getAttribute("d"),
    ])

  it("paints neurons in rows and examples in columns, class 0 first", () => {
    const network = { name: "a", activations, labels: [1, 0, 1, 0] }
    const svg = activationHeatMap([network], { document, domain: [0, 1] })
    // Columns: examples 1, 3 (class 0), 0, 2 (class 1).
    expect(cells(svg)).toEqual([
      [colourOfLevel(0), "M2 0h2M1 1h1M3 1h1"],
      [colourOfLevel(63), "M0 0h2M0 1h1M2 1h1"],
    ])
    expect(texts(svg)).toEqual(expect.arrayContaining(["a", "first", "second", "class 0", "class 1", "activation"]))
  })

  it("sorts a class's examples by the order given, and draws many as means of neighbours", () => {
    const labels = [0, 0, 1, 0, 0, 1]
    const columns = exampleColumns(labels, 3, [4, 3, 0, 2, 1, 5])
    expect(columns.members.map((column) => [...column])).toEqual([
      [4, 3],
      [1, 0],
      [2, 5],
    ])
    expect(columns.boundary).toBe(2)
    const data = Float64Array.of(10, 20, 30, 40, 50, 60)
    const means = columnMeans({ examples: 6, neurons: 1, data, layers: [] }, columns)
    expect(means.map((row) => [...row])).toEqual([[45, 15, 45]])
  })

  it("takes one range of colours for all networks", () => {
    const louder = { ...activations, data: activations.data.map((value) => value * 7) }
    const labels = [0, 0, 1, 1]
    const networks = [activations, louder].map((each, i) => ({ name: names[i], activations: each, labels }))
    expect(activationDomain(networks)).toEqual([0, 7])
    const quiet = activationHeatMap(networks, { document }).querySelector('[aria-label="cells"]')!
    const colours = [...quiet.querySelectorAll("path")].map((path) => path.getAttribute("stroke"))
    expect(colours).toEqual([colourOfLevel(0), colourOfLevel(Math.floor(64 / 7))])
  })

  it("orders points by their angle", () => {
    expect([...angles([1, 0, 9, 0, 1, 9, -1, 0, 9])]).toEqual([0, Math.PI / 2, Math.PI])
  })
})

describe("the decision surface", () => {
  const surface = (of: (x: number, y: number) => number, at = [0]) => {
    const slices = at.map((thirdFeature) => ({ thirdFeature, probability: probabilities(of, 20, 2) }))
    return { name: "a", extent: 2, resolution: 20, slices }
  }
  const undecided = (svg: SVGSVGElement) => svg.querySelector("path.undecided")?.getAttribute("d") ?? ""

  it("draws a line where the network is undecided, and none along the frame", () => {
    const svg = decisionSurfaceFigure([surface((x) => 0.5 + (x - 0.5) / 5)], { document })
    const [panel] = panelsWith(svg, "path.undecided")
    const x = axis(panel, "x")
    const line = points(undecided(svg))
    expect(line.length).toBeGreaterThan(2)
    for (const [at] of line) expect(at).toBeCloseTo(x(0.5), 0)
    const heights = line.map(([, y]) => y)
    expect(Math.max(...heights) - Math.min(...heights)).toBeCloseTo(x(2) - x(-2), 0)
  })

  it("has the lowest y at the bottom", () => {
    const svg = decisionSurfaceFigure([surface((_x, y) => 0.5 + (y - 1) / 5)], { document })
    const [panel] = panelsWith(svg, "path.undecided")
    for (const [, at] of points(undecided(svg))) expect(at).toBeCloseTo(axis(panel, "y")(1), 0)
  })

  it("is one colour to its corners where the network is sure", () => {
    const svg = decisionSurfaceFigure([surface(() => 0.99)], { document })
    const bands = [...svg.querySelectorAll('[aria-label="probability"] path')]
    const top = bands[bands.length - 1]
    expect(undecided(svg)).toBe("")
    expect(top.getAttribute("fill")).toBe(probabilityColour(probabilityLevels - 1))
    const xs = points(top.getAttribute("d")!).map(([x]) => x)
    const x = axis(panelsWith(svg, '[aria-label="probability"]')[0], "x")
    expect([Math.min(...xs), Math.max(...xs)].map(Math.round)).toEqual([x(-2), x(2)].map(Math.round))
  })

  it("draws each point on the slice nearest to its third feature", () => {
    const inputs = [0, 0, -3.1, 1, 1, 2.8, 0, 1, 0.4, 1, 0, 2.9]
    const network = { ...surface(() => 0.2, [-3, 0, 3]), points: { inputs, labels: [0, 1, 0, 1] } }
    const svg = decisionSurfaceFigure([network], { document })
    const counts = panelsWith(svg, '[aria-label="probability"]').map(
      (panel) => [...panel.querySelectorAll('[aria-label="points"] path')].length,
    )
    expect(counts).toEqual([1, 1, 2])
    expect(texts(svg)).toEqual(expect.arrayContaining(["z = −3", "z = 0", "z = 3", "probability of class 1"]))
  })
})

describe("differential activations", () => {
  const differences = [0.5, 2, -1, 3, 1]
  const svg = differentialActivationsFigure([{ name: "a", layers, differences }], { document, width: 400 })
  const bars = [...svg.querySelectorAll('[aria-label="rect"] rect')].map((bar) =>
    ["x", "width", "y"].map((name) => Number(bar.getAttribute(name))),
  )

  it("are sorted within each layer and numbered by the neuron's place in it", () => {
    expect(texts(svg).filter((text) => /^(hidden\d|\d)$/.test(text))).toEqual(
      expect.arrayContaining(["hidden1", "hidden2"]),
    )
    const numbers = [...svg.querySelectorAll('[aria-label="text"] text')].map((text) => text.textContent)
    expect(numbers.filter((text) => /^\d$/.test(text ?? ""))).toEqual(["1", "0", "1", "2", "0"])
    expect(bars.map(([, , y]) => y)).toEqual(bars.map(([, , y]) => y).sort((a, b) => a - b))
  })

  it("run from zero to the value", () => {
    const x = axis(panelsWith(svg, '[aria-label="rect"]')[0], "x")
    const expected = [2, 0.5, 3, 1, -1]
    bars.forEach(([left, width], i) => {
      expect(left).toBeCloseTo(Math.min(x(0), x(expected[i])), 0)
      expect(width).toBeCloseTo(Math.abs(x(expected[i]) - x(0)), 0)
    })
  })

  it("share an axis between networks, and are drawn where all are zero", () => {
    const two = differentialActivationsFigure(
      [
        { name: "a", layers, differences },
        { name: "b", layers, differences: [0, 0, 0, 0, 0] },
      ],
      { document },
    )
    const [a, b] = panelsWith(two, '[aria-label="rect"]').map((panel) => axis(panel, "x"))
    expect(a(3)).toBe(b(3))
    const zeros = differentialActivationsFigure([{ name: "b", layers, differences: [0, 0, 0, 0, 0] }], { document })
    expect(toSvgString(zeros)).not.toMatch(/NaN|Infinity/)
  })
})

describe("intervention curves", () => {
  const curves = sampleCurves()
  const svg = interventionCurves(curves, { document, names: { neutral: "says nothing" } })
  const panels = panelsWith(svg, '[aria-label="y-axis tick label"]')

  it("have a panel for each set of points and a line for each order", () => {
    expect(panels).toHaveLength(evaluations.length)
    for (const panel of panels) expect(panel.querySelectorAll('[aria-label="line"] path')).toHaveLength(orders.length)
    for (const panel of panels) expect(panel.querySelectorAll('[aria-label="area"] path')).toHaveLength(1)
    expect(texts(svg)).toEqual(expect.arrayContaining(["shortcut holds", "says nothing", "lowest entropy first"]))
  })

  it("go through the accuracies", () => {
    const [x, y] = [axis(panels[1], "x"), axis(panels[1], "y")]
    const shown = curves.filter(({ evaluation }) => evaluation === evaluations[1])
    const lines = [...panels[1].querySelectorAll('[aria-label="line"]')].map((line) =>
      points(line.querySelector("path")!.getAttribute("d")!),
    )
    // The one with an interval lies below the others: it is drawn first.
    const drawn = [shown[3], ...shown.slice(0, 3)]
    drawn.forEach(({ accuracy }, l) => {
      for (const n of [0, 7, 32]) {
        expect(lines[l][n][0]).toBeCloseTo(x(n), 0)
        expect(lines[l][n][1]).toBeCloseTo(y(accuracy[n]), 0)
      }
    })
  })

  it("are told apart by their dashes as well as their colours", () => {
    const styles = [...panels[0].querySelectorAll('[aria-label="line"]')].map((line) =>
      ["stroke", "stroke-dasharray"].map((name) => line.getAttribute(name)),
    )
    expect(new Set(styles.map(([colour]) => colour)).size).toBe(orders.length)
    expect(new Set(styles.slice(1).map(([, dash]) => dash)).size).toBe(orders.length - 1)
  })
})

describe("the training frame", () => {
  const frame = (epoch: number, progress: number) =>
    trainingFrame(
      names.map((name) => sampleMoment(name, progress)),
      { document, ...frameOptions, epoch },
    )
  const [early, late] = [frame(0, 0), frame(40, 1)]
  const layout = (svg: SVGSVGElement) => ({
    size: svg.getAttribute("viewBox"),
    places: [...svg.children].map((child) => child.getAttribute("transform")),
    words: texts(svg).filter((text) => !/^(Epoch|accuracy)/.test(text)),
    textPlaces: [...svg.querySelectorAll("text")].map((text) => text.getAttribute("transform")),
  })

  it("differs from another in its content alone", () => {
    expect(layout(late)).toEqual(layout(early))
    expect(toSvgString(late)).not.toBe(toSvgString(early))
  })

  it("says the epoch, and the accuracy of each network", () => {
    expect(texts(late)).toEqual(expect.arrayContaining(["Epoch 40, z = 0", "accuracy 100 %", ...names]))
    expect(texts(early).filter((text) => text === "accuracy 50 %")).toHaveLength(names.length)
  })

  it("shows the surface and the activations of each network", () => {
    expect(late.querySelectorAll('[aria-label="probability"]')).toHaveLength(names.length)
    expect(late.querySelectorAll('[aria-label="cells"]')).toHaveLength(names.length)
  })
})
