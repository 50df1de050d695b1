import { areaY, dot, lineY, type Markish, ruleX, text } from "@observablehq/plot"
import { drawFigure, type FigureOptions, fontSize, textWidth } from "../figure.js"
import { bottomAxis, formatTick, horizontalLines, leftAxis, spokenValue } from "../parts/axes.js"
import { plotScale, type ValueScale } from "../parts/value-scale.js"
import { lightTheme } from "../theme.js"
import { type EndLabel, endLabels } from "./end-labels.js"

export interface LinePoint {
  x: number
  mean: number
  low: number
  high: number
}

export interface PanelLine {
  colour: string
  dashed?: boolean
  /** Written at the line's right end. */
  label?: string
  /** What its values are called where they are pointed at; without it they cannot be. */
  spoken?: string
  points: LinePoint[]
}

export interface LinePanel {
  title: string
  x: {
    type?: "linear" | "symlog"
    constant?: number
    domain: [number, number]
    ticks: number[]
    format?: (tick: number) => string
    label: string
  }
  scale: ValueScale
  lines: PanelLine[]
  /** A point at every value, where there are few. */
  dots?: boolean
  /** A place on the x axis to mark with a line. */
  mark?: number
}

export const linePlotHeight = 168
const marginLeft = 40
const longestLabel = 12

/** Pixels between the vertical axis and the panel's right margin, for ticks that do not touch. */
export function linePanelPlotWidth(lines: PanelLine[], width: number): number {
  return width - marginLeft - labelRoom(lines)
}

/** Lines of means over bands of their ranges, each named at its end. Values that are not finite break a line. */
export function linePanel(panel: LinePanel, options: FigureOptions, width: number): SVGSVGElement {
  const { document, theme = lightTheme } = options
  const { title, x, scale, lines } = panel
  const drawn = lines.map((line) => ({ ...line, points: line.points.map(finite) }))
  const marks: Markish[] = [
    horizontalLines(scale.ticks, theme),
    bottomAxis({ ticks: x.ticks, tickFormat: x.format ?? String, label: x.label }),
    leftAxis({ ticks: scale.ticks, tickFormat: formatTick }),
    ruleX(panel.mark === undefined ? [] : [panel.mark], { stroke: theme.muted }),
    ...drawn.map(({ colour, points }) =>
      areaY(points, { x: "x", y1: "low", y2: "high", fill: colour, fillOpacity: 0.16 }),
    ),
    ...drawn.map(({ colour, dashed, points }) =>
      lineY(points, {
        x: "x",
        y: "mean",
        stroke: colour,
        strokeWidth: 1.75,
        strokeDasharray: dashed ? "5,3" : "none",
      }),
    ),
    ...(panel.dots ? drawn.map(({ colour, points }) => dot(points, { x: "x", y: "mean", r: 2.5, fill: colour })) : []),
    ...drawn.map((line) => targets(line, x)),
    ...endLabels(drawn.flatMap(endOf), scale, linePlotHeight, longestLabel),
    ...(drawn.some(({ points }) => points.some(({ mean }) => !Number.isNaN(mean)))
      ? []
      : [text(["no finite value"], { frameAnchor: "middle", fill: theme.muted })]),
  ]
  return drawFigure(
    title,
    { document, theme, title },
    {
      width,
      height: linePlotHeight + 54,
      marginTop: 8,
      marginLeft,
      marginRight: labelRoom(lines),
      marginBottom: 46,
      x: { type: x.type ?? "linear", domain: x.domain, ...(x.constant === undefined ? {} : { constant: x.constant }) },
      y: plotScale(scale),
      marks,
    },
  )
}

/** Clear circles about the values, each with its value in words, for whoever points at one. */
function targets({ spoken, points }: PanelLine, { format = String, label }: LinePanel["x"]): Markish {
  const known = spoken === undefined ? [] : points.filter(({ mean }) => !Number.isNaN(mean))
  return dot(known, {
    x: "x",
    y: "mean",
    r: 8,
    fill: "transparent",
    title: ({ x, mean, low, high }: LinePoint) => {
      const range = high > low ? ` (${spokenValue(low)} … ${spokenValue(high)})` : ""
      return `${spoken} at ${label} ${format(x)}: ${spokenValue(mean)}${range}`
    },
  })
}

/** NaN for what is not finite: Plot leaves a gap there. */
function finite({ x, mean, low, high }: LinePoint): LinePoint {
  const orGap = (value: number) => (Number.isFinite(value) ? value : Number.NaN)
  return { x, mean: orGap(mean), low: orGap(low), high: orGap(high) }
}

function endOf({ label, colour, points }: PanelLine): EndLabel[] {
  const last = points.filter(({ mean }) => !Number.isNaN(mean)).at(-1)
  return label === undefined || last === undefined ? [] : [{ label, colour, x: last.x, y: last.mean }]
}

function labelRoom(lines: PanelLine[]): number {
  const longest = Math.max(0, ...lines.map(({ label }) => Math.min([...(label ?? "")].length, longestLabel)))
  return longest === 0 ? 12 : textWidth("n".repeat(longest), fontSize + 0.5) + 12
}
