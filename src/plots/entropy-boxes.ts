import { type Markish, text } from "@observablehq/plot"
import type { BoxStatistics } from "../estimators/measurement.js"
import { drawFigure, type FigureOptions, shorten, textWidth } from "./figure.js"
import { bottomAxis, verticalLines } from "./parts/axes.js"
import { axisRange } from "./parts/axis-range.js"
import { type NotchedBox, notchedBoxMarks, outliers } from "./parts/notched-box.js"
import { lightTheme, runColour, type Theme } from "./theme.js"

/** The entropies of one run's layer: their box and, for the outliers, the values themselves. */
export interface LayerBox {
  layer: string
  box: BoxStatistics
  values: ArrayLike<number>
}

export interface EntropyBoxesOptions extends FigureOptions {
  /** Quantity and unit under the axis. */
  label?: string
  /** Range of the axis, where several figures are to share one. */
  domain?: [number, number]
}

interface Row {
  label: string
  /** Colour of the box, and of the label. */
  colour: string
  ink: string
  heading: boolean
  entry?: LayerBox
}

const rowHeight = 22
const labelLength = 17

/**
 * Notched box plots of entropy, a row per layer in the network's order; of several runs, one row per run under each
 * layer's name. Layers that only some runs have are shown for those; one without a finite value has a name and no box.
 */
export function entropyBoxes(
  runs: { name: string; layers: LayerBox[] }[],
  options: EntropyBoxesOptions,
): SVGSVGElement {
  const { theme = lightTheme, width = 360, label = "entropy, nats" } = options
  const rows = layRows(runs, theme)
  const entries = rows.flatMap(({ entry, colour }, position) =>
    entry === undefined || entry.box.count === 0 ? [] : [{ ...entry, position, colour }],
  )
  const domain = options.domain ?? axisRange(entries.flatMap(({ box }) => [box.minimum, box.maximum]))
  const pixelOf = (value: number) => (value / (domain[1] - domain[0])) * width
  const boxes: NotchedBox[] = entries.map(({ position, colour, box, values }) => ({
    position,
    colour,
    box,
    outliers: outliers(values, box, pixelOf),
  }))
  const marginLeft = Math.max(...rows.map((row) => textWidth(shorten(row.label, labelLength))), 30) + 14
  const marks: Markish[] = [
    verticalLines(5, theme),
    bottomAxis({ ticks: 5, label }),
    ...rowLabels(rows, marginLeft),
    ...notchedBoxMarks(boxes),
  ]
  return drawFigure(`Notched box plots of ${label} by layer`, options, {
    width,
    height: rows.length * rowHeight + 52,
    marginLeft,
    marginRight: 12,
    marginTop: 4,
    marginBottom: 48,
    x: { domain },
    y: { domain: [-0.5, rows.length - 0.5], reverse: true, axis: null },
    marks,
  })
}

function layRows(runs: { name: string; layers: LayerBox[] }[], theme: Theme): Row[] {
  const names = [...new Set(runs.flatMap(({ layers }) => layers.map(({ layer }) => layer)))]
  const alone = runs.length === 1
  return names.flatMap((layer) => {
    const entries = runs.flatMap(({ name, layers }, run): Row[] =>
      layers
        .filter((candidate) => candidate.layer === layer)
        .map((entry) => {
          const colour = runColour(theme, run)
          return { label: alone ? layer : name, colour, ink: alone ? theme.ink : colour, heading: false, entry }
        }),
    )
    return alone ? entries : [{ label: layer, colour: theme.ink, ink: theme.ink, heading: true }, ...entries]
  })
}

function rowLabels(rows: Row[], marginLeft: number): Markish[] {
  return rows.map((row, y) =>
    text([shorten(row.label, labelLength)], {
      frameAnchor: "left",
      y: [y],
      textAnchor: "start",
      dx: -marginLeft + 2,
      dy: row.heading ? 4 : 0,
      fill: row.ink,
      fontWeight: row.heading ? 600 : 400,
      title: [row.label],
    }),
  )
}
