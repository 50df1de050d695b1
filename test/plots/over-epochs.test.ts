import { describe, expect, it } from "vitest"
import { darkTheme, type EpochCurves, lightTheme, overEpochs } from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { cornerOf, expectSound, onAxis, panelsOf, pathsOf, texts, ticksOf } from "./figure-checks.js"
import { sampleEpochs } from "./sample-sweep.js"

const options = { document: svgDocument(), knob: "β", meaning: "share of labels replaced at random" }
const curves = sampleEpochs()

function strokes(panel: Element) {
  return [...panel.querySelectorAll('[aria-label="line"]')].map((line) => ({
    colour: line.getAttribute("stroke"),
    dash: line.getAttribute("stroke-dasharray"),
  }))
}

describe("measures over the epochs", () => {
  for (const theme of [lightTheme, darkTheme]) {
    it(`are drawn on ${theme.background}: training solid, validation dashed, in the knob's colours`, () => {
      const figure = overEpochs(curves, { ...options, theme, title: "Training" })
      expectSound(figure)
      const [accuracy, ...measures] = panelsOf(figure)
      const colours = [0, 5, 10, 15, 20].map((step) => theme.sequence[step])
      expect(strokes(accuracy)).toEqual([null, "5,3"].flatMap((dash) => colours.map((colour) => ({ colour, dash }))))
      expect(measures).toHaveLength(2)
      for (const panel of measures) expect(strokes(panel).map(({ colour }) => colour)).toEqual(colours)
    })
  }

  it("name every value of the knob in the key and at its line's end", () => {
    const figure = overEpochs(curves, options)
    for (const name of ["0", ".25", ".5", ".75", "1"]) {
      expect(texts(figure)).toContain(`β ${name}`)
      for (const panel of panelsOf(figure)) expect(texts(panel)).toContain(name)
    }
  })

  it("start at epoch 0 and turn logarithmic", () => {
    const [accuracy] = panelsOf(overEpochs(curves, options))
    const at = new Map(ticksOf(accuracy, "x").map((tick) => [tick.label, tick.at]))
    const line = pathsOf(accuracy, "line")[0]
    expect(line).toHaveLength(curves.train[0].points.length)
    expect(line[0][0]).toBeCloseTo(at.get("0")!, 0)
    expect(at.get("100")! - at.get("50")!).toBeCloseTo(
      ((at.get("100")! - at.get("0")!) * Math.log(101 / 51)) / Math.log(101),
      0,
    )
  })

  it("put accuracy and the seeds' range at their values", () => {
    const [accuracy] = panelsOf(overEpochs(curves, options))
    const pixel = onAxis(ticksOf(accuracy, "y"))
    const [lines, bands] = [pathsOf(accuracy, "line"), pathsOf(accuracy, "area")]
    ;[...curves.train, ...curves.validation].forEach(({ points }, i) => {
      points.forEach(({ mean }, p) => {
        expect(lines[i][p][1]).toBeCloseTo(pixel(mean), 1)
      })
      const ends = bands[i].filter(([x]) => x === lines[i][0][0]).map(([, y]) => y)
      expect(Math.max(...ends) - Math.min(...ends)).toBeCloseTo(pixel(points[0].low) - pixel(points[0].high), 1)
    })
  })

  it("lie below the accuracy, side by side where there is room", () => {
    const [wide, first, second] = panelsOf(overEpochs(curves, options)).map(cornerOf)
    expect(first.y).toBeGreaterThan(wide.y)
    expect(second.y).toBe(first.y)
    expect(second.x).toBeGreaterThan(first.x)
    const phone = overEpochs(curves, { ...options, width: 360, columns: 1 })
    expectSound(phone)
    expect(panelsOf(phone).map((panel) => cornerOf(panel).x)).toEqual([0, 0, 0])
  })

  it("are drawn for one seed, one value of the knob, constant values, what is not finite, and what is missing", () => {
    const point = (epoch: number, mean: number) => ({ epoch, mean, low: mean, high: mean })
    const sparse: EpochCurves = {
      train: [{ knob: 0, points: [point(0, 0.5), point(1, 0.5)] }],
      validation: [],
      measures: [
        { title: "entropy", curves: [{ knob: 0, points: [point(0, Number.NEGATIVE_INFINITY), point(1, 2)] }] },
        { title: "nothing", curves: [] },
      ],
    }
    const figure = overEpochs(sparse, options)
    expectSound(figure)
    const [accuracy, entropy, nothing] = panelsOf(figure)
    expect(pathsOf(accuracy, "line")[0]).toHaveLength(2)
    expect(pathsOf(entropy, "line")[0]).toHaveLength(1)
    expect(texts(nothing)).toContain("no finite value")
  })

  it("do not depend on the order of the epochs", () => {
    const backwards = {
      ...curves,
      train: curves.train.map(({ knob, points }) => ({ knob, points: points.toReversed() })),
    }
    expect(overEpochs(backwards, options).outerHTML).toBe(overEpochs(curves, options).outerHTML)
  })
})
