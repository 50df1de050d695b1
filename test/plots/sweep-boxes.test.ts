import { describe, expect, it } from "vitest"
import { darkTheme, lightTheme, pageTheme, sweepBoxes, toSvgString } from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { boxOutlines, cornerOf, expectSound, onAxis, panelsOf, pathsOf, texts, ticksOf } from "./figure-checks.js"
import { knobBox, sampleAccuracy, sampleEntropies, sampleInformation, sampleKnobs } from "./sample-sweep.js"

const options = { document: svgDocument(), knob: "α", meaning: "how far the colour gives the label away" }
const entropies = sampleEntropies()
const accuracy = sampleAccuracy()

describe("boxes over a sweep", () => {
  for (const theme of [lightTheme, darkTheme, pageTheme]) {
    it(`are drawn on ${theme.background}, in the theme's colours`, () => {
      const figure = sweepBoxes(entropies, accuracy, { ...options, theme, title: "Entropy" })
      expectSound(figure)
      expect(figure.getAttribute("aria-label")).toMatch(/^Entropy: Notched box plots of entropy, nats by α/)
      for (const colour of [theme.sequence[0], theme.sequence[20], theme.ink])
        expect(toSvgString(figure)).toContain(`stroke="${colour}"`)
    })
  }

  it("have a panel per layer and for all, a box per value of the knob, labelled without the zero", () => {
    const figure = sweepBoxes(entropies, accuracy, options)
    const panels = panelsOf(figure)
    expect(panels.map((panel) => texts(panel).find((text) => /hidden|all/.test(text)))).toEqual(
      entropies.map(({ title }) => title),
    )
    for (const panel of panels) {
      expect(boxOutlines(panel)).toHaveLength(sampleKnobs.length)
      expect(ticksOf(panel, "x").map(({ label }) => label)).toEqual(["0", ".25", ".5", ".75", "1"])
    }
  })

  it("lie over their knob's tick, with quartiles, notch and median at their values", () => {
    const [panel] = panelsOf(sweepBoxes(entropies, accuracy, options))
    const pixel = onAxis(ticksOf(panel, "y"))
    const columns = ticksOf(panel, "x")
    boxOutlines(panel).forEach((outline, k) => {
      const { lowerQuartile, notch, median, upperQuartile } = entropies[0].boxes[k].box
      const expected = [lowerQuartile, notch[0], median, notch[1], upperQuartile]
      outline.slice(0, 5).forEach(([, y], i) => {
        expect(y).toBeCloseTo(pixel(expected[i]), 1)
      })
      expect((outline[0][0] + outline[9][0]) / 2).toBeCloseTo(columns[k].at, 0)
    })
  })

  it("share one axis over all panels", () => {
    const [first, ...others] = panelsOf(sweepBoxes(entropies, accuracy, options)).map((panel) => ticksOf(panel, "y"))
    for (const ticks of others) expect(ticks).toEqual(first)
  })

  for (const [name, panels, scale] of [
    ["entropy on a linear axis", entropies, "linear"],
    ["mutual information on a logarithmic one", sampleInformation(), "symlog"],
  ] as const) {
    it(`carry the line of accuracy at its values on the right axis, over ${name}`, () => {
      const [panel] = panelsOf(sweepBoxes(panels, accuracy, { ...options, scale }))
      const pixel = onAxis(ticksOf(panel, "y", 1))
      const line = pathsOf(panel, "line").find((path) => path.length === sampleKnobs.length)!
      line.forEach(([, y], k) => {
        expect(y).toBeCloseTo(pixel(accuracy[k].mean), 1)
      })
      const whiskers = pathsOf(panel, "link").filter(
        ([from, to], i, all) => from[0] === to[0] && i >= all.length - 3 * accuracy.length,
      )
      expect(whiskers.map(([from, to]) => [from[1], to[1]].map(Math.round))).toEqual(
        accuracy.map(({ low, high }) => [pixel(low), pixel(high)].map(Math.round)),
      )
    })
  }

  it("say what the line is without colour: dashed, named in the key and at its axis", () => {
    const figure = sweepBoxes(entropies, accuracy, options)
    expect(texts(figure)).toContain("validation accuracy (right axis)")
    expect(texts(panelsOf(figure)[0])).toContain("accuracy")
    expect(toSvgString(figure)).toContain('stroke-dasharray="5,3"')
  })

  it("tell small mutual information apart on the logarithmic axis", () => {
    const panels = sampleInformation()
    const height = (scale: "linear" | "symlog") => {
      const [panel] = panelsOf(sweepBoxes(panels, [], { ...options, scale }))
      const [first, second, third] = boxOutlines(panel).map((outline) => outline[2][1])
      return Math.abs(third - first) + Math.abs(second - first)
    }
    expect(height("symlog")).toBeGreaterThan(8 * height("linear"))
  })

  it("draw outliers apart that are apart on the axis", () => {
    const values = [...Array.from({ length: 40 }, (_, i) => 0.02 + i / 100000), 0.04, 0.06, 3]
    const panels = [{ title: "all", boxes: [knobBox(0, values)] }]
    const figure = sweepBoxes(panels, [], { ...options, scale: "symlog" })
    expect(figure.querySelectorAll("circle")).toHaveLength(3)
  })

  it("stand below each other in one column, and a phone's width has room for one", () => {
    for (const narrow of [{ columns: 1 }, { width: 360 }]) {
      const figure = sweepBoxes(entropies, accuracy, { ...options, ...narrow })
      expect(panelsOf(figure).map((panel) => cornerOf(panel).x)).toEqual([0, 0, 0, 0])
      expectSound(figure)
    }
  })

  it("leave out values that are not finite, boxes without any other, and layers that some networks lack", () => {
    const some = knobBox(0, [1, 2, 3, Number.NaN, Number.NEGATIVE_INFINITY])
    const none = knobBox(0.5, [Number.NEGATIVE_INFINITY, Number.NaN])
    const panels = [
      { title: "some", boxes: [some, none, knobBox(1, [2, 3, 4])] },
      { title: "none", boxes: [none] },
      { title: "missing", boxes: [] },
    ]
    const figure = sweepBoxes(panels, [{ knob: 0, mean: Number.NaN, low: Number.NaN, high: Number.NaN }], options)
    expectSound(figure)
    const [first, second, third] = panelsOf(figure)
    expect(boxOutlines(first)).toHaveLength(2)
    expect(ticksOf(second, "x").map(({ label }) => label)).toEqual(["0", ".5", "1"])
    for (const panel of [second, third]) expect(texts(panel)).toContain("no finite value")
    expect(texts(figure).join(" ")).not.toContain("accuracy")
  })

  it("are drawn for one seed, one value of the knob and neurons that are all alike", () => {
    const whiskersAndMedian = 3
    const alike = [{ title: "alike", boxes: [knobBox(0.5, [2, 2, 2, 2])] }]
    for (const [scale, end] of [
      ["linear", Number.NaN],
      ["symlog", 0.7],
    ] as const) {
      const figure = sweepBoxes(alike, [{ knob: 0.5, mean: 0.7, low: end, high: end }], { ...options, scale })
      expectSound(figure)
      expect(boxOutlines(figure)).toHaveLength(1)
      expect(figure.querySelectorAll("circle")).toHaveLength(1)
      expect(pathsOf(panelsOf(figure)[0], "link")).toHaveLength(whiskersAndMedian)
    }
  })

  it("thin out the knob's ticks where many would not fit", () => {
    const boxes = Array.from({ length: 21 }, (_, i) => knobBox(i / 20, [1, 2, 3]))
    const [panel] = panelsOf(sweepBoxes([{ title: "all", boxes }], [], { ...options, width: 320 }))
    const ticks = ticksOf(panel, "x")
    expect(boxOutlines(panel)).toHaveLength(21)
    for (let i = 1; i < ticks.length; i++) expect(ticks[i].at - ticks[i - 1].at).toBeGreaterThan(22)
  })
})
