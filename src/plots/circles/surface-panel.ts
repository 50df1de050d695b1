import { axisX, axisY, frame, text } from "@observablehq/plot"
import { drawFigure, type FigureOptions } from "../figure.js"
import { lightTheme } from "../theme.js"
import { type ClassPoint, pointMarks } from "./class-points.js"
import { type ProbabilityGrid, surfaceMarks } from "./surface-marks.js"

export interface SurfacePanelOptions extends FigureOptions {
  width: number
  /** x and y run from −extent to extent. */
  extent: number
  /** Whether there is room for the numbers of the axes: below, and at the left. */
  axes: { x: boolean; y: boolean }
  pointRadius: number
  /** Written over the square. */
  heading: string
}

export const surfaceMargins = { left: 24, right: 1, top: 20, bottom: 22 }

/** Ink on the surface, which is light in every theme. */
const boundaryInk = "#1d2126"

/** A square of the plane: the probability of class 1 and the points. Those outside the square are left out. */
export function surfacePanel(grid: ProbabilityGrid, points: ClassPoint[], options: SurfacePanelOptions): SVGSVGElement {
  const { theme = lightTheme, width, extent, axes, pointRadius, heading } = options
  const { left, right, top, bottom } = surfaceMargins
  const inside = points.filter(({ x, y }) => Math.abs(x) <= extent && Math.abs(y) <= extent)
  const ticks = [-1, 0, 1].filter((tick) => Math.abs(tick) < extent)
  const axis = { tickSize: 3, tickPadding: 3, label: null, tickFormat: signed }
  return drawFigure("Probability of class 1 over the plane", options, {
    width,
    height: surfacePanelHeight(width),
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { domain: [-extent, extent], axis: null },
    y: { domain: [-extent, extent], axis: null },
    marks: [
      surfaceMarks(grid, boundaryInk),
      pointMarks(inside, { radius: pointRadius, onColour: true }),
      text([heading], { frameAnchor: "top", lineAnchor: "bottom", dy: -5 }),
      frame({ stroke: theme.line }),
      axes.x ? axisX(ticks, axis) : null,
      axes.y ? axisY(ticks, axis) : null,
    ],
  })
}

/** Height of a panel of this width: its frame is a square. */
export function surfacePanelHeight(width: number): number {
  const { left, right, top, bottom } = surfaceMargins
  return width - left - right + top + bottom
}

/** A number with a minus sign, not a hyphen. */
export function signed(value: number): string {
  return `${value < 0 ? "−" : ""}${Math.abs(value)}`
}
