import { link, type Markish, text } from "@observablehq/plot"
import { drawFigure, type FigureOptions, fontSize, textWidth } from "../figure.js"
import { lightTheme, type Theme } from "../theme.js"

/** Draws one panel at a given width. */
export type Panel = (width: number) => SVGSVGElement

/** Panels side by side, `columns` of them to the figure's width. */
export interface PanelRow {
  columns: number
  panels: Panel[]
}

export interface KeyEntry {
  label: string
  colour: string
  stroke: "line" | "dashed" | "box"
}

export interface Multiples {
  /** For screen readers. */
  label: string
  /** A sentence at the head, above the key. */
  caption: string
  key: KeyEntry[]
  rows: PanelRow[]
}

const gap = 16
const lineHeight = 18
const swatch = 22

/** As many columns as have room for panels of `panelWidth`, unless the caller wants a number of them. */
export function columnsThatFit(wanted: number | undefined, panels: number, width: number, panelWidth: number): number {
  const fitting = Math.floor((width + gap) / (panelWidth + gap))
  return Math.max(1, wanted ?? Math.min(panels, fitting))
}

/** Panels in reading order, `columns` to a row. */
export function panelRows(panels: Panel[], columns: number): PanelRow[] {
  const rows = Math.ceil(panels.length / columns)
  return Array.from({ length: rows }, (_, row) => ({
    columns,
    panels: panels.slice(row * columns, (row + 1) * columns),
  }))
}

/** Panels as one SVG, under a caption and a key. */
export function smallMultiples({ label, caption, key, rows }: Multiples, options: FigureOptions): SVGSVGElement {
  const { theme = lightTheme, width = 900 } = options
  const captionLines = wrap(caption, width)
  const places = flow(key, width)
  const keyTop = captionLines.length * lineHeight + 4
  const headHeight = keyTop + (key.length === 0 ? 0 : places[places.length - 1].y + lineHeight) + 10
  const placed = rows.map(({ columns, panels }) => {
    const panelWidth = Math.floor((width - gap * (columns - 1)) / columns)
    return panels.map((panel, column) => ({ svg: panel(panelWidth), x: column * (panelWidth + gap) }))
  })
  const heights = placed.map((row) => Math.max(...row.map(({ svg }) => Number(svg.getAttribute("height")))))
  const height = headHeight + heights.reduce((sum, rowHeight) => sum + rowHeight + gap, -gap)
  const figure = drawFigure(label, options, {
    width,
    height,
    margin: 0,
    marginTop: 0,
    marginLeft: 0,
    x: { domain: [0, width], axis: null },
    y: { domain: [height, 0], axis: null },
    marks: [...captionMarks(captionLines, theme), ...keyMarks(key, places, keyTop, theme)],
  })
  let top = headHeight + Number(figure.getAttribute("height")) - height
  placed.forEach((row, r) => {
    for (const { svg, x } of row) figure.append(nested(svg, x, top))
    top += heights[r] + gap
  })
  return figure
}

const ofTheFigure = ["style", "xmlns", "xmlns:xlink", "role", "aria-label", "class", "font-family", "font-size"]

/** A panel within the figure: the figure alone has the name, the font and the rules for its size. */
function nested(svg: SVGSVGElement, x: number, y: number): SVGSVGElement {
  for (const attribute of ofTheFigure) svg.removeAttribute(attribute)
  svg.setAttribute("x", String(x))
  svg.setAttribute("y", String(y))
  return svg
}

function captionMarks(lines: string[], theme: Theme): Markish[] {
  return lines.map((line, i) =>
    text([line], { x: [2], y: [(i + 0.5) * lineHeight], textAnchor: "start", fill: theme.ink }),
  )
}

function keyMarks(key: KeyEntry[], places: { x: number; y: number }[], top: number, theme: Theme): Markish[] {
  return key.flatMap(({ label, colour, stroke }, i): Markish[] => {
    const [x, y] = [places[i].x, top + places[i].y + lineHeight / 2]
    const line = { x1: [x], x2: [x + swatch - 4], y: [y], stroke: colour, strokeLinecap: "butt" as const }
    const boxMarks = [
      link([0], { ...line, strokeWidth: 10, strokeOpacity: 0.3 }),
      link([0], { ...line, strokeWidth: 2.5 }),
    ]
    return [
      ...(stroke === "box"
        ? boxMarks
        : [link([0], { ...line, strokeWidth: 2, strokeDasharray: stroke === "dashed" ? "5,3" : "none" })]),
      text([label], { x: [x + swatch + 2], y: [y], textAnchor: "start", fill: theme.ink }),
    ]
  })
}

/** Places of the entries, left to right, on a new line where one would not fit. */
function flow(key: KeyEntry[], width: number): { x: number; y: number }[] {
  let [x, y] = [2, 0]
  return key.map(({ label }) => {
    const entryWidth = swatch + textWidth(label) + 18
    if (x > 2 && x + entryWidth - 18 > width) [x, y] = [2, y + lineHeight]
    const place = { x, y }
    x += entryWidth
    return place
  })
}

/** Lines of whole words, about as wide as the figure. */
function wrap(sentence: string, width: number): string[] {
  const lines = [""]
  for (const word of sentence.split(" ")) {
    const last = lines[lines.length - 1]
    const longer = last === "" ? word : `${last} ${word}`
    if (last !== "" && textWidth(longer, fontSize) > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}
