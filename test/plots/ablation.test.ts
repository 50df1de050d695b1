import { expect, it } from "vitest"
import { type AblationPanel, ablationFigure } from "#src/plots/ablation.js"
import { svgDocument } from "#src/report/svg-document.js"

const still = (size: number) => ({ size, mean: size / 32, low: size / 32, high: size / 32 })

const panel: AblationPanel = {
  title: "answers changed",
  share: true,
  lines: [
    { order: "lowest", points: [1, 4, 16].map(still) },
    { order: "random", points: [1, 4, 16].map((size) => ({ size, mean: size / 64, low: 0, high: size / 40 })) },
  ],
}

it("draws a line for each order and a band for the one with a range, named for screen readers", () => {
  const svg = ablationFigure([panel, { ...panel, title: "accuracy", asItIs: 0.8 }], {
    document: svgDocument(),
    names: { lowest: "lowest entropy" },
  })
  expect(svg.getAttribute("aria-label")).toBe("answers changed, accuracy, by the number of neurons switched off")
  expect(svg.querySelectorAll('[aria-label="line"] path')).toHaveLength(4)
  expect(svg.querySelectorAll('[aria-label="area"] path')).toHaveLength(2)
  expect(svg.querySelectorAll('[aria-label="dot"] circle')).toHaveLength(12)
  expect(svg.textContent).toContain("lowest entropy")
  expect(svg.textContent).toContain("random")
})

it("leaves out ticks that would touch, never the last", () => {
  const close = { ...panel, lines: [{ order: "lowest", points: [1, 16, 64, 128, 192].map(still) }] }
  const svg = ablationFigure([close], { document: svgDocument(), width: 340 })
  const ticks = [...svg.querySelectorAll('[aria-label="x-axis tick label"] text')].map((text) => text.textContent)
  expect(ticks).toEqual(["1", "16", "64", "192"])
})

it("has the sizes as ticks, and panels below one another where it is narrow", () => {
  const draw = (width: number) => ablationFigure([panel, panel, panel], { document: svgDocument(), width })
  const ticks = [...draw(900).querySelectorAll('[aria-label="x-axis tick label"] text')].map((text) => text.textContent)
  expect(ticks).toEqual(["1", "4", "16", "1", "4", "16", "1", "4", "16"])
  const height = (width: number) => Number(draw(width).getAttribute("height"))
  expect(height(340)).toBeGreaterThan(2.5 * height(900))
})
