import { describe, expect, it } from "vitest"
import { differencesFigure, rankingFigure, stepsFigure } from "#src/plots/comparison/index.js"
import { rowNames, tickNames } from "#src/plots/comparison/shared-names.js"
import { darkTheme, lightTheme, sequenceColour } from "#src/plots/index.js"
import { svgDocument } from "#src/report/svg-document.js"
import type { Ranking } from "#src/selection/ranking.js"
import { expectSound, onAxis, panelsOf, placeOf, texts, ticksOf } from "../figure-checks.js"
import { difference, longNames, sampleComparison, sampleRanking } from "./samples.js"

const document = svgDocument()
const [more, less] = lightTheme.runs

function dots(panel: Element) {
  return [...panel.querySelectorAll('[aria-label="dot"] circle')].map((circle) => ({
    x: Number(circle.getAttribute("cx")),
    y: Number(circle.getAttribute("cy")),
    fill: circle.getAttribute("fill"),
    stroke: circle.getAttribute("stroke"),
  }))
}

/** Left and right end of every interval. */
function intervals(panel: Element): [number, number][] {
  return [...panel.querySelectorAll('[aria-label="link"] path')].map((path) => {
    const [x1, x2] = [...(path.getAttribute("d") ?? "").matchAll(/[ML]([-\d.]+),/g)].map((match) => Number(match[1]))
    return [x1, x2]
  })
}

const layerNames = Array.from({ length: 12 }, (_, i) => `distilbert.transformer.layer.${i}.output_layer_norm`)

describe("every figure of a comparison", () => {
  const drawn = {
    differences: differencesFigure.bind(null, sampleComparison(layerNames)),
    "differences of one layer without mutual information": differencesFigure.bind(
      null,
      sampleComparison(["fc"], false),
    ),
    "differences of models whose layers do not match": differencesFigure.bind(null, sampleComparison([])),
    ranking: rankingFigure.bind(null, sampleRanking(longNames)),
    "ranking without mutual information": rankingFigure.bind(null, sampleRanking(["a", "b"], ["entropy"])),
    steps: stepsFigure.bind(null, sampleRanking(longNames)),
  }
  for (const [name, draw] of Object.entries(drawn)) {
    for (const width of [340, 600, 900]) {
      it(`is sound at ${width} pixels, on both grounds: ${name}`, () => {
        for (const theme of [lightTheme, darkTheme]) {
          const figure = draw({ document, width, theme, title: "A title" })
          expectSound(figure)
          expect(figure.getAttribute("width")).toBe(String(width))
        }
      })
    }
  }
})

describe("differences", () => {
  const comparison = sampleComparison()
  const figure = differencesFigure(comparison, { document, width: 900 })
  const panels = panelsOf(figure)

  it("have a panel per measure and a row per layer, named once where they stand side by side", () => {
    expect(panels).toHaveLength(4)
    for (const panel of panels) expect(dots(panel)).toHaveLength(4)
    expect(panels.map((panel) => texts(panel).includes("fc2"))).toEqual([true, false, false, false])
    const stacked = panelsOf(differencesFigure(comparison, { document, width: 340 }))
    expect(stacked.map((panel) => texts(panel).includes("fc2"))).toEqual([true, true, true, true])
  })

  it("lie at their values, with their intervals", () => {
    const place = onAxis(ticksOf(panels[0], "x"))
    const rows = [...comparison.layers, comparison.all]
    dots(panels[0]).forEach(({ x }, i) => {
      expect(x).toBeCloseTo(place(rows[i].entropy.difference), 0)
      expect(intervals(panels[0])[i][0]).toBeCloseTo(place(rows[i].entropy.interval[0]), 0)
      expect(intervals(panels[0])[i][1]).toBeCloseTo(place(rows[i].entropy.interval[1]), 0)
    })
  })

  it("are a ring where the interval holds 0, and coloured by what they say of diversity elsewhere", () => {
    const [entropy, information] = panels.map(dots)
    expect(entropy.map(({ stroke }) => stroke)).toEqual([lightTheme.muted, less, less, less])
    expect(information.map(({ stroke }) => stroke)).toEqual([lightTheme.muted, less, less, less])
    expect(entropy[0].fill).toBe(lightTheme.background)
    expect(entropy[1].fill).toBe(less)
    const rising = { ...comparison, layers: [{ ...comparison.all, layer: "fc", entropy: difference(0.3, 0.1) }] }
    expect(dots(panelsOf(differencesFigure(rising, { document }))[0])[0].stroke).toBe(more)
  })

  it("of the three entropies share an axis", () => {
    const axes = panelsOf(differencesFigure(comparison, { document, width: 340 })).map((panel) => ticksOf(panel, "x"))
    expect(axes[2]).toEqual(axes[0])
    expect(axes[3]).toEqual(axes[0])
    expect(axes[1]).not.toEqual(axes[0])
  })

  it("say so where a layer has no value, and are no picture of an infinite one", () => {
    const lacking = { ...comparison.layers[0], mutualInformation: null }
    const infinite = { ...comparison.layers[1], entropyKnn: difference(Number.NEGATIVE_INFINITY, 1) }
    const drawn = differencesFigure({ ...comparison, layers: [lacking, infinite] }, { document })
    expectSound(drawn)
    expect(panelsOf(drawn).map((panel) => texts(panel).filter((text) => text === "no value"))).toEqual([
      [],
      ["no value"],
      [],
      ["no value"],
    ])
  })
})

describe("ranking", () => {
  const names = ["d", "b", "a", "c"]

  it("keeps the first measure's order in both panels, and says tier and probability of each", () => {
    const ranking = sampleRanking(names)
    ranking.rankings[1].models.reverse()
    const [first, second] = panelsOf(rankingFigure(ranking, { document, width: 340 }))
    for (const panel of [first, second]) expect(texts(panel).filter((text) => names.includes(text))).toEqual(names)
    expect(texts(first).filter((text) => text.includes("·"))).toEqual(["1 · 70 %", "1 · 20 %", "1 · 10 %", "2 · <1 %"])
  })

  it("colours tiers and parts them by lines", () => {
    const [panel] = panelsOf(rankingFigure(sampleRanking(names), { document }))
    const [best, worst] = [0, 1].map((share) => sequenceColour(lightTheme, share))
    expect(dots(panel).map(({ fill }) => fill)).toEqual([best, best, best, worst])
    expect(panel.querySelectorAll('[aria-label="rule"] line')).toHaveLength(1)
  })

  it("says which end of each measure is better", () => {
    const titles = (ranking: Ranking) =>
      panelsOf(rankingFigure(ranking, { document })).map(
        (panel) => texts(panel).find((text) => text.endsWith("is better"))!,
      )
    const ranking = sampleRanking(names)
    expect(titles(ranking)).toEqual(["Mutual information MI: lower is better", "Entropy H: higher is better"])
    const turned = ranking.rankings.map((each) => ({ ...each, lowerIsBetter: !each.lowerIsBetter }))
    expect(titles({ ...ranking, rankings: turned })).toEqual([
      "Mutual information MI: higher is better",
      "Entropy H: lower is better",
    ])
  })

  it.each([340, 900])(
    "tells ten models of long names apart at %i pixels, no name on another or on the plot",
    (width) => {
      const [panel] = panelsOf(rankingFigure(sampleRanking(longNames), { document, width }))
      const labels = [...panel.querySelectorAll("text")].filter((text) => text.textContent!.startsWith("…checkpoint"))
      expect(new Set(labels.map((label) => label.firstChild!.textContent)).size).toBe(10)
      const rows = labels.map((label) => placeOf(label).y)
      for (let i = 1; i < rows.length; i++) expect(rows[i] - rows[i - 1]).toBeGreaterThanOrEqual(14)
      const leftmost = Math.min(...intervals(panel).flat())
      const ends = labels.map((label) => placeOf(label).x + 0.6 * 12 * [...label.firstChild!.textContent!].length)
      expect(Math.max(...ends)).toBeLessThan(leftmost)
    },
  )
})

describe("steps", () => {
  const names = ["run/checkpoint-2", "run/checkpoint-10", "run/checkpoint-100"]
  const ranking = { ...sampleRanking(names) }
  ranking.rankings = ranking.rankings.map((each) => ({ ...each, models: each.models.slice().reverse() }))
  const [information, entropy] = panelsOf(stepsFigure(ranking, { document }))

  it("stand in the order given, not in the ranking's, named by what tells them apart", () => {
    expect(ticksOf(information, "x").map(({ label }) => label)).toEqual(["2", "10", "100"])
    expect(texts(information)).toContain("run/checkpoint-…")
    const heights = dots(information).map(({ y }) => y)
    expect(heights).toEqual(heights.slice().sort((a, b) => b - a))
  })

  it("are coloured by the change from the one before; the first has none", () => {
    expect(dots(information).map(({ stroke }) => stroke)).toEqual([lightTheme.muted, less, lightTheme.muted])
    expect(dots(entropy).map(({ fill }) => fill)).toEqual([lightTheme.muted, less, lightTheme.background])
  })

  it.each([340, 900])("have names that do not touch at %i pixels", (width) => {
    const many = Array.from({ length: 30 }, (_, i) => `checkpoint-${1000 * (i + 1)}`)
    const [panel] = panelsOf(stepsFigure(sampleRanking(many), { document, width }))
    const ticks = ticksOf(panel, "x")
    expect(ticks.length).toBeGreaterThan(3)
    for (let i = 1; i < ticks.length; i++) {
      const halves = (0.6 * 12 * (ticks[i].label.length + ticks[i - 1].label.length)) / 2
      expect(ticks[i].at - ticks[i - 1].at).toBeGreaterThan(halves)
    }
  })
})

describe("shared names", () => {
  it("lose what all begin with, but no part of a number", () => {
    expect(tickNames(["step-100", "step-150"])).toEqual({ prefix: "step-", names: ["100", "150"] })
    expect(tickNames(["a", "ab"])).toEqual({ prefix: "", names: ["a", "ab"] })
    expect(tickNames(["alone"])).toEqual({ prefix: "", names: ["alone"] })
  })

  it("of rows keep their last shared word, and are left alone where they are short", () => {
    expect(rowNames(layerNames)[11]).toBe("…layer.11.output_layer_norm")
    expect(rowNames(["model.fc1", "model.fc2"])).toEqual(["model.fc1", "model.fc2"])
  })
})
