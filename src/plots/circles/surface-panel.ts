import { axisX, axisY, frame, type RenderFunction, text } from "@observablehq/plot"
import { drawFigure, type FigureOptions, squareHeight } from "../figure.js"
import { formatTick } from "../parts/axes.js"
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

export const surfaceMargins = { marginLeft: 24, marginRight: 1, marginTop: 20, marginBottom: 22 }

/** Ink on the surface, which is light in every theme. */
const boundaryInk = "#1d2126"

/** A square of the plane: the probability of class 1 and the points. Those outside the square are left out. */
export function surfacePanel(grid: ProbabilityGrid, points: ClassPoint[], options: SurfacePanelOptions): SVGSVGElement {
  return planePanel("Probability of class 1 over the plane", surfaceMarks(grid, boundaryInk), points, options)
}

/** A square of the plane: what fills it, and points on it. Those outside the square are left out. */
export function planePanel(
  label: string,
  ground: RenderFunction,
  points: ClassPoint[],
  options: SurfacePanelOptions,
): SVGSVGElement {
  const { theme = lightTheme, width, extent, axes, pointRadius, heading } = options
  const inside = points.filter(({ x, y }) => Math.abs(x) <= extent && Math.abs(y) <= extent)
  const ticks = [-1, 0, 1].filter((tick) => Math.abs(tick) < extent)
  const axis = { tickSize: 3, tickPadding: 3, label: null, tickFormat: formatTick }
  return drawFigure(label, options, {
    ...surfaceMargins,
    width,
    height: squareHeight(width, surfaceMargins),
    x: { domain: [-extent, extent], axis: null },
    y: { domain: [-extent, extent], axis: null },
    marks: [
      ground,
      pointMarks(inside, { radius: pointRadius, onColour: true }),
      text([heading], { frameAnchor: "top", lineAnchor: "bottom", dy: -5 }),
      frame({ stroke: theme.line }),
      axes.x ? axisX(ticks, axis) : null,
      axes.y ? axisY(ticks, axis) : null,
    ],
  })
}
