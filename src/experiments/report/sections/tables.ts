import { type Html, html } from "../../../report/html.js"
import { decimal, percent } from "../../../report/numbers.js"
import type { Agreement } from "../../../selection/index.js"
import type { SweepDefinition } from "../../experiment.js"
import type { ExperimentRun } from "../../run-experiment-node.js"
import { type MeanMeasures, meansOn, measuredSides } from "../../sweep/model-result.js"
import type { Side } from "../../sweep/model-spec.js"
import {
  type Measure,
  measures,
  measuresOn,
  paperTauOf,
  type SweptModel,
  type TrendRow,
} from "../../sweep/trend-table.js"
import { layerTitle, measureTitles, type Setting, settingsOf, sweepTitle } from "../loaded-model.js"
import { meanOverSeeds, rangeOverSeeds } from "../pooled.js"
import { sideTitleOf, sideTitles } from "../side-words.js"
import { pNumber, signed } from "../trend-words.js"

/** The numbers behind the figures and the verdict. */
export function tablesSection({ experiment, models, trends }: ExperimentRun): Html {
  const sides = measuredSides(models[0].result)
  return html`<section id="tables" aria-labelledby="tables-heading">
<h2 id="tables-heading">Tables</h2>
<p>H is the mean entropy of the neurons, MI the mean mutual information of two different ones, in nats. Shared bins: one set for all neurons. Own bins: over each neuron's own range. Nearest neighbours: of the neuron divided by its standard deviation.${sides.includes("cls") ? clsNote : null}</p>
${experiment.sweeps.map((sweep) => {
  const settings = settingsOf(sweep, models)
  const rows = trends.filter(({ knob }) => knob === sweep.knob)
  return settings.length === 0
    ? null
    : [
        experiment.sweeps.length > 1 ? html`<h3>${sweepTitle(sweep)}</h3>` : null,
        accuracyTable(sweep, settings),
        meansTable(sweep, settings),
        ...sides.map((side) => trendTable(sweep, side, rows)),
      ]
})}
</section>`
}

const clsNote =
  " Activations are those of the first token, [CLS], after each layer. Entropies are of every neuron, and stand here once; pairs " +
  "are those of 64 neurons of each layer, and where a layer has more also those of every neuron."

type Settings = Setting<SweptModel>[]

function accuracyTable({ knob, symbol }: SweepDefinition, settings: Settings): Html {
  const { accuracy, facts } = settings[0].models[0].result
  const names = Object.keys(accuracy)
  const hasChanges = facts?.changedShare !== undefined
  return table(
    `accuracy-${knob}`,
    `Accuracy by ${symbol}: mean over seeds, in brackets the least and the greatest`,
    html`<tr><th scope="col">${symbol}</th><th scope="col">networks</th>${names.map((name) => html`<th scope="col">${name}</th>`)}${hasChanges ? html`<th scope="col">training labels changed</th>` : null}</tr>`,
    [
      html`<tbody>${settings.map(({ knob: value, models }) => {
        const cells = names.map((name) => {
          const { mean, low, high } = rangeOverSeeds(value, models, ({ result }) => result.accuracy[name] ?? null)
          return html`<td>${decimal(mean)} <span class="quiet">[${decimal(low)}, ${decimal(high)}]</span></td>`
        })
        return html`<tr><th scope="row">${value}</th><td>${models.length}</td>${cells}${hasChanges ? html`<td>${changedShare(value, models)}</td>` : null}</tr>`
      })}</tbody>`,
    ],
  )
}

function changedShare(value: number, models: SweptModel[]): string {
  return percent(meanOverSeeds(value, models, ({ result }) => result.facts?.changedShare ?? null).mean)
}

function meansTable({ knob, symbol }: SweepDefinition, settings: Settings): Html {
  const { result: first } = settings[0].models[0]
  const sides = measuredSides(first)
  const values = settings.map((setting) => html`<th scope="col">${setting.knob}</th>`)
  const rowsOf = (columns: Side[], measure: Measure) =>
    meansOn(first, columns[0]).map(({ layer }, index) => {
      const cells = columns.flatMap((side) =>
        meanCells(settings, measure, ({ result }) => meansOn(result, side)[index]),
      )
      return html`<tr>${rowHeading(layer)}${cells}</tr>`
    })
  const entropies = measures.filter((measure) => measure !== "mutualInformation")
  const complete = sides.filter((side) => measuresOn(side).includes("entropy"))
  const ofPairs = sides.filter((side) => !complete.includes(side))
  const width = complete.length * settings.length
  return table(
    `means-${knob}`,
    `Means by ${symbol}, over neurons (pairs of them) and seeds, in nats`,
    html`<tr><th></th>${complete.map((side) => html`<th scope="colgroup" colspan="${settings.length}">${sideTitleOf(side, "entropy")}, ${symbol} =</th>`)}</tr>
<tr><th scope="col">Layer</th>${complete.map(() => values)}</tr>`,
    [
      ...entropies.map((measure) => group(measureTitles[measure], width, rowsOf(complete, measure))),
      ...[complete, ...ofPairs.map((side) => [side])].map((columns) => {
        const title = ofPairs.length === 0 ? "" : `, ${sideTitles[columns[0]]}`
        return group(`${measureTitles.mutualInformation}${title}`, width, rowsOf(columns, "mutualInformation"))
      }),
    ],
  )
}

function meanCells(settings: Settings, measure: Measure, meansOf: (model: SweptModel) => MeanMeasures): Html[] {
  return settings.map(({ knob, models }) => {
    const { mean } = meanOverSeeds(knob, models, (model) => meansOf(model)[measure])
    return html`<td>${decimal(mean, measure === "mutualInformation" ? 4 : 3)}</td>`
  })
}

function trendTable(sweep: SweepDefinition, side: Side, trends: TrendRow[]): Html | null {
  const { knob, symbol, against } = sweep
  const own = trends.filter((row) => row.side === side)
  if (own.length === 0) return null
  const [{ overModels, overSeeds }] = own.map(({ trend }) => trend)
  const groups = measures.flatMap((measure) => {
    const alike = own.filter((row) => row.measure === measure)
    if (alike.length === 0) return []
    const rows = alike.map((row) => {
      const { layer, trend } = row
      const tau = paperTauOf(sweep, row)
      const paper = tau === undefined ? "" : decimal(tau, 2)
      return html`<tr>${rowHeading(layer)}${agreement(trend.overModels)}<td>${paper}</td>${agreement(trend.overSeeds)}</tr>`
    })
    const expected = alike[0].claimed === "rises" ? "should rise" : "should fall"
    return [group(`${measureTitles[measure]}: ${expected}`, 9, rows)]
  })
  const columns = html`<th scope="col">τ</th><th scope="col">p</th><th scope="col">95 % interval</th><th scope="col">outcome</th>`
  return table(
    `trends-${knob}-${side}`,
    `Kendall's τ-b with ${against === "knob" ? symbol : "validation accuracy"}, ${sideTitles[side]}; above zero where the measure goes as the paper claims`,
    html`<tr><th></th><th scope="colgroup" colspan="4">over the ${overModels.n} settings</th><th></th><th scope="colgroup" colspan="4">over all ${overSeeds.n} networks</th></tr>
<tr><th scope="col">Layer</th>${columns}<th scope="col">paper's τ${against === "knob" && sweep.paperTau !== undefined ? ", with accuracy" : ""}</th>${columns}</tr>`,
    groups,
  )
}

function agreement({ tau, p, interval, outcome }: Agreement): Html {
  if (tau === null) return html`<td>—</td><td>—</td><td>—</td><td>not defined</td>`
  const range = interval === null ? "—" : `${signed(interval[0])} … ${signed(interval[1])}`
  return html`<td>${signed(tau)}</td><td>${pNumber(p)}</td><td>${range}</td><td>${outcome === "not significant" ? html`<span class="quiet">${outcome}</span>` : outcome}</td>`
}

function rowHeading(layer: string | null): Html {
  return html`<th scope="row">${layerTitle(layer)}</th>`
}

/** Rows under a heading of their own; `columns` are those beside the layers'. */
function group(title: string, columns: number, rows: Html[]): Html {
  return html`<tbody><tr class="group"><th scope="rowgroup">${title}</th><td colspan="${columns}"></td></tr>${rows}</tbody>`
}

function table(id: string, title: string, head: Html, bodies: Html[]): Html {
  return html`<p class="quiet table-title" id="${id}">${title}</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}">
<table>
<thead>${head}</thead>
${bodies}
</table>
</div>`
}
