import { axisRange } from "../parts/axis-range.js"
import { combinePanels, inColumns, panelGrid, stacked } from "../parts/panels.js"
import { type ValueScale, valueScale } from "../parts/value-scale.js"
import { lightTheme, runColour, runDash, type Theme } from "../theme.js"
import { sweepHead } from "./caption.js"
import { distinctKnobs, formatKnob, type KnobPoint, knobCaption, knobTicks, type SweepOptions } from "./knob.js"
import { linePanel, linePanelPlotWidth, linePlotHeight, type PanelLine } from "./line-panel.js"

/** The mean of a measure by layer over the knob; `low` and `high` are its 95 % interval over seeds. */
export interface LayerLine {
  layer: string
  points: KnobPoint[]
}

/** One way to measure: a row (say, before the activation function) and a column (say, shared bins). */
export interface ScaleCell {
  row: string
  column: string
  layers: LayerLine[]
}

export interface ScaleComparisonOptions extends SweepOptions {
  /** Quantity and unit of every panel. */
  label?: string
}

/**
 * The same measure taken in several ways, a panel each, a line per layer over the knob: how much of a trend goes away with
 * the neurons' scale. Panels of one column share the vertical axis. Cells that are missing leave no gap.
 */
export function scaleComparison(cells: ScaleCell[], options: ScaleComparisonOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900, label = "mean entropy, nats", knob } = options
  const columnNames = distinct(cells.map(({ column }) => column))
  const layers = distinct(cells.flatMap((cell) => cell.layers.map(({ layer }) => layer)))
  const knobs = distinctKnobs(cells.flatMap((cell) => cell.layers.flatMap(({ points }) => points)))
  const grid = panelGrid(columnNames.length, width, 250, { columns: options.columns })
  const panels = inReadingOrder(cells, columnNames, grid.columns).map((cell) => {
    const lines = cell.layers.map((line) => panelLine(line, layers, theme))
    const ticks = knobTicks(knobs, linePanelPlotWidth(lines, grid.width))
    return linePanel(
      {
        title: `${cell.column}, ${cell.row}`,
        x: { domain: axisRange(knobs), ticks, format: formatKnob, label: knob },
        scale: columnScale(cells, cell.column),
        lines,
        dots: true,
      },
      { document, theme },
      grid.width,
    )
  })
  const sentence = `${capitalise(label)}, a line per layer; band: 95 % interval over seeds. ${knobCaption(options)}`
  return combinePanels(
    `Lines of ${label} by ${knob} for ${layers.join(", ")}: ${columnNames.join("; ")}`,
    { ...options, width },
    stacked([sweepHead(sentence, { document, theme, width }), inColumns(panels, grid)]),
  )
}

function panelLine({ layer, points }: LayerLine, layers: string[], theme: Theme): PanelLine {
  const sorted = points.slice().sort((a, b) => a.knob - b.knob)
  return {
    label: layer,
    colour: runColour(theme, layers.indexOf(layer)),
    dashed: runDash(theme, layers.indexOf(layer)) !== "none",
    points: sorted.map(({ knob, mean, low, high }) => ({ x: knob, mean, low, high })),
  }
}

/** Row by row where the columns have room beside each other; else column by column, so that like stands under like. */
function inReadingOrder(cells: ScaleCell[], columnNames: string[], columns: number): ScaleCell[] {
  const rowNames = distinct(cells.map(({ row }) => row))
  const column = (cell: ScaleCell) => columnNames.indexOf(cell.column)
  const row = (cell: ScaleCell) => rowNames.indexOf(cell.row)
  const byRow = columns === columnNames.length
  return cells.slice().sort((a, b) => (byRow ? row(a) - row(b) || column(a) - column(b) : column(a) - column(b)))
}

function columnScale(cells: ScaleCell[], name: string): ValueScale {
  const points = cells.filter(({ column }) => column === name).flatMap(({ layers }) => layers.flatMap((l) => l.points))
  const values = points.flatMap(({ mean, low, high }) => [mean, low, high])
  return valueScale(values, "linear", linePlotHeight)
}

function distinct(names: string[]): string[] {
  return [...new Set(names)]
}

function capitalise(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1)
}
