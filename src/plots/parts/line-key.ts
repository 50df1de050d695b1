import { type Markish, rect, ruleY, text } from "@observablehq/plot"
import { drawFigure, type FigureOptions, textWidth } from "../figure.js"
import { lightTheme } from "../theme.js"

export interface LineKeyEntry {
  name: string
  colour: string
  dash: string
  /** Whether the line has a band about it. */
  band?: boolean
}

const sampleWidth = 30
const lineHeight = 20

/** A key to lines: a piece of each and its name, as many in a row as fit. */
export function lineKey(entries: LineKeyEntry[], width: number, options: FigureOptions): SVGSVGElement {
  const { theme = lightTheme } = options
  let x = 2
  let row = 0
  const placed = entries.map((entry) => {
    const length = sampleWidth + 8 + textWidth(entry.name) + 16
    if (x > 2 && x + length - 16 > width) {
      x = 2
      row++
    }
    const place = { ...entry, x, y: row + 0.5 }
    x += length
    return place
  })
  const rows = row + 1
  const marks: Markish[] = placed.flatMap(({ name, colour, dash, band, x, y }) => [
    band === true
      ? rect([y], { x1: x, x2: x + sampleWidth, y1: y - 0.3, y2: y + 0.3, fill: colour, fillOpacity: 0.2 })
      : null,
    ruleY([y], { x1: x, x2: x + sampleWidth, stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
    text([name], { x: [x + sampleWidth + 8], y: [y], textAnchor: "start", fill: theme.ink }),
  ])
  return drawFigure(entries.map(({ name }) => name).join(", "), options, {
    width,
    height: rows * lineHeight,
    margin: 0,
    marginTop: 0,
    marginLeft: 0,
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { domain: [rows, 0], range: [rows * lineHeight, 0], axis: null },
    marks,
  })
}
