import { areaY, axisX, axisY, gridY, lineY, type Markish, ruleY } from "@observablehq/plot"
import { drawFigure, type FigureOptions } from "../figure.js"
import { lineKey } from "../parts/line-key.js"
import { panelTitle, panelTitleHeight } from "../parts/panel-title.js"
import { combinePanels, panelGrid, placeInGrid } from "../parts/panels.js"
import { lightTheme, runColour, type Theme } from "../theme.js"

/** Accuracy with the first n neurons of an order switched off, n = 0, 1, …, on one set of points. */
export interface AccuracyCurve {
  /** Which neurons go first. */
  order: string
  /** The set of points: a panel for each. */
  evaluation: string
  accuracy: ArrayLike<number>
  /** Two quantiles over draws, for orders that have a chance in them. */
  interval: readonly [low: ArrayLike<number>, high: ArrayLike<number>] | null
}

export interface InterventionCurvesOptions extends FigureOptions {
  /** What orders and sets of points are called in the figure, where it is not their own name. */
  names?: Record<string, string>
  /** Accuracy of guessing, drawn as a thin line; 0.5 unless given. */
  chance?: number
}

const defaultNames: Record<string, string> = {
  "lowest-entropy": "lowest entropy first",
  "highest-entropy": "highest entropy first",
  "highest-mutual-information": "highest mean mutual information first",
  "largest-differential-activation": "largest differential activation first",
  random: "at random, mean and 5 to 95 % of draws",
  shortcut: "shortcut holds",
  antiShortcut: "shortcut misleads",
  neutral: "shortcut says nothing",
}

const dashes = ["none", "7,3", "2,2.5", "9,3,2,3"]
const margins = { left: 48, right: 10, top: 4, bottom: 46 }
const panelHeight = 260

/** Accuracy as neurons are switched off, a panel for each set of points and a line for each way to choose the neurons. */
export function interventionCurves(curves: AccuracyCurve[], options: InterventionCurvesOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900, chance = 0.5 } = options
  const nameOf = (key: string) => options.names?.[key] ?? defaultNames[key] ?? key
  const evaluations = [...new Set(curves.map(({ evaluation }) => evaluation))]
  const orders = [...new Set(curves.map(({ order }) => order))]
  const styles = lineStyles(curves, theme)
  const entries = orders.map((order) => ({ name: nameOf(order), ...styles.get(order)! }))
  const key = lineKey(entries, width, { document, theme })
  const keyHeight = Number(key.getAttribute("height")) + 8
  const grid = panelGrid(evaluations.length, width, 250, 16)
  const rowHeight = panelTitleHeight + panelHeight + 8
  const panels = evaluations.flatMap((evaluation, e) => {
    const corner = placeInGrid(grid, e, rowHeight)
    const shown = curves.filter((curve) => curve.evaluation === evaluation)
    const panel = curvesPanel(shown, styles, { document, theme, width: grid.width, chance })
    return [
      {
        svg: panelTitle(nameOf(evaluation), grid.width, { document, theme }, margins.left),
        x: corner.x,
        y: corner.y + keyHeight,
      },
      { svg: panel, x: corner.x, y: corner.y + keyHeight + panelTitleHeight },
    ]
  })
  return combinePanels(
    `Accuracy by the number of neurons switched off, on ${evaluations.map(nameOf).join(", ")}`,
    options,
    { width, height: keyHeight + grid.rows * rowHeight },
    [{ svg: key, x: 0, y: 0 }, ...panels],
  )
}

interface LineStyle {
  colour: string
  dash: string
  band: boolean
}

/** A colour and a dash for every order; those with an interval are grey, the ground the others are read against. */
function lineStyles(curves: AccuracyCurve[], theme: Theme): Map<string, LineStyle> {
  const styles = new Map<string, LineStyle>()
  let next = 0
  for (const { order, interval } of curves) {
    if (styles.has(order)) continue
    if (interval !== null) styles.set(order, { colour: theme.muted, dash: "none", band: true })
    else styles.set(order, { colour: runColour(theme, next), dash: dashes[next++ % dashes.length], band: false })
  }
  return styles
}

function curvesPanel(
  curves: AccuracyCurve[],
  styles: Map<string, LineStyle>,
  options: FigureOptions & { width: number; chance: number },
): SVGSVGElement {
  const { theme = lightTheme, width, chance } = options
  const most = Math.max(1, ...curves.map(({ accuracy }) => accuracy.length - 1))
  const axis = { tickSize: 0, labelAnchor: "center", labelArrow: "none" } as const
  const ordered = [...curves].sort((a, b) => Number(b.interval !== null) - Number(a.interval !== null))
  const marks: Markish[] = [
    gridY({ ticks: 5, stroke: theme.line, strokeOpacity: 1 }),
    ruleY([chance], { stroke: theme.muted, strokeDasharray: "1,3" }),
    axisX({ ...axis, ticks: 6, tickPadding: 8, label: "neurons switched off", labelOffset: 38 }),
    axisY({
      ...axis,
      ticks: 5,
      tickPadding: 6,
      label: "accuracy",
      labelOffset: 42,
      tickFormat: (share: number) => share.toFixed(1),
    }),
    ...ordered.flatMap(({ order, accuracy, interval }) => {
      const { colour, dash } = styles.get(order)!
      const line = lineY(
        Array.from(accuracy, (y, x) => ({ x, y })),
        {
          x: "x",
          y: "y",
          stroke: colour,
          strokeWidth: 2,
          strokeDasharray: dash,
        },
      )
      if (interval === null) return [line]
      const band = Array.from(interval[0], (low, x) => ({ x, low, high: interval[1][x] }))
      return [areaY(band, { x: "x", y1: "low", y2: "high", fill: colour, fillOpacity: 0.2 }), line]
    }),
  ]
  return drawFigure("Accuracy by the number of neurons switched off", options, {
    width,
    height: panelHeight,
    marginLeft: margins.left,
    marginRight: margins.right,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    x: { domain: [0, most] },
    y: { domain: [0, 1] },
    marks,
  })
}
