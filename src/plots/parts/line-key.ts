import { type Markish, rect, ruleY, text } from "@observablehq/plot"
import { drawFigure, type FigureOptions, textWidth } from "../figure.js"
import { lightTheme } from "../theme.js"

export interface LineKeyEntry {
  name: string
  colour: string
  /** Of its dashes; none unless given. */
  dash?: string
  /** Whether the line has a band about it. */
  band?: boolean
}

const sampleWidth = 24
const spaceBefore = 7
const spaceAfter = 18
const lineHeight = 20

/** A key to lines: a piece of each and its name, as many in a row as fit. */
export function lineKey(entries: LineKeyEntry[], width: number, options: FigureOptions): SVGSVGElement {
  const { theme = lightTheme } = options
  let [x, row] = [2, 0]
  const marks = entries.flatMap(({ name, colour, dash = "none", band = false }): Markish[] => {
    const length = sampleWidth + spaceBefore + textWidth(name)
    if (x > 2 && x + length > width) [x, row] = [2, row + 1]
    const [x1, x2, y] = [x, x + sampleWidth, row + 0.5]
    x += length + spaceAfter
    return [
      rect(band ? [y] : [], { x1, x2, y1: y - 0.3, y2: y + 0.3, fill: colour, fillOpacity: 0.25 }),
      ruleY([y], { x1, x2, stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
      text([name], { x: [x2 + spaceBefore], y: [y], textAnchor: "start", fill: theme.ink }),
    ]
  })
  const rows = row + 1
  return drawFigure(entries.map(({ name }) => name).join(", "), options, {
    width,
    height: rows * lineHeight,
    x: { domain: [0, width], axis: null },
    y: { domain: [rows, 0], axis: null },
    marks,
  })
}
