import { type Markish, rect, ruleX, text } from "@observablehq/plot"
import type { Layer } from "../../activations.js"
import { drawFigure, type FigureOptions } from "../figure.js"
import { bottomAxis, verticalLines } from "../parts/axes.js"
import { combinePanels, inColumns, panelGrid } from "../parts/panels.js"
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

const margins = { marginLeft: 34, marginRight: 10, marginTop: 2, marginBottom: 46 }
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
  const grid = panelGrid(networks.length, width, 250)
  const laidOut = networks.map(layRows)
  const panels = laidOut.map((rows, n) => {
    const drawing = { width: grid.width, domain, label, colour: runColour(theme, n) }
    return barsPanel(rows, drawing, { document, theme, title: networks[n].name })
  })
  return combinePanels(
    `Bars of the ${label}, by layer and neuron: ${networks.map(({ name }) => name).join(", ")}`,
    { ...options, width },
    inColumns(panels, grid),
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
  domain: [number, number]
  label: string
  colour: string
}

function barsPanel({ bars, headings, length, rowHeight }: Rows, drawing: BarsDrawing, options: FigureOptions) {
  const { theme = lightTheme } = options
  const { width, domain, label, colour } = drawing
  const inset = rowHeight > 8 ? 1.5 : 0.25
  const marks: Markish[] = [
    verticalLines(4, theme),
    bottomAxis({ ticks: 4, label }),
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
    text(headings, {
      text: "name",
      y: "y",
      frameAnchor: "left",
      textAnchor: "start",
      dx: 2 - margins.marginLeft,
      fill: theme.ink,
    }),
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
    ...margins,
    width,
    height: length * rowHeight + margins.marginTop + margins.marginBottom,
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
