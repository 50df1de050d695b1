import { axisX, axisY, frame, gridX, gridY, type Markish } from "@observablehq/plot"
import { drawFigure, type FigureOptions } from "../figure.js"
import { panelTitle, panelTitleHeight } from "../parts/panel-title.js"
import { combinePanels } from "../parts/panels.js"
import { lightTheme } from "../theme.js"
import {
  type ClassPoint,
  type ClassPoints,
  classKey,
  defaultClassNames,
  keyHeight,
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

const margins = { left: 48, right: 6, top: 2, bottom: 44 }
const gap = 10
const smallestPanel = 220

/**
 * Points in the plane of x and y and, so that the shortcut is seen, of x and z: square frames, coloured and shaped by class,
 * all data on the same axes. Several data sets stand side by side where there is room, otherwise below one another.
 */
export function pointCloud(data: NamedPoints[], options: PointCloudOptions): SVGSVGElement {
  const { document, theme, width = 900, classNames = defaultClassNames } = options
  const common = { document, ...(theme === undefined ? {} : { theme }) }
  const besideEachOther = data.length > 1 && width >= data.length * (smallestPanel + gap)
  const columns = besideEachOther ? data.length : 2
  const panelWidth = Math.min((width - (columns - 1) * gap) / columns, 440)
  const panelHeight = panelWidth - margins.left - margins.right + margins.top + margins.bottom
  const blockHeight = panelTitleHeight + panelHeight * (besideEachOther ? 2 : 1) + gap
  const plane = largest(data, [0, 1])
  const features = [
    { feature: 1, label: "y", range: plane, ticks: 5 },
    { feature: 2, label: "z, third feature", range: largest(data, [2]), ticks: 7 },
  ]
  const panels = data.flatMap((points, d) => {
    const left = besideEachOther ? d * (panelWidth + gap) : 0
    const top = besideEachOther ? 0 : d * blockHeight
    return [
      { svg: panelTitle(points.name, panelWidth, common, margins.left), x: left, y: top },
      ...features.map(({ feature, label, range, ticks }, f) => ({
        svg: cloudPanel(projected(points, feature), { x: plane, y: range, label, ticks, width: panelWidth }, common),
        x: besideEachOther ? left : f * (panelWidth + gap),
        y: top + panelTitleHeight + (besideEachOther ? f * panelHeight : 0),
      })),
    ]
  })
  const below = besideEachOther ? blockHeight : data.length * blockHeight
  return combinePanels(
    `Points by x and y, and by x and the third feature z: ${data.map(({ name }) => name).join(", ")}`,
    options,
    { width, height: below + keyHeight + 4 },
    [...panels, { svg: classKey(classNames, common), x: margins.left, y: below }],
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
  const { left, right, top, bottom } = margins
  const across = width > 230 ? 5 : 3
  const grid = { stroke: theme.line, strokeOpacity: 1 }
  const axis = { tickSize: 0, tickPadding: 6, labelArrow: "none", labelAnchor: "center" } as const
  const marks: Markish[] = [
    gridX({ ...grid, ticks: across }),
    gridY({ ...grid, ticks }),
    frame({ stroke: theme.line }),
    pointMarks(points, { radius: width > 260 ? 2 : 1.6 }),
    axisX({ ...axis, ticks: across, label: "x", labelOffset: 34 }),
    axisY({ ...axis, ticks, label, labelOffset: 42 }),
  ]
  return drawFigure(`${label} by x`, options, {
    width,
    height: width - left - right + top + bottom,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
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
