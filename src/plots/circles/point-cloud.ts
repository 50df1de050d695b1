import { frame, type Markish } from "@observablehq/plot"
import { drawFigure, drawHeading, type FigureOptions, squareHeight } from "../figure.js"
import { bottomAxis, horizontalLines, leftAxis, verticalLines } from "../parts/axes.js"
import { beside, combinePanels, indented, panelGrid, stacked } from "../parts/panels.js"
import { lightTheme } from "../theme.js"
import {
  type ClassPoint,
  type ClassPoints,
  classKey,
  defaultClassNames,
  pointMarks,
  thinByClass,
} from "./class-points.js"

/** The data a network learns from. */
export interface NamedPoints extends ClassPoints {
  name: string
}

export interface PointCloudOptions extends FigureOptions {
  classNames?: readonly [string, string]
}

/** Points drawn in a panel at most; of more, each class is thinned evenly. */
export const maximumPoints = 800

const margins = { marginLeft: 48, marginRight: 6, marginTop: 2, marginBottom: 44 }
const gap = 10
const smallestPanel = 220

/**
 * Points in the plane of x and y and, so that the shortcut is seen, of x and z: square frames, coloured and shaped by class,
 * all data on the same axes. Several data sets stand side by side where there is room, otherwise below one another.
 */
export function pointCloud(data: NamedPoints[], options: PointCloudOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900, classNames = defaultClassNames } = options
  const common = { document, theme }
  const besideEachOther = data.length > 1 && width >= data.length * (smallestPanel + gap)
  const grid = panelGrid(0, width, 0, { gap, columns: besideEachOther ? data.length : 2 })
  const panelWidth = Math.min(grid.width, 440)
  const plane = largest(data, [0, 1])
  const features = [
    { feature: 1, label: "y", range: plane, ticks: 5 },
    { feature: 2, label: "z, third feature", range: largest(data, [2]), ticks: 7 },
  ]
  const clouds = data.map((points) => {
    const panels = features.map(({ feature, label, range, ticks }) =>
      cloudPanel(projected(points, feature), { x: plane, y: range, label, ticks, width: panelWidth }, common),
    )
    return stacked([
      drawHeading(points.name, panelWidth, common),
      besideEachOther ? stacked(panels) : beside(panels, gap),
    ])
  })
  const key = indented(classKey(classNames, common), margins.marginLeft)
  return combinePanels(
    `Points by x and y, and by x and the third feature z: ${data.map(({ name }) => name).join(", ")}`,
    { ...options, width },
    stacked([besideEachOther ? beside(clouds, gap) : stacked(clouds, gap), key], gap),
  )
}

interface CloudAxes {
  /** Axes run from −x to x and from −y to y. */
  x: number
  y: number
  /** The vertical axis's quantity. */
  label: string
  ticks: number
  width: number
}

function cloudPanel(
  points: ClassPoint[],
  { x, y, label, ticks, width }: CloudAxes,
  options: FigureOptions,
): SVGSVGElement {
  const { theme = lightTheme } = options
  const across = width > 230 ? 5 : 3
  const marks: Markish[] = [
    verticalLines(across, theme),
    horizontalLines(ticks, theme),
    frame({ stroke: theme.line }),
    pointMarks(points, { radius: width > 260 ? 2 : 1.6 }),
    bottomAxis({ ticks: across, tickPadding: 6, label: "x", labelOffset: 34 }),
    leftAxis({ ticks, label }),
  ]
  return drawFigure(`${label} by x`, options, {
    ...margins,
    width,
    height: squareHeight(width, margins),
    x: { domain: [-x, x] },
    y: { domain: [-y, y] },
    marks,
  })
}

function projected({ inputs, labels }: ClassPoints, feature: number): ClassPoint[] {
  return Array.from(thinByClass(labels, maximumPoints), (i) => ({
    x: inputs[3 * i],
    y: inputs[3 * i + feature],
    label: labels[i],
  }))
}

/** The largest absolute value of some features, and a little more. */
function largest(data: NamedPoints[], features: number[]): number {
  let most = 0
  for (const { inputs, labels } of data) {
    for (let i = 0; i < labels.length; i++) {
      for (const feature of features) most = Math.max(most, Math.abs(inputs[3 * i + feature]))
    }
  }
  return most > 0 ? most * 1.06 : 1
}
