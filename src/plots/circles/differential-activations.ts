import { axisX, gridX, type Markish, rect, ruleX, text } from "@observablehq/plot"
import type { Layer } from "../../activations.js"
import { drawFigure, type FigureOptions } from "../figure.js"
import { panelTitle, panelTitleHeight } from "../parts/panel-title.js"
import { combinePanels, panelGrid, placeInGrid } from "../parts/panels.js"
import { lightTheme, runColour } from "../theme.js"

/** A network's mean activations on shortcut data less those on neutral data, one number for each neuron. */
export interface NetworkDifferences {
  name: string
  layers: Layer[]
  differences: ArrayLike<number>
}

export interface DifferentialActivationsOptions extends FigureOptions {
  /** Quantity under the axis. */
  label?: string
  /** Range of the axis, where several figures are to share one. */
  domain?: [number, number]
}

const margins = { left: 34, right: 10, top: 2, bottom: 46 }
const headingRows = 1.6

/** More neurons than this are drawn as thin bars without their numbers. */
const mostNumbered = 80

/**
 * Bars of how much more each neuron answers to shortcut data than to neutral data, largest first within each layer, numbered
 * by the neuron's place in its layer. Networks stand side by side on one axis.
 */
export function differentialActivationsFigure(
  networks: NetworkDifferences[],
  options: DifferentialActivationsOptions,
): SVGSVGElement {
  const { document, theme = lightTheme, width = 900 } = options
  const { label = "mean activation, shortcut less neutral data" } = options
  const domain = options.domain ?? differenceDomain(networks)
  const grid = panelGrid(networks.length, width, 250, 16)
  const laidOut = networks.map(layRows)
  const height = Math.max(...laidOut.map(({ length, rowHeight }) => length * rowHeight)) + margins.top + margins.bottom
  const panels = laidOut.flatMap((rows, n) => {
    const { x, y } = placeInGrid(grid, n, panelTitleHeight + height + 8)
    const drawing = { width: grid.width, height, domain, label, colour: runColour(theme, n) }
    return [
      { svg: panelTitle(networks[n].name, grid.width, { document, theme }), x, y },
      { svg: barsPanel(rows, drawing, { document, theme }), x, y: y + panelTitleHeight },
    ]
  })
  return combinePanels(
    `Bars of the ${label}, by layer and neuron: ${networks.map(({ name }) => name).join(", ")}`,
    options,
    { width, height: grid.rows * (panelTitleHeight + height + 8) },
    panels,
  )
}

interface Rows {
  bars: { y: number; value: number; neuron: string }[]
  headings: { y: number; name: string }[]
  /** Rows in all, and the height of each in pixels. */
  length: number
  rowHeight: number
}

function layRows({ layers, differences }: NetworkDifferences): Rows {
  const rows: Rows = { bars: [], headings: [], length: 0, rowHeight: differences.length > mostNumbered ? 4 : 14 }
  const headingLength = (headingRows * 14) / rows.rowHeight
  for (const { name, start, end } of layers) {
    rows.headings.push({ y: rows.length + headingLength / 2, name })
    rows.length += headingLength
    const neurons = Array.from({ length: end - start }, (_, j) => ({ value: differences[start + j], neuron: `${j}` }))
    neurons.sort((a, b) => b.value - a.value)
    rows.bars.push(...neurons.map((bar, j) => ({ ...bar, y: rows.length + j })))
    rows.length += end - start
  }
  return rows
}

interface BarsDrawing {
  width: number
  height: number
  domain: [number, number]
  label: string
  colour: string
}

function barsPanel({ bars, headings, length, rowHeight }: Rows, drawing: BarsDrawing, options: FigureOptions) {
  const { theme = lightTheme } = options
  const { width, height, domain, label, colour } = drawing
  const { left, right, top } = margins
  const end = top + length * rowHeight
  const inset = rowHeight > 8 ? 1.5 : 0.25
  const marks: Markish[] = [
    gridX({ ticks: 4, stroke: theme.line, strokeOpacity: 1 }),
    axisX({ ticks: 4, tickSize: 0, tickPadding: 8, label, labelAnchor: "center", labelArrow: "none", labelOffset: 38 }),
    rect(bars, {
      x1: 0,
      x2: "value",
      y1: "y",
      y2: (bar) => bar.y + 1,
      insetTop: inset,
      insetBottom: inset,
      fill: colour,
    }),
    ruleX([0], { stroke: theme.muted }),
    text(headings, { text: "name", y: "y", frameAnchor: "left", textAnchor: "start", dx: 2 - left, fill: theme.ink }),
    text(rowHeight > 8 ? bars : [], {
      text: "neuron",
      y: (bar) => bar.y + 0.5,
      frameAnchor: "left",
      textAnchor: "end",
      dx: -8,
      fontSize: 11,
    }),
  ]
  return drawFigure(label, options, {
    width,
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: height - end,
    x: { domain },
    y: { domain: [0, length], reverse: true, axis: null },
    marks,
  })
}

/** Zero and every difference, with a little room, in all networks. */
function differenceDomain(networks: NetworkDifferences[]): [number, number] {
  const values = networks.flatMap(({ differences }) => Array.from(differences)).filter(Number.isFinite)
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const room = (high - low) * 0.04 || 1
  return [low < 0 ? low - room : low, high > 0 || low === high ? high + room : high]
}
