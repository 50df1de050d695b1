import { dot, lineY, link, type Markish } from "@observablehq/plot"
import type { Difference } from "../../selection/comparison.js"
import type { RankedModel, Ranking } from "../../selection/ranking.js"
import { drawFigure, type FigureOptions, shorten, textWidth } from "../figure.js"
import { bottomAxis, formatTick, horizontalLines, leftAxis } from "../parts/axes.js"
import { combinePanels, inColumns, panelGrid, stacked } from "../parts/panels.js"
import { valueScale } from "../parts/value-scale.js"
import { sweepHead } from "../sweep/caption.js"
import { lightTheme, type Theme } from "../theme.js"
import { type Change, changeColour, changeOf, measureTitle } from "./diversity.js"
import { tickNames } from "./shared-names.js"

const measures = ["mutualInformation", "entropy"] as const
const plotHeight = 180
const margins = { marginTop: 10, marginRight: 18, marginBottom: 46, marginLeft: 54 }
const longestTick = 14

interface StepPoint {
  x: number
  value: number
  low: number
  high: number
  colour: string
  hollow: boolean
}

/**
 * Mean mutual information and mean entropy over the models in the order given, such as the checkpoints of one training
 * run, with their 95 % intervals. A point's colour says how it differs from the one before it; a ring, that
 * it cannot be told from it.
 */
export function stepsFigure(ranking: Ranking, options: FigureOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900 } = options
  const { steps, rankings, unit, layer, examples } = ranking
  const order = steps.length === 0 ? [] : [steps[0].from, ...steps.map(({ to }) => to)]
  const known = measures.filter((measure) => rankings.some((each) => each.measure === measure))
  const grid = panelGrid(known.length, width, 320)
  const panels = known.map((measure) => {
    const models = rankings.find((each) => each.measure === measure)?.models ?? []
    const points = order.flatMap((name, x) =>
      models
        .filter((model) => model.name === name)
        .map((model) => pointOf(model, x, x === 0 ? null : steps[x - 1][measure], measure, theme)),
    )
    const title = `${measureTitle(measure)}, ${layer ?? "all layers"}`
    return drawPanel(points, { title, label: `mean, ${unit}`, order }, { document, theme }, grid.width)
  })
  const sentence =
    `Means and their 95 % intervals over ${examples.toLocaleString("en")} examples, in order. Colour: against the one ` +
    "before; ring: not told apart from it. Both saw the same examples, so that they may differ where intervals meet."
  const key = (["less diverse", "more diverse"] as Change[]).map((name) => ({
    name,
    colour: changeColour(theme, name),
  }))
  return combinePanels(
    `Mean mutual information and entropy in order: ${order.join(", ")}`,
    { ...options, width },
    stacked([sweepHead(sentence, { document, theme, width }, key), inColumns(panels, grid)]),
  )
}

function pointOf(
  { value, interval: [low, high] }: RankedModel,
  x: number,
  difference: Difference | null,
  measure: (typeof measures)[number],
  theme: Theme,
): StepPoint {
  const change = difference === null ? "not told apart" : changeOf(measure, difference)
  return {
    x,
    value,
    low,
    high,
    colour: changeColour(theme, change),
    hollow: difference !== null && change === "not told apart",
  }
}

function drawPanel(
  points: StepPoint[],
  { title, label, order }: { title: string; label: string; order: string[] },
  { document, theme = lightTheme }: FigureOptions,
  width: number,
): SVGSVGElement {
  const scale = valueScale(
    points.flatMap(({ value, low, high }) => [value, low, high]),
    "linear",
    plotHeight,
  )
  const known = points.filter(({ value }) => Number.isFinite(value))
  const { prefix, names } = tickNames(order)
  const short = names.map((name) => shorten(name, longestTick))
  const shown = ticksThatFit(short, width - margins.marginLeft - margins.marginRight)
  const marks: Markish[] = [
    horizontalLines(scale.ticks, theme),
    bottomAxis({
      ticks: shown,
      tickFormat: (x: number) => short[x],
      label: prefix === "" ? "in order" : `${shorten(prefix, 30)}…`,
    }),
    leftAxis({ ticks: scale.ticks, tickFormat: formatTick, label, labelOffset: 50 }),
    lineY(known, { x: "x", y: "value", stroke: theme.muted, strokeWidth: 1.25, strokeOpacity: 0.7 }),
    link(
      known.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high)),
      { x: "x", y1: "low", y2: "high", stroke: "colour", strokeWidth: 2 },
    ),
    dot(known, {
      x: "x",
      y: "value",
      r: 4,
      fill: ({ hollow, colour }) => (hollow ? theme.background : colour),
      stroke: "colour",
      strokeWidth: 1.75,
    }),
  ]
  return drawFigure(
    title,
    { document, theme, title },
    {
      ...margins,
      width,
      height: plotHeight + margins.marginTop + margins.marginBottom,
      x: { domain: [-0.5, Math.max(order.length, 1) - 0.5] },
      y: { domain: scale.domain },
      marks,
    },
  )
}

/** Every so many of the places that the names under them do not touch. */
function ticksThatFit(names: string[], pixels: number): number[] {
  const widest = Math.max(...names.map((name) => textWidth(name)), 1) + 10
  const every = Math.max(1, Math.ceil((names.length * widest) / pixels))
  return Array.from(names.keys()).filter((x) => x % every === 0)
}
