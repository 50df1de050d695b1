import { describe, expect, it } from "vitest"
import { darkTheme, lightTheme, type ScaleCell, scaleComparison } from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import { expectSound, onAxis, panelsOf, pathsOf, placeOf, texts, ticksOf } from "./figure-checks.js"
import { sampleKnobs, sampleLayers, sampleScales } from "./sample-sweep.js"

const options = { document: svgDocument(), knob: "α" }
const cells = sampleScales()

function titles(figure: SVGSVGElement): string[] {
  return panelsOf(figure).map((panel) => texts(panel).find((text) => text.includes(", "))!)
}

/** One panel with a line per layer of means at the knobs 0, 1, 2. */
function cell(means: number[][], half = 0): ScaleCell {
  const layers = means.map((line, l) => ({
    layer: `layer ${l}`,
    points: line.map((mean, knob) => ({ knob, mean, low: mean - half, high: mean + half })),
  }))
  return { row: "pre", column: "shared", layers }
}

describe("comparison of scales", () => {
  for (const theme of [lightTheme, darkTheme]) {
    it(`is drawn on ${theme.background}, every layer's line named at its end`, () => {
      const figure = scaleComparison(cells, { ...options, theme, title: "Scale" })
      expectSound(figure)
      for (const panel of panelsOf(figure)) {
        const names = [...panel.querySelectorAll("text")].filter((text) => /^hidden\d/.test(text.textContent!))
        expect(names.map((name) => name.getAttribute("fill") ?? name.parentElement!.getAttribute("fill"))).toEqual(
          theme.runs.slice(0, 3),
        )
        const places = names.map((name) => placeOf(name).y).sort((a, b) => a - b)
        for (let i = 1; i < places.length; i++) expect(places[i] - places[i - 1]).toBeGreaterThanOrEqual(12.9)
      }
    })
  }

  it("has the rows and columns asked for, and columns with one axis each", () => {
    const figure = scaleComparison(cells, options)
    expect(titles(figure)).toEqual(cells.map(({ row, column }) => `${column}, ${row}`))
    const axes = panelsOf(figure).map((panel) => ticksOf(panel, "y"))
    for (const column of [0, 1, 2]) expect(axes[column + 3]).toEqual(axes[column])
    expect(axes[1]).not.toEqual(axes[0])
  })

  it("puts means and intervals at their values", () => {
    const [panel] = panelsOf(scaleComparison(cells, options))
    const [x, y] = (["x", "y"] as const).map((axis) => onAxis(ticksOf(panel, axis)))
    const lines = pathsOf(panel, "line")
    const bands = pathsOf(panel, "area")
    cells[0].layers.forEach(({ points }, l) => {
      expect(lines[l]).toHaveLength(sampleKnobs.length)
      lines[l].forEach((point, k) => {
        expect(point[0]).toBeCloseTo(x(points[k].knob), 1)
        expect(point[1]).toBeCloseTo(y(points[k].mean), 1)
      })
      const ends = bands[l].filter(([at]) => Math.abs(at - x(0)) < 0.5).map(([, height]) => height)
      expect(Math.max(...ends)).toBeCloseTo(y(points[0].low), 1)
      expect(Math.min(...ends)).toBeCloseTo(y(points[0].high), 1)
    })
  })

  it("puts like under like in one column", () => {
    const figure = scaleComparison(cells, { ...options, columns: 1, width: 360 })
    expect(titles(figure).slice(0, 2)).toEqual(["shared bins, pre-activations", "shared bins, post-activations"])
    expectSound(figure)
  })

  it("breaks a line at what is not finite, and says so where there is nothing else", () => {
    const gap = cell([
      [1, Number.NEGATIVE_INFINITY, 3, 4],
      [1, 2, 3, 4],
    ])
    const none = { ...cell([[Number.NaN, Number.NEGATIVE_INFINITY]]), column: "nearest" }
    const figure = scaleComparison([gap, none], options)
    expectSound(figure)
    const [first, second] = panelsOf(figure)
    const moves = [...first.querySelectorAll('[aria-label="line"] path')].map(
      (path) => path.getAttribute("d")!.match(/M/g)!.length,
    )
    expect(moves).toEqual([2, 1])
    expect(texts(second)).toContain("no finite value")
    expect(texts(second)).not.toContain("layer 0")
  })

  it("is drawn for one seed, one value of the knob, constant values, and layers that some cells lack", () => {
    const figure = scaleComparison([cell([[2], [2]]), { ...cell([[2]]), column: "own" }], options)
    expectSound(figure)
    const [first, second] = panelsOf(figure)
    expect(first.querySelectorAll("circle")).toHaveLength(2)
    expect(second.querySelectorAll("circle")).toHaveLength(1)
    expect(ticksOf(first, "x").map(({ label }) => label)).toEqual(["0"])
  })

  it("tells more layers apart than it has colours, by dashes", () => {
    const [panel] = panelsOf(scaleComparison([cell(Array.from({ length: 7 }, (_, l) => [l, l]))], options))
    const dashes = [...panel.querySelectorAll('[aria-label="line"]')].map((line) =>
      line.getAttribute("stroke-dasharray"),
    )
    expect(dashes).toEqual([null, null, null, null, null, null, "5,3"])
  })

  it("keeps a layer's colour in cells that lack another", () => {
    const [layer, fill] = [sampleLayers[2], lightTheme.runs[2]]
    const lacking = { ...cells[1], layers: cells[1].layers.slice(2) }
    const panel = panelsOf(scaleComparison([cells[0], lacking], options))[1]
    const name = [...panel.querySelectorAll("text")].find((text) => text.textContent!.startsWith(layer))!
    expect(name.getAttribute("fill") ?? name.parentElement!.getAttribute("fill")).toBe(fill)
  })
})
