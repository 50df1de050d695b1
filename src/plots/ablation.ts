import { areaY, dot, lineY, type Markish, ruleY } from "@observablehq/plot"
import { drawFigure, type FigureOptions } from "./figure.js"
import { bottomAxis, horizontalLines, leftAxis } from "./parts/axes.js"
import { lineKey } from "./parts/line-key.js"
import { combinePanels, inColumns, panelGrid, stacked } from "./parts/panels.js"
import { lightTheme, runColour, type Theme } from "./theme.js"

/** A quantity by the number of neurons switched off in one order: its mean and range over draws, all three alike without any. */
export interface AblationLine {
  order: string
  points: readonly { size: number; mean: number; low: number; high: number }[]
}

/** One quantity. */
export interface AblationPanel {
  title: string
  lines: readonly AblationLine[]
  /** Of the model as it is, drawn as a thin line. */
  asItIs?: number
  /** Whether values are shares, shown in per cent. */
  share: boolean
}

const margins = { marginLeft: 52, marginRight: 12, marginTop: 6, marginBottom: 46 }
const panelHeight = 250

/**
 * What switching neurons off does to a model, by their number on a logarithmic axis: a panel for each quantity, a line for each
 * order. The order with a range, neurons drawn at random, is grey: the ground that the others are read against.
 */
export function ablationFigure(
  panels: readonly AblationPanel[],
  options: FigureOptions & { names?: Record<string, string> },
): SVGSVGElement {
  const { document, theme = lightTheme, width = 900, names = {} } = options
  const styles = lineStyles(panels, theme)
  const entries = [...styles].map(([order, style]) => ({ name: names[order] ?? order, ...style }))
  const grid = panelGrid(panels.length, width, 240)
  const drawn = panels.map((panel) => drawPanel(panel, styles, { document, theme, width: grid.width }))
  return combinePanels(
    `${panels.map(({ title }) => title).join(", ")}, by the number of neurons switched off`,
    { ...options, width },
    stacked([lineKey(entries, width, { document, theme }), inColumns(drawn, grid)], 8),
  )
}

interface LineStyle {
  colour: string
  dash: string
  band: boolean
}

const dashes = ["none", "7,3", "2,2.5", "9,3,2,3"]

function lineStyles(panels: readonly AblationPanel[], theme: Theme): Map<string, LineStyle> {
  const styles = new Map<string, LineStyle>()
  let next = 0
  for (const { order } of panels.flatMap(({ lines }) => lines)) {
    if (styles.has(order)) continue
    const band = panels.some(({ lines }) => lines.some((line) => line.order === order && isRange(line)))
    if (band) styles.set(order, { colour: theme.muted, dash: "none", band })
    else styles.set(order, { colour: runColour(theme, next), dash: dashes[next++ % dashes.length], band })
  }
  return styles
}

function isRange({ points }: AblationLine): boolean {
  return points.some(({ low, high }) => low < high)
}

function drawPanel(
  { title, lines, asItIs, share }: AblationPanel,
  styles: Map<string, LineStyle>,
  options: FigureOptions & { width: number },
): SVGSVGElement {
  const { theme = lightTheme, width } = options
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map(({ size }) => size)))].sort((a, b) => a - b)
  const highest = Math.max(asItIs ?? 0, ...lines.flatMap(({ points }) => points.map(({ high }) => high)))
  const rangesFirst = [...lines].sort((a, b) => Number(isRange(b)) - Number(isRange(a)))
  const marks: Markish[] = [
    horizontalLines(5, theme),
    bottomAxis({
      ticks: spacedTicks(sizes, width - margins.marginLeft - margins.marginRight),
      tickFormat: String,
      label: "neurons switched off",
    }),
    leftAxis({
      ticks: 5,
      ...(share ? { tickFormat: (value: number) => `${(100 * value).toFixed(highest < 0.05 ? 1 : 0)} %` } : {}),
    }),
    ruleY(asItIs === undefined ? [] : [asItIs], { stroke: theme.muted, strokeDasharray: "1,3" }),
    ...lines
      .filter(isRange)
      .map((line) => areaY(line.points, { x: "size", y1: "low", y2: "high", fill: theme.muted, fillOpacity: 0.2 })),
    ...rangesFirst.flatMap(({ order, points }) => {
      const { colour, dash } = styles.get(order)!
      return [
        lineY(points, { x: "size", y: "mean", stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
        dot(points, { x: "size", y: "mean", fill: colour, r: 3 }),
      ]
    }),
  ]
  return drawFigure(
    title,
    { ...options, title },
    {
      ...margins,
      width,
      height: panelHeight,
      x: {
        type: "log",
        base: 2,
        domain: sizes.length > 1 ? [sizes[0], sizes[sizes.length - 1]] : [sizes[0] / 2, sizes[0] * 2],
      },
      y: { domain: [0, highest || 1], nice: !share },
      marks,
    },
  )
}

const tickDistance = 26

/** Those of the sizes that have room for their number, the greatest first of all. */
function spacedTicks(sizes: readonly number[], pixels: number): number[] {
  const range = Math.log(sizes[sizes.length - 1] / sizes[0]) || 1
  const place = (size: number) => (pixels * Math.log(size / sizes[0])) / range
  const kept: number[] = []
  for (const size of [...sizes].reverse()) {
    if (kept.length === 0 || place(kept[kept.length - 1]) - place(size) >= tickDistance) kept.push(size)
  }
  return kept.reverse()
}
