import { describe, expect, it } from "vitest"
import { darkTheme, type KnobPanel, lightTheme, overKnob } from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { expectSound, onAxis, panelsOf, pathsOf, texts, ticksOf } from "./figure-checks.js"
import { sampleAccuracy, sampleScales } from "./sample-sweep.js"

const options = { document: svgDocument(), knob: "α", meaning: "how far the colour gives the label away" }
const panels: KnobPanel[] = [
  {
    title: "Mean entropy, nats",
    lines: sampleScales()[0].layers.map(({ layer, points }) => ({ name: layer, points })),
  },
  { title: "Accuracy", lines: [{ name: "validation", points: sampleAccuracy() }] },
]

describe("quantities over the knob", () => {
  for (const theme of [lightTheme, darkTheme]) {
    it(`are drawn on ${theme.background}, a line each in its colour`, () => {
      const figure = overKnob(panels, { ...options, theme })
      expectSound(figure)
      const drawn = panelsOf(figure).map((panel) =>
        [...panel.querySelectorAll('[aria-label="line"]')].map((line) => line.getAttribute("stroke")),
      )
      expect(drawn).toEqual(panels.map(({ lines }) => lines.map((_, i) => theme.runs[i])))
    })
  }

  it("lie at their values", () => {
    const [, accuracy] = panelsOf(overKnob(panels, options))
    const pixel = onAxis(ticksOf(accuracy, "y"))
    const [line] = pathsOf(accuracy, "line")
    panels[1].lines[0].points.forEach(({ mean }, i) => {
      expect(line[i][1]).toBeCloseTo(pixel(mean), 1)
    })
  })

  it("say at every value what it is, with its range", () => {
    const [, accuracy] = panelsOf(overKnob(panels, options))
    expect(texts(accuracy)).toContain("validation")
    const spoken = [...accuracy.querySelectorAll("circle title")].map((title) => title.textContent)
    expect(spoken).toHaveLength(panels[1].lines[0].points.length)
    expect(spoken[0]).toBe("validation at α 0: 0.64 (0.634 … 0.65)")
  })

  it("leave out what is not finite", () => {
    const points = [0, 1].map((knob) => ({ knob, mean: Number.NaN, low: Number.NaN, high: Number.NaN }))
    const figure = overKnob([{ title: "Mean entropy, nats", lines: [{ name: "fc1", points }] }], options)
    expectSound(figure)
    expect(texts(figure)).toContain("no finite value")
  })
})
