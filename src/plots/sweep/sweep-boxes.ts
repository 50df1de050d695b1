import { axisY, dot, lineY, link, type Markish, rect, text } from "@observablehq/plot"
import { ticks } from "d3"
import type { BoxStatistics } from "../../estimators/measurement.js"
import { drawFigure } from "../figure.js"
import { bottomAxis, formatTick, horizontalLines, leftAxis, spokenValue } from "../parts/axes.js"
import { axisRange } from "../parts/axis-range.js"
import { type NotchedBox, notchedBoxMarks, outliers } from "../parts/notched-box.js"
import { combinePanels, inColumns, panelGrid, stacked } from "../parts/panels.js"
import { plotScale, type ScaleType, type ValueScale, valueScale } from "../parts/value-scale.js"
import { lightTheme, type Theme } from "../theme.js"
import { sweepHead } from "./caption.js"
import {
  distinctKnobs,
  formatKnob,
  type KnobPoint,
  knobCaption,
  knobColours,
  knobTicks,
  type SweepOptions,
} from "./knob.js"

/** A measure of the neurons of the networks trained at one value of the knob, all seeds together. */
export interface KnobBox {
  knob: number
  box: BoxStatistics
  /** For the values beyond the whiskers. */
  values: ArrayLike<number>
}

/** The boxes of one layer, or of all. */
export interface SweepPanel {
  title: string
  boxes: KnobBox[]
}

export interface SweepBoxesOptions extends SweepOptions {
  /** The measure of a neuron, and its unit. */
  label?: string
  /** The share that the line shows. */
  accuracyLabel?: string
  /** Of the measure's axis. */
  scale?: ScaleType
}

const plotHeight = 190
const margins = { marginTop: 18, marginBottom: 46, marginLeft: 40, marginRight: 36 }

/**
 * Notched boxes of a measure of single neurons by value of the knob, a panel per layer on one axis, and over them
 * accuracy (dashed, axis on the right) with a whisker from the least to the greatest seed. A value of the knob without a
 * finite measure has no box.
 */
export function sweepBoxes(panels: SweepPanel[], accuracy: KnobPoint[], options: SweepBoxesOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900, knob, label = "entropy, nats" } = options
  const { accuracyLabel = "validation accuracy", scale = "linear" } = options
  const measured = panels.map(({ title, boxes }) => ({ title, boxes: boxes.filter(({ box }) => box.count > 0) }))
  const boxes = measured.flatMap((panel) => panel.boxes)
  const known = accuracy.filter(({ mean }) => Number.isFinite(mean)).sort((a, b) => a.knob - b.knob)
  const knobs = distinctKnobs([...panels.flatMap((panel) => panel.boxes), ...known])
  const axes = {
    knobs,
    scale: valueScale(
      boxes.flatMap(({ box }) => [box.minimum, box.maximum]),
      scale,
      plotHeight,
    ),
    accuracy: axisRange(known.flatMap(({ mean, low, high }) => [mean, low, high])),
  }
  const grid = panelGrid(panels.length, width, 210, { columns: options.columns })
  const drawn = measured.map((panel) => drawPanel(panel, known, axes, options, grid.width))
  const titles = panels.map(({ title }) => title).join(", ")
  const lineNote = known.length === 0 ? "" : "; line: mean and range over seeds"
  const head = sweepHead(
    `${knobCaption(options)}. Boxes: the neurons of all seeds${lineNote}`,
    { document, theme, width },
    [
      { name: `${label} (left axis)`, colour: theme.muted, band: true },
      ...(known.length === 0 ? [] : [{ name: `${accuracyLabel} (right axis)`, colour: theme.ink, dash: "5,3" }]),
    ],
  )
  return combinePanels(
    `Notched box plots of ${label} by ${knob}, with ${accuracyLabel}: ${titles}`,
    { ...options, width },
    stacked([head, inColumns(drawn, grid)]),
  )
}

interface Axes {
  knobs: number[]
  scale: ValueScale
  accuracy: [number, number]
}

function drawPanel(
  { title, boxes }: SweepPanel,
  accuracy: KnobPoint[],
  axes: Axes,
  options: SweepBoxesOptions,
  width: number,
): SVGSVGElement {
  const { document, theme = lightTheme, knob } = options
  const { knobs, scale } = axes
  const colours = knobColours(theme, knobs)
  const placed: NotchedBox[] = boxes.map(({ knob: value, box, values }) => ({
    position: knobs.indexOf(value),
    colour: colours.get(value) ?? theme.ink,
    box,
    outliers: outliers(values, box, (value) => scale.shareOf(value) * plotHeight),
  }))
  const shown = knobTicks(knobs, width - margins.marginLeft - margins.marginRight)
  const marks: Markish[] = [
    horizontalLines(scale.ticks, theme),
    bottomAxis({
      ticks: shown.map((value) => knobs.indexOf(value)),
      tickFormat: (position: number) => formatKnob(knobs[position]),
      label: knob,
    }),
    leftAxis({ ticks: scale.ticks, tickFormat: formatTick }),
    ...notchedBoxMarks(placed, "upright"),
    ...(boxes.length === 0
      ? [text(["no finite value"], { frameAnchor: "middle", fill: theme.muted })]
      : accuracyMarks(accuracy, axes, theme)),
    rect(boxes, {
      x1: ({ knob: value }) => knobs.indexOf(value) - 0.45,
      x2: ({ knob: value }) => knobs.indexOf(value) + 0.45,
      fill: "transparent",
      title: (of: KnobBox) => boxWords(of, `${title}, ${knob} ${formatKnob(of.knob)}`),
    }),
  ]
  return drawFigure(
    title,
    { document, theme, title },
    {
      ...margins,
      width,
      height: plotHeight + margins.marginTop + margins.marginBottom,
      x: { domain: [-0.6, knobs.length - 0.4] },
      y: plotScale(scale),
      marks,
    },
  )
}

/** What is read out to whoever points at a box. */
function boxWords({ box }: KnobBox, name: string): string {
  const { median, lowerQuartile, upperQuartile, count } = box
  return `${name}: median ${spokenValue(median)}, middle half ${spokenValue(lowerQuartile)} … ${spokenValue(upperQuartile)}, ${count} neurons`
}

/** The line of accuracy on its own axis, drawn in the measure's: at the same share of the height. */
function accuracyMarks(accuracy: KnobPoint[], { knobs, scale, accuracy: [low, high] }: Axes, theme: Theme): Markish[] {
  if (accuracy.length === 0) return []
  const place = (value: number) => scale.valueAt((value - low) / (high - low))
  const marks = ticks(low, high, 4)
  const points = accuracy.map((point) => ({
    x: knobs.indexOf(point.knob),
    y: place(point.mean),
    low: place(point.low),
    high: place(point.high),
  }))
  const ranges = points.filter((point) => point.high > point.low)
  const caps = ranges.flatMap(({ x, low: least, high: greatest }) =>
    [least, greatest].map((y) => ({ from: x - 0.1, to: x + 0.1, y })),
  )
  return [
    axisY(marks.map(place), {
      anchor: "right",
      tickFormat: (_: number, i: number) => formatKnob(marks[i]),
      tickSize: 0,
      tickPadding: 6,
      label: null,
      fill: theme.ink,
    }),
    link(ranges, { x: "x", y1: "low", y2: "high", stroke: theme.ink, strokeWidth: 1.5 }),
    link(caps, { x1: "from", x2: "to", y: "y", stroke: theme.ink, strokeWidth: 1.5 }),
    lineY(points, { x: "x", y: "y", stroke: theme.ink, strokeWidth: 1.75, strokeDasharray: "5,3" }),
    dot(points, { x: "x", y: "y", r: 2.5, fill: theme.ink }),
    text(["accuracy"], {
      frameAnchor: "top-right",
      textAnchor: "end",
      dx: margins.marginRight,
      dy: -margins.marginTop,
      fill: theme.ink,
    }),
  ]
}
