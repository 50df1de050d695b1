import { areaY, lineY, type Markish, ruleY } from "@observablehq/plot"
import { drawFigure, type FigureOptions } from "../figure.js"
import { bottomAxis, horizontalLines, leftAxis } from "../parts/axes.js"
import { lineKey } from "../parts/line-key.js"
import { combinePanels, inColumns, panelGrid, stacked } from "../parts/panels.js"
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
const margins = { marginLeft: 48, marginRight: 10, marginTop: 4, marginBottom: 46 }
const panelHeight = 260

/** Accuracy as neurons are switched off, a panel for each set of points and a line for each way to choose the neurons. */
export function interventionCurves(curves: AccuracyCurve[], options: InterventionCurvesOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900, chance = 0.5 } = options
  const nameOf = (key: string) => options.names?.[key] ?? defaultNames[key] ?? key
  const evaluations = [...new Set(curves.map(({ evaluation }) => evaluation))]
  const orders = [...new Set(curves.map(({ order }) => order))]
  const styles = lineStyles(curves, theme)
  const entries = orders.map((order) => ({ name: nameOf(order), ...styles.get(order)! }))
  const grid = panelGrid(evaluations.length, width, 250)
  const panels = evaluations.map((evaluation) => {
    const shown = curves.filter((curve) => curve.evaluation === evaluation)
    return curvesPanel(shown, styles, { document, theme, title: nameOf(evaluation), width: grid.width, chance })
  })
  return combinePanels(
    `Accuracy by the number of neurons switched off, on ${evaluations.map(nameOf).join(", ")}`,
    { ...options, width },
    stacked([lineKey(entries, width, { document, theme }), inColumns(panels, grid)], 8),
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
  const ordered = [...curves].sort((a, b) => Number(b.interval !== null) - Number(a.interval !== null))
  const marks: Markish[] = [
    horizontalLines(5, theme),
    ruleY([chance], { stroke: theme.muted, strokeDasharray: "1,3" }),
    bottomAxis({ ticks: 6, label: "neurons switched off" }),
    leftAxis({ ticks: 5, label: "accuracy", tickFormat: (share: number) => share.toFixed(1) }),
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
    ...margins,
    width,
    height: panelHeight,
    x: { domain: [0, most] },
    y: { domain: [0, 1] },
    marks,
  })
}
