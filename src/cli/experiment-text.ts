import { join } from "node:path"
import { printable } from "../errors.js"
import type { SweepDefinition } from "../experiments/experiment.js"
import { adjectiveSentence } from "../experiments/report/adjective-words.js"
import { settingsOf } from "../experiments/report/loaded-model.js"
import { meanOverSeeds } from "../experiments/report/pooled.js"
import { inWords } from "../experiments/report/trend-words.js"
import type { ExperimentRun } from "../experiments/run-experiment-node.js"
import { meansOn, measuredSides } from "../experiments/sweep/model-result.js"
import { type Side, sides } from "../experiments/sweep/model-spec.js"
import { type Measure, measures, paperTauOf, type SweptModel, type TrendRow } from "../experiments/sweep/trend-table.js"
import { bold, dim } from "./style.js"
import { table, wrapped } from "./table.js"

const columns = 80

const measureTitles: Record<Measure, string> = {
  entropy: "H",
  entropyLocal: "H local",
  entropyKnn: "H kNN",
  mutualInformation: "MI",
}

const activations: Record<Side, string> = {
  pre: "pre-activations",
  post: "post-activations",
  cls: "at the first token",
  "cls-all": "at the first token",
}

/** More would not fit beside each other: those of all layers included. */
const mostLayers = 4

/** The means of an experiment's models and the trends in them, for a terminal 80 columns wide. */
export function experimentText({ experiment, models, trends }: ExperimentRun, out: string): string {
  return [
    bold(experiment.title),
    ...wrapped(adjectiveSentence(models) ?? "", columns).filter((line) => line !== ""),
    ...experiment.sweeps.flatMap((sweep) => sweepText(sweep, models, trends)),
    "",
    ...wrapped(explanation(trends), columns).map((line) => dim(line)),
    "",
    `models and figures: ${printable(out)}`,
    `report: ${printable(join(out, "report.html"))}`,
  ].join("\n")
}

function sweepText(sweep: SweepDefinition, models: SweptModel[], trends: TrendRow[]): string[] {
  const own = models.filter(({ knob }) => knob === sweep.knob)
  const rows = trends.filter(({ knob }) => knob === sweep.knob)
  return [
    "",
    ...wrapped(`${sweep.symbol}, ${sweep.meaning}: ${meansOf(own)}, ${activations[firstSide(own)]}, nats`, columns),
    ...meansTables(sweep, own),
    "",
    ...wrapped(
      `Kendall's τ with ${sweep.against === "knob" ? sweep.symbol : "validation accuracy"}, + where the measure goes as ` +
        `the paper claims for ${sweep.memorization} memorization: by layer over the ${sweep.values.length} settings, then ` +
        `of all layers with its p, over all networks, and in the paper${isOfAccuracyThere(sweep) ? ", with accuracy" : ""}`,
      columns,
    ),
    ...trendLines(sweep, rows),
  ]
}

/** The paper ranks by accuracy whatever we rank by. */
function isOfAccuracyThere({ against, paperTau }: SweepDefinition): boolean {
  return against === "knob" && paperTau !== undefined
}

function meansOf(models: SweptModel[]): string {
  const seeds = new Set(models.map(({ seed }) => seed)).size
  return seeds === 1 ? "one seed" : `means of ${seeds} seeds`
}

/** One table; of more layers than fit, one for each measure. */
function meansTables(sweep: SweepDefinition, models: SweptModel[]): string[] {
  const fits = layersOf(models).length <= mostLayers
  const tables: Measure[][] = fits ? [["entropy", "mutualInformation"]] : [["entropy"], ["mutualInformation"]]
  return tables.flatMap((shown, i) => [...(i === 0 ? [] : [""]), ...meansTable(sweep, models, shown)])
}

function firstSide([first]: SweptModel[]): Side {
  return measuredSides(first.result)[0]
}

function layersOf(models: SweptModel[]): (string | null)[] {
  return meansOn(models[0].result, firstSide(models)).map(({ layer }) => layer)
}

function meansTable(sweep: SweepDefinition, models: SweptModel[], shown: Measure[]): string[] {
  const layers = layersOf(models)
  const side = firstSide(models)
  const header = [
    sweep.symbol,
    "train",
    "valid.",
    ...shown.flatMap((measure) =>
      layers.map((layer, l) => `${l === 0 ? measureTitles[measure] : ""} ${shortLayer(layer)}`.trim()),
    ),
  ]
  const rows = settingsOf(sweep, models).map(({ knob, models: alike }) => {
    const mean = (of: (model: SweptModel) => number | null) => meanOverSeeds(knob, alike, of).mean
    return [
      `${knob}`,
      mean(({ result }) => result.accuracy.training).toFixed(3),
      mean(({ result }) => result.accuracy.validation).toFixed(3),
      ...shown.flatMap((measure) =>
        layers.map((_, l) =>
          mean(({ result }) => meansOn(result, side)[l][measure]).toFixed(measure === "entropy" ? 2 : 3),
        ),
      ),
    ]
  })
  return withHeader([header, ...rows])
}

/** One table; of more layers than fit, one of the layers and one of all together. */
function trendLines(sweep: SweepDefinition, rows: TrendRow[]): string[] {
  const layers = [...new Set(rows.map(({ layer }) => layer))]
  if (layers.length <= mostLayers) return withHeader(trendRows(sweep, rows, layers, true))
  const single = layers.filter((layer) => layer !== null)
  return [...withHeader(trendRows(sweep, rows, single, false)), "", ...withHeader(trendRows(sweep, rows, [null], true))]
}

function trendRows(
  sweep: SweepDefinition,
  rows: TrendRow[],
  layers: (string | null)[],
  isOverall: boolean,
): string[][] {
  const header = ["", ...layers.map(shortLayer), ...(isOverall ? ["p", "networks", "p", "paper"] : [])]
  const lines = sides.flatMap((side) =>
    measures.flatMap((measure) => {
      const own = rows.filter((row) => row.side === side && row.measure === measure)
      const all = own.find(({ layer }) => layer === null)
      if (all === undefined) return []
      return [
        [
          `${side} ${measureTitles[measure]} ${all.claimed}`,
          ...layers.map((layer) => tauText(own.find((row) => row.layer === layer)?.trend.overModels.tau)),
          ...(isOverall ? overall(sweep, all) : []),
        ],
      ]
    }),
  )
  return [header, ...lines]
}

function overall(sweep: SweepDefinition, row: TrendRow): string[] {
  const { overModels, overSeeds } = row.trend
  const paper = paperTauOf(sweep, row)?.toFixed(2) ?? ""
  return [pText(overModels.p), tauText(overSeeds.tau), pText(overSeeds.p), paper]
}

function tauText(tau: number | null | undefined): string {
  return tau === null || tau === undefined ? "–" : `${tau < 0 ? "−" : "+"}${Math.abs(tau).toFixed(2)}`
}

function pText(p: number): string {
  return p < 0.001 ? "<.001" : p.toFixed(3).replace("0.", ".")
}

function shortLayer(layer: string | null): string {
  return layer === null ? "all" : layer.replace(/^(hidden|layer)(\d+)$/, "l$2").replace("layer", "s")
}

function withHeader(rows: string[][]): string[] {
  return table(rows).map((line, i) => (i === 0 ? dim(line) : line))
}

function explanation(rows: TrendRow[]): string {
  const { n, smallestP } = rows[0].trend.overModels
  const pairs = rows.some(({ side }) => side === "cls-all")
    ? " cls: the pairs of 64 neurons of each layer, cls-all: those of every neuron; entropies are of every neuron."
    : ""
  return (
    "H: mean entropy with bins over all neurons, H local with bins over each neuron's own range, H kNN of a neuron divided by its " +
    `standard deviation; MI: mean mutual information of two neurons. p is exact where it can be: with ${inWords(n)} settings it is ` +
    `at least ${pText(smallestP)}. Over seeds every network is a point, and p counts them as independent.${pairs}`
  )
}
