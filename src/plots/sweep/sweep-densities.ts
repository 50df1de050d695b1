import { areaY, lineY, link, type Markish, rect, ruleY, text } from "@observablehq/plot"
import { median, scaleSymlog } from "d3"
import type { MixtureComponent } from "../../estimators/measurement.js"
import { drawFigure, shorten, textWidth } from "../figure.js"
import { bottomAxis, formatTick, spokenValue, verticalLines } from "../parts/axes.js"
import { mixtureShares, type Point, stepShares } from "../parts/density.js"
import { shareOutside, valueRange } from "../parts/pairs.js"
import { combinePanels, inColumns, panelGrid, stacked } from "../parts/panels.js"
import { informationConstant, symlogTicks } from "../parts/symlog.js"
import { lightTheme, type Theme } from "../theme.js"
import { sweepHead } from "./caption.js"
import { distinctKnobs, formatKnob, knobCaption, knobColours, type SweepOptions } from "./knob.js"

/** The mutual information of the pairs of the networks trained at one value of the knob, all seeds together. */
export interface KnobPairs {
  knob: number
  /** May be empty where only the mixture is known. */
  values: Float64Array
  mixture: MixtureComponent[] | null
}

/** The pairs within one layer, or all. */
export interface DensityPanel {
  title: string
  samples: KnobPairs[]
}

export interface SweepDensitiesOptions extends SweepOptions {
  /** Quantity and unit of the axis. */
  label?: string
}

const bins = 72
const rowHeight = 36
/** Share of a row that its highest point takes. */
const reach = 0.8
/** Share of a row below its line, for the median's tick. */
const belowRow = 0.14
/** Share of the pairs at either end that may lie beyond the axis: single pairs would otherwise squeeze all others. */
const beyond = 0.002

/**
 * Densities of mutual information, a panel per layer, a row per value of the knob in its colour: a faint stepped histogram
 * under the curve of the Gaussian mixture, a tick at the median. The axis is linear near zero and logarithmic beyond, so
 * that pairs that share almost nothing and pairs that share nearly all can be seen at once; densities are per unit of that
 * axis, and each row is drawn to its own height. All panels share one axis.
 */
export function sweepDensities(panels: DensityPanel[], options: SweepDensitiesOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900, knob, label = "mutual information, nats" } = options
  const samples = panels.flatMap((panel) => panel.samples)
  const knobs = distinctKnobs(samples)
  const domain = valueRange(samples.map(knownValues), beyond)
  const grid = panelGrid(panels.length, width, 400, { columns: options.columns })
  const outside = Math.max(0, ...samples.map(({ values }) => shareOutside(values, domain)))
  const note = outside === 0 ? "" : ` Up to ${(outside * 100).toPrecision(1)} % of a row's pairs lie beyond the axis.`
  const sentence = `${knobCaption(options)}. Each row is drawn to its own height; tick: median.${note}`
  const drawn = panels.map((panel) => drawPanel(panel, { knobs, domain }, options, grid.width))
  return combinePanels(
    `Densities of ${label} over pairs of neurons, by ${knob}: ${panels.map(({ title }) => title).join(", ")}`,
    { ...options, width },
    stacked([sweepHead(sentence, { document, theme, width }), inColumns(drawn, grid)]),
  )
}

function drawPanel(
  { title, samples }: DensityPanel,
  { knobs, domain }: { knobs: number[]; domain: [number, number] },
  options: SweepDensitiesOptions,
  width: number,
): SVGSVGElement {
  const { document, theme = lightTheme, knob, label = "mutual information, nats" } = options
  const colours = knobColours(theme, knobs)
  const names = knobs.map((value) => shorten(`${knob} ${formatKnob(value)}`, 16))
  const marginLeft = Math.max(...names.map((name) => textWidth(name)), 20) + 14
  const marginRight = 16
  const ticks = symlogTicks(domain, informationConstant, width - marginLeft - marginRight)
  const marks: Markish[] = [
    verticalLines(ticks, theme),
    bottomAxis({ ticks, tickFormat: formatTick, label }),
    ruleY(knobs.keys(), { stroke: theme.line }),
    ...knobs.map((value, row) =>
      text([names[row]], {
        frameAnchor: "left",
        y: [row],
        textAnchor: "end",
        dx: -10,
        dy: -rowHeight / 4,
        fill: colours.get(value) ?? theme.ink,
        fontWeight: 600,
      }),
    ),
    ...samples.flatMap((sample) => {
      const colour = colours.get(sample.knob) ?? theme.ink
      const name = `${title}, ${knob} ${formatKnob(sample.knob)}`
      return rowMarks(sample, { name, row: knobs.indexOf(sample.knob), domain, colour }, theme)
    }),
  ]
  return drawFigure(
    title,
    { document, theme, title },
    {
      width,
      height: Math.max(knobs.length, 1) * rowHeight + 62,
      marginTop: 8,
      marginLeft,
      marginRight,
      marginBottom: 48,
      x: { type: "symlog", constant: informationConstant, domain },
      y: { domain: [knobs.length - 1 + belowRow, -1 + belowRow], axis: null },
      marks,
    },
  )
}

interface Row {
  /** What it is called where it is pointed at. */
  name: string
  row: number
  domain: [number, number]
  colour: string
}

/** The histogram and the curve upwards from the row's line, the median's tick below it. */
function rowMarks(sample: KnobPairs, { name, row, domain, colour }: Row, theme: Theme): Markish[] {
  const { values, mixture } = sample
  const axis = scaleSymlog(domain, [0, 1]).constant(informationConstant)
  const steps = stepShares(values, axis, bins)
  const curve = mixture === null ? [] : mixtureShares(mixture, axis, bins)
  if (steps.length + curve.length === 0) {
    return [
      text(["no pairs measured"], {
        frameAnchor: "left",
        y: [row],
        dx: 6,
        dy: -9,
        textAnchor: "start",
        fill: theme.muted,
      }),
    ]
  }
  const top = Math.max(...steps.map(({ y }) => y), ...curve.map(({ y }) => y), Number.MIN_VALUE)
  const raised = (points: Point[]) => points.map(({ x, y }) => ({ x, from: row, to: row - (reach * y) / top }))
  const middle = median(values)
  const inside = middle !== undefined && middle >= domain[0] && middle <= domain[1]
  return [
    areaY(raised(steps), { x: "x", y1: "from", y2: "to", curve: "step-after", fill: colour, fillOpacity: 0.28 }),
    lineY(raised(curve), { x: "x", y: "to", stroke: colour, strokeWidth: 1.75 }),
    link(inside ? [middle] : [], { x: (x) => x, y1: row, y2: row + belowRow * 0.8, stroke: colour, strokeWidth: 2.5 }),
    rect(middle === undefined ? [] : [middle], {
      y1: row + belowRow,
      y2: row + belowRow - 1,
      fill: "transparent",
      title: (value: number) => `${name}: median ${spokenValue(value)}, ${values.length} pairs`,
    }),
  ]
}

/** The values, or where only a mixture is known, values that span it. */
function knownValues({ values, mixture }: KnobPairs): Float64Array {
  if (values.length > 0 || mixture === null) return values
  return Float64Array.from(
    mixture.flatMap(({ mean, standardDeviation }) => [mean - 2.5 * standardDeviation, mean + 2.5 * standardDeviation]),
  )
}
