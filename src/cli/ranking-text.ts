import { printable } from "../errors.js"
import type { MeasureSettings } from "../estimators/measurement.js"
import { probability } from "../plots/comparison/probability.js"
import { settingsLines } from "../report/measurement-words.js"
import type { Difference } from "../selection/comparison.js"
import type { MetricAgreement, Ranking, RankingMeasure } from "../selection/ranking.js"
import { count, excludesZero, fixed, pText, signed, span, withHalfWidth } from "./numbers.js"
import { rowLabels } from "./row-labels.js"
import { bold, dim } from "./style.js"
import { headedTable, table, wrapped } from "./table.js"

const columns = 80
const labelColumns = 22

const symbols: Record<RankingMeasure, string> = {
  mutualInformation: "MI",
  entropy: "H",
  entropyLocal: "H local",
  entropyKnn: "H kNN",
}

/** A ranking for a terminal 80 columns wide: the models with their tiers, the other measures, metrics of one's own, the steps. */
export function rankingText(ranking: Ranking, settings: MeasureSettings): string {
  const { rankings, examples, layer, metrics, steps, sentences } = ranking
  const where = layer === null ? "all layers" : printable(layer)
  return [
    `${count(rankings[0].models.length, "model")}, ${count(examples, "example")}, ${where}`,
    ...settingsLines(settings),
    "",
    ...tiersTable(ranking),
    ...(metrics.length === 0 ? [] : ["", ...metricsTable(metrics)]),
    ...(steps.length === 0 ? [] : ["", ...stepsTable(ranking)]),
    "",
    ...sentences.flatMap((sentence) => wrapped(printable(sentence), columns)),
    "",
    ...wrapped(reading(ranking), columns).map((line) => dim(line)),
  ].join("\n")
}

/** Best first, a line between tiers; at the right the rank by each of the other measures. */
function tiersTable({ rankings: [by, ...others] }: Ranking): string[] {
  const symbol = symbols[by.measure]
  const labels = rowLabels(
    by.models.map(({ name }) => name),
    labelColumns,
  )
  const header = [`best by ${symbol}`, "tier", symbol, "95 % interval", "P(best)", ...others.map(rankHeader)]
  const rows = by.models.map(({ name, tier, value, interval, best }, i) => [
    labels[i],
    String(tier),
    fixed(value, 3),
    span(interval, (end) => fixed(end, 3)),
    probability(best),
    ...others.map(({ models }) => String(models.findIndex((model) => model.name === name) + 1)),
  ])
  const [title, ...lines] = table([header, ...rows])
  const line = "─".repeat(Math.max(...lines.map((each) => each.length)))
  return [
    bold(title),
    ...lines.flatMap((each, i) => (i > 0 && by.models[i].tier > by.models[i - 1].tier ? [dim(line), each] : [each])),
  ]
}

function rankHeader({ measure }: { measure: RankingMeasure }): string {
  return symbols[measure].replace("H ", "")
}

/** How each measure's order fits each metric's. */
function metricsTable(metrics: MetricAgreement[]): string[] {
  const names = [...new Set(metrics.map(({ metric }) => metric))]
  const labels = rowLabels(names, labelColumns)
  const rows = metrics.map(({ metric, measure, tau, p, interval, smallestP }) => [
    labels[names.indexOf(metric)],
    symbols[measure],
    tau === null ? "–" : signed(tau, 2),
    pText(p),
    interval === null ? "–" : span(interval, (end) => signed(end, 2)),
    pText(smallestP),
  ])
  return headedTable([["against", "by", "τ-b", "p", "95 % interval", "smallest p"], ...rows])
}

/** Every model in the order given, and what changed since the one before it: a star where that is certain. */
function stepsTable({ steps, rankings }: Ranking): string[] {
  const names = [steps[0].from, ...steps.map(({ to }) => to)]
  const labels = rowLabels(names, labelColumns)
  const value = (name: string, measure: RankingMeasure) => {
    const models = rankings.find((each) => each.measure === measure)?.models ?? []
    return fixed(models.find((model) => model.name === name)?.value ?? Number.NaN, 3)
  }
  const rows = names.map((name, i) => {
    const step = i === 0 ? undefined : steps[i - 1]
    return [
      labels[i],
      value(name, "mutualInformation"),
      stepText(step?.mutualInformation),
      value(name, "entropy"),
      stepText(step?.entropy),
    ]
  })
  return headedTable([["in order", "MI", "change  ", "H", "change  "], ...rows])
}

function stepText(step: Difference | null | undefined): string {
  return step === null || step === undefined ? "" : `${withHalfWidth(step)} ${excludesZero(step) ? "*" : " "}`
}

function reading({ memorization, rankings: [, ...others], metrics, steps }: Ranking): string {
  const fear =
    memorization === "heuristic"
      ? "Feared is a shortcut: lower MI and higher H are better."
      : "Feared is learning by heart: higher MI and lower H are better."
  const ranks = others.length === 0 ? "" : ` ${others.map(rankHeader).join(", ")}: the rank by that measure.`
  const against =
    metrics.length === 0
      ? ""
      : " τ-b is +1 where what the measure calls better has more of the metric throughout; smallest p: the least that so " +
        "many models can reach."
  const star = steps.length === 0 ? "" : " *: the 95 % interval of the change leaves out 0."
  return (
    `${fear} Models of one tier cannot be told from its first. P(best): how probably no other is better, over samples of ` +
    `examples.${ranks}${against}${star}`
  )
}
