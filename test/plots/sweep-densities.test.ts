import { describe, expect, it } from "vitest"
import { type DensityPanel, darkTheme, lightTheme, sweepDensities, toSvgString } from "#src/plots/index.js"
import { normals, seededRandom } from "#src/random.js"
import { svgDocument } from "#src/report/svg-document.js"
import { expectSound, panelsOf, pathsOf, placeOf, texts, ticksOf } from "./figure-checks.js"
import { sampleDensities, sampleKnobs } from "./sample-sweep.js"

const options = { document: svgDocument(), knob: "α", meaning: "how far the colour gives the label away" }
const panels = sampleDensities()

/** One layer whose pairs lie about `mean` at every value of the knob. */
function about(means: number[], spread = 0.1): DensityPanel[] {
  const normal = normals(seededRandom(5))
  const samples = means.map((mean, knob) => ({
    knob,
    values: Float64Array.from({ length: 4000 }, () => mean * (1 + spread * normal())),
    mixture: [{ weight: 1, mean, standardDeviation: mean * spread }],
  }))
  return [{ title: "layer", samples }]
}

describe("densities over a sweep", () => {
  for (const theme of [lightTheme, darkTheme]) {
    it(`are drawn on ${theme.background}, a colour and a name per value of the knob`, () => {
      const figure = sweepDensities(panels, { ...options, theme, title: "Pairs" })
      expectSound(figure)
      for (const panel of panelsOf(figure)) {
        expect(pathsOf(panel, "line")).toHaveLength(sampleKnobs.length)
        expect(texts(panel)).toEqual(expect.arrayContaining(["α 0", "α .25", "α .5", "α .75", "α 1"]))
        for (const step of [0, 5, 10, 15, 20]) expect(toSvgString(figure)).toContain(`stroke="${theme.sequence[step]}"`)
      }
    })
  }

  it("have their peaks at the means, each row above its own line, in the knob's order", () => {
    const [panel] = panelsOf(sweepDensities(about([0.05, 0.2, 1]), options))
    const ticks = ticksOf(panel, "x")
    const rows = pathsOf(panel, "line").map((curve) => {
      const [x, y] = curve.reduce((best, point) => (point[1] < best[1] ? point : best))
      return { x, y, base: curve[0][1] }
    })
    rows.forEach(({ x, y, base }, row) => {
      const tick = ticks.find(({ label }) => label === ["0.05", "0.2", "1"][row])!
      expect(Math.abs(x - tick.at)).toBeLessThan(4)
      expect(base - y).toBeGreaterThan(24)
      if (row > 0) expect(y).toBeGreaterThan(rows[row - 1].base)
    })
  })

  it("put the median's tick at the median, below the row's line", () => {
    const [panel] = panelsOf(sweepDensities(about([0.2]), options))
    const tick = ticksOf(panel, "x").find(({ label }) => label === "0.2")!
    const [[from, to]] = pathsOf(panel, "link")
    expect(Math.abs(from[0] - tick.at)).toBeLessThan(3)
    expect(to[1]).toBeGreaterThan(from[1])
  })

  it("draw histogram and mixture on one scale", () => {
    const [panel] = panelsOf(sweepDensities(about([0.3], 0.3), options))
    const [curve] = pathsOf(panel, "line")
    const heights = [...panel.querySelectorAll('[aria-label="area"] path')][0].getAttribute("d")!.match(/[\d.]+/g)!
    const tops = heights.map(Number).filter((_, i) => i % 2 === 1)
    const base = Math.max(...curve.map(([, y]) => y))
    const peaks = [tops, curve.map(([, y]) => y)].map((ys) => base - Math.min(...ys))
    expect(Math.abs(peaks[0] - peaks[1])).toBeLessThan(0.15 * peaks[1])
  })

  it("show hundredths of a nat and more than one on the same axis, zero included", () => {
    const [panel] = panelsOf(sweepDensities(panels, options))
    const ticks = ticksOf(panel, "x")
    expect(ticks.map(({ label }) => label)).toEqual(expect.arrayContaining(["0", "0.02", "0.1", "1"]))
    for (let i = 1; i < ticks.length; i++) expect(ticks[i].at - ticks[i - 1].at).toBeGreaterThan(26)
  })

  it("share one axis, and say what share of a row lies beyond it", () => {
    const far = about([0.1])
    far[0].samples[0].values[0] = 6.5
    const figure = sweepDensities([...far, ...about([0.2])], options)
    const [first, second] = panelsOf(figure).map((panel) => ticksOf(panel, "x"))
    expect(second).toEqual(first)
    expect(texts(figure).join(" ")).toMatch(/Up to 0\.[1-4] % of a row's pairs lie beyond the axis\./)
  })

  it("are drawn from the mixture alone, and say so where there is nothing", () => {
    const mixture = [{ weight: 1, mean: 0.2, standardDeviation: 0 }]
    const samples = [
      { knob: 0, values: new Float64Array(), mixture },
      { knob: 1, values: new Float64Array(), mixture: null },
    ]
    const figure = sweepDensities(
      [
        { title: "layer", samples },
        { title: "missing", samples: [] },
      ],
      options,
    )
    expectSound(figure)
    const [panel] = panelsOf(figure)
    expect(pathsOf(panel, "line")).toHaveLength(1)
    const none = [...panel.querySelectorAll("text")].filter((text) => text.textContent === "no pairs measured")
    expect(none).toHaveLength(1)
    expect(placeOf(none[0]).y).toBeGreaterThan(pathsOf(panel, "line")[0][0][1])
  })

  it("are drawn for one value of the knob whose pairs are all alike", () => {
    const samples = [
      {
        knob: 0.5,
        values: new Float64Array(10).fill(0),
        mixture: [{ weight: 1, mean: 0, standardDeviation: 0 }],
      },
    ]
    const figure = sweepDensities([{ title: "layer", samples }], { ...options, columns: 1, width: 360 })
    expectSound(figure)
    expect(pathsOf(figure, "line")[0].some(([, y], _, all) => y < all[all.length - 1][1] - 20)).toBe(true)
  })
})
