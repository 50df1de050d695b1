import type { MeasureRanking, RankedModel, Ranking } from "../../selection/ranking.js"
import type { FigureOptions } from "../figure.js"
import { axisRange } from "../parts/axis-range.js"
import { combinePanels, stacked } from "../parts/panels.js"
import { sweepHead } from "../sweep/caption.js"
import { lightTheme, sequenceColour, type Theme } from "../theme.js"
import { besideRows } from "./beside-rows.js"
import { measureNames, measureTitle } from "./diversity.js"
import type { IntervalPanel } from "./interval-panel.js"
import { probability } from "./probability.js"
import { rowNames } from "./shared-names.js"

/**
 * Models in their order, best first: a point and its 95 % interval each by the measure ranked by, and beside it by the
 * other of the two measures, on the same rows. The colour is the tier of that measure; lines part the tiers of the first.
 */
export function rankingFigure(ranking: Ranking, options: FigureOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900 } = options
  const { rankings, layer, examples } = ranking
  const [by] = rankings
  const order = by.models.map(({ name }) => name)
  const rules = by.models.flatMap(({ tier }, i) => (i > 0 && tier > by.models[i - 1].tier ? [i - 1] : []))
  const panels = [by, ...counterpart(rankings)].map((each, i) =>
    panelOf(each, order, i === 0 ? rules : [], ranking, theme),
  )
  const where = layer === null ? "all layers" : layer
  const sentence =
    `${order.length} models, best first by ${measureNames[by.measure]} of ${where}, ${examples.toLocaleString("en")} ` +
    "examples. Points: means and 95 % intervals. Right: the tier (and colour), and how probably no other is better. Models " +
    "of one tier cannot be told from its first; all saw the same examples, so that tiers may differ where intervals meet."
  return combinePanels(
    `Ranking of ${order.join(", ")}: ${panels.map(({ title }) => title).join(", ")}`,
    { ...options, width },
    stacked([
      sweepHead(sentence, { document, theme, width }),
      besideRows(panels, width < 600 ? 1 : panels.length, width, { document, theme }),
    ]),
  )
}

/** Mutual information beside an entropy, entropy beside mutual information, where it was measured. */
function counterpart([by, ...others]: MeasureRanking[]): MeasureRanking[] {
  const isInformation = ({ measure }: MeasureRanking) => measure === "mutualInformation"
  return others.filter((other) => isInformation(other) !== isInformation(by)).slice(0, 1)
}

function panelOf(
  { measure, models, lowerIsBetter }: MeasureRanking,
  order: string[],
  rules: number[],
  { unit }: Ranking,
  theme: Theme,
): IntervalPanel {
  const tiers = Math.max(...models.map(({ tier }) => tier))
  const labels = rowNames(order)
  const rows = order.flatMap((name) => models.filter((model) => model.name === name))
  return {
    title: `${measureTitle(measure)}: ${lowerIsBetter ? "lower" : "higher"} is better`,
    label: `mean, ${unit}`,
    domain: axisRange(models.flatMap(({ value, interval }) => [value, ...interval])),
    rows: rows.map(({ name, value, interval, tier, best }: RankedModel) => ({
      label: labels[order.indexOf(name)],
      value,
      interval,
      colour: sequenceColour(theme, tiers === 1 ? 0 : (tier - 1) / (tiers - 1)),
      note: `${tier} · ${probability(best)}`,
    })),
    rules,
  }
}
