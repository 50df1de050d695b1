import type { Comparison, Difference, LayerComparison } from "../../selection/comparison.js"
import type { RankingMeasure } from "../../selection/ranking.js"
import type { FigureOptions } from "../figure.js"
import { axisRange } from "../parts/axis-range.js"
import { combinePanels, stacked } from "../parts/panels.js"
import { sweepHead } from "../sweep/caption.js"
import { lightTheme, type Theme } from "../theme.js"
import { besideRows } from "./beside-rows.js"
import { type Change, changeColour, changeOf, measureTitle } from "./diversity.js"
import type { IntervalPanel, IntervalRow } from "./interval-panel.js"
import { rowNames } from "./shared-names.js"

const measures = ["entropy", "mutualInformation", "entropyLocal", "entropyKnn"] as const
const changes: Change[] = ["less diverse", "more diverse", "not told apart"]

/**
 * A forest plot of two models: the second's means less the first's with their 95 % intervals, a row per layer, and beside
 * entropy and mutual information the two entropies that are free of scale. The three entropies share one axis. Mutual
 * information has no panel where it was not measured.
 */
export function differencesFigure(comparison: Comparison, options: FigureOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900 } = options
  const { names, examples, unit, layers, all } = comparison
  const rows = layers.length === 1 ? layers : [...layers, all]
  const labels = [...rowNames(layers.map(({ layer }) => layer ?? "")), "all layers"]
  const entropies = axisRange([0, ...measures.flatMap((m) => (m === "mutualInformation" ? [] : ends(rows, m)))])
  const panels = measures
    .filter((measure) => rows.some((row) => row[measure] !== null))
    .map((measure): IntervalPanel => {
      return {
        title: measureTitle(measure),
        label: `difference, ${unit}`,
        domain: measure === "mutualInformation" ? axisRange([0, ...ends(rows, measure)]) : entropies,
        rows: rows.map((row, i) => intervalRow(row[measure], measure, labels[i], theme)),
        zero: true,
        rules: rows.length > 1 ? [rows.length - 2] : [],
      }
    })
  const columns = width >= 760 ? panels.length : width >= 480 ? 2 : 1
  const [first, second] = names
  const sentence =
    `${second} less ${first}: differences of means and their 95 % intervals over ${examples.toLocaleString("en")} ` +
    "examples. Ring: the interval holds 0."
  const key = changes.map((name) => ({ name, colour: changeColour(theme, name) }))
  const head = sweepHead(sentence, { document, theme, width }, key)
  return combinePanels(
    `Differences between ${second} and ${first} by layer: ${panels.map(({ title }) => title).join(", ")}`,
    { ...options, width },
    stacked([head, besideRows(panels, columns, width, { document, theme })]),
  )
}

function intervalRow(found: Difference | null, measure: RankingMeasure, label: string, theme: Theme): IntervalRow {
  if (found === null) return { label, value: Number.NaN, interval: [Number.NaN, Number.NaN], colour: theme.muted }
  const change = changeOf(measure, found)
  return {
    label,
    value: found.difference,
    interval: found.interval,
    colour: changeColour(theme, change),
    hollow: change === "not told apart",
  }
}

function ends(rows: LayerComparison[], measure: RankingMeasure): number[] {
  return rows.flatMap((row) => row[measure]?.interval ?? [])
}
