import { dot, link, type Markish, ruleX, ruleY, text } from "@observablehq/plot"
import { ticks } from "d3"
import { drawFigure, type FigureOptions, fitted, fontSize, textWidth } from "../figure.js"
import { bottomAxis, formatTick, verticalLines } from "../parts/axes.js"
import { lightTheme } from "../theme.js"

/** A value and its interval on a line of its own. */
export interface IntervalRow {
  label: string
  value: number
  interval: [number, number]
  colour: string
  /** Whether the point is drawn as a ring: nothing can be said. */
  hollow?: boolean
  /** Written at the right of the frame. */
  note?: string
}

export interface IntervalPanel {
  title: string
  /** Quantity and unit under the axis. */
  label: string
  domain: [number, number]
  rows: IntervalRow[]
  /** A line where nothing differs. */
  zero?: boolean
  /** Rows, from 0, below which a line is drawn. */
  rules: number[]
}

export const rowHeight = 22
const spaceBesideLabel = 12

/** Pixels at the left that the rows' names need, at most `most`. */
export function labelRoom(rows: IntervalRow[], most: number): number {
  return Math.min(most, Math.max(...rows.map(({ label }) => textWidth(label, fontSize + 1)), 20) + spaceBesideLabel)
}

/** Points and their intervals below one another, `room` pixels of `width` for their names; none where it is 0. */
export function intervalPanel(panel: IntervalPanel, options: FigureOptions, width: number, room: number) {
  const { document, theme = lightTheme } = options
  const { title, label, domain, rows, zero = false, rules } = panel
  const notes = rows.map(({ note = "" }) => note)
  const marginLeft = Math.max(room, 14)
  const marginRight = Math.max(14, ...notes.map((note) => (note === "" ? 0 : textWidth(note) + 16)))
  const placed = rows.map((row, y) => ({ ...row, y, low: row.interval[0], high: row.interval[1] }))
  const known = placed.filter(({ value }) => Number.isFinite(value))
  const bounded = known.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))
  const shown = ticks(...domain, Math.max(2, Math.floor((width - marginLeft - marginRight) / 56)))
  const marks: Markish[] = [
    verticalLines(shown, theme),
    ruleX(zero ? [0] : [], { stroke: theme.muted, strokeWidth: 1.25 }),
    ruleY(rules, { y: (row: number) => row + 0.5, stroke: theme.muted, strokeDasharray: "2,3" }),
    bottomAxis({ ticks: shown, tickFormat: formatTick, label }),
    link(bounded, { x1: "low", x2: "high", y: "y", stroke: "colour", strokeWidth: 2 }),
    dot(known, {
      x: "value",
      y: "y",
      r: 4,
      fill: ({ hollow, colour }) => (hollow ? theme.background : colour),
      stroke: "colour",
      strokeWidth: 1.75,
    }),
    ...placed.flatMap(({ label: name, y, note, value }) => [
      ...(room === 0 ? [] : [rowText(fitted(name, room - spaceBesideLabel), y, -marginLeft + 2, theme.ink, name)]),
      ...(Number.isFinite(value) ? [] : [rowText("no value", y, 6, theme.muted)]),
      ...(note === undefined ? [] : [noteText(note, y, theme.ink)]),
    ]),
  ]
  return drawFigure(
    title,
    { document, theme, title },
    {
      width,
      height: rows.length * rowHeight + 54,
      marginTop: 4,
      marginLeft,
      marginRight,
      marginBottom: 48,
      x: { domain },
      y: { domain: [-0.5, rows.length - 0.5], reverse: true, axis: null },
      marks,
    },
  )
}

function rowText(words: string, y: number, dx: number, fill: string, title = words): Markish {
  return text([words], { frameAnchor: "left", y: [y], textAnchor: "start", dx, fill, title: [title] })
}

function noteText(words: string, y: number, fill: string): Markish {
  return text([words], { frameAnchor: "right", y: [y], textAnchor: "start", dx: 8, fill })
}
