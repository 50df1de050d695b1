import { expect, it } from "vitest"
import { drawFigure } from "#src/plots/figure.js"
import { beside, combinePanels, inColumns, indented, panelGrid, stacked } from "#src/plots/parts/panels.js"
import { svgDocument } from "#src/report/svg-document.js"

const document = svgDocument()

function drawing(width: number, height: number): SVGSVGElement {
  return drawFigure("drawing", { document }, { width, height, marks: [] })
}

function corners({ placed }: ReturnType<typeof stacked>): number[][] {
  return placed.map(({ x, y }) => [x, y])
}

it("a grid has as many columns as fit, or as are asked for, and fills the width", () => {
  expect(panelGrid(3, 900, 250)).toEqual({ columns: 3, width: 289, gap: 16 })
  expect(panelGrid(2, 900, 250).columns).toBe(2)
  expect(panelGrid(3, 360, 250)).toEqual({ columns: 1, width: 360, gap: 16 })
  expect(panelGrid(3, 100, 250).columns).toBe(1)
  expect(panelGrid(3, 306, 250, { columns: 3, gap: 3 })).toEqual({ columns: 3, width: 100, gap: 3 })
})

it("rows of a grid are as high as their highest part", () => {
  const parts = [drawing(50, 30), stacked([drawing(50, 20), drawing(40, 25)]), drawing(50, 10)]
  const whole = inColumns(parts, { columns: 2, width: 50, gap: 8 })
  expect(corners(whole)).toEqual([
    [0, 0],
    [58, 0],
    [58, 20],
    [0, 53],
  ])
  expect([whole.width, whole.height]).toEqual([108, 63])
})

it("parts stand below one another or side by side, and as far to the right as they are moved", () => {
  const pair = () => [drawing(50, 30), drawing(20, 10)]
  expect(stacked(pair(), 5)).toMatchObject({ width: 50, height: 45 })
  expect(corners(stacked(pair(), 5))).toEqual([
    [0, 0],
    [0, 35],
  ])
  expect(beside(pair(), 5)).toMatchObject({ width: 75, height: 30 })
  expect(corners(beside(pair(), 5))).toEqual([
    [0, 0],
    [55, 0],
  ])
  expect(corners(stacked([indented(drawing(5, 5), 7)]))).toEqual([[7, 0]])
  expect(stacked([])).toMatchObject({ width: 0, height: 0 })
})

it("a figure of parts lies below its title and is one image", () => {
  const figure = combinePanels("parts", { document, title: "Title", width: 60 }, stacked([drawing(60, 30)]))
  const heading = Number(figure.getAttribute("height")) - 30
  expect(heading).toBeGreaterThan(12)
  expect(figure.querySelectorAll("svg")).toHaveLength(0)
  expect(figure.lastElementChild!.getAttribute("transform")).toBe(`translate(0,${heading})`)
})
