import { decimal, listed } from "../../report/numbers.js"
import type { SweepDefinition } from "../experiment.js"
import { type Side, sides } from "../sweep/model-spec.js"
import { claimOf, type Measure, paperTauOf, type SweptMeans, type TrendRow } from "../sweep/trend-table.js"
import { adjectiveAccuracy } from "./adjective-words.js"
import { layerTitle, settingsOf } from "./loaded-model.js"
import { meanOverSeeds } from "./pooled.js"
import { sidePlaces } from "./side-words.js"
import { capitalised, inWords, pNumber, type Standing, standing, standingWords, tauAndP } from "./trend-words.js"

/** What the trends of a sweep say about the paper's claim. */
export interface Verdict {
  headline: string
  /** A paragraph for each measure. */
  measures: string[]
  /** What limits the conclusion. */
  cautions: string[]
}

const measureNames: Record<Measure, string> = {
  entropy: "entropy with bins shared by all neurons",
  entropyLocal: "entropy with bins over each neuron's own range",
  entropyKnn: "nearest-neighbour entropy of neurons divided by their standard deviation",
  mutualInformation: "mutual information of pairs",
}

const reported = ["entropy", "mutualInformation", "entropyLocal", "entropyKnn"] as const

/** The verdict on one sweep, from its trends alone: nothing is said to hold that is not significant over the settings. */
export function verdictOf(sweep: SweepDefinition, models: readonly SweptMeans[], trends: readonly TrendRow[]): Verdict {
  const own = trends.filter(({ knob }) => knob === sweep.knob)
  return {
    headline: headline(own),
    measures: reported.flatMap((measure) => {
      const rows = own.filter((row) => row.measure === measure)
      return rows.length === 0 ? [] : [paragraph(sweep, measure, rows)]
    }),
    cautions: [
      ...reachCaution(own),
      ...scaleCaution(own),
      ...memorizedCaution(sweep, models),
      ...adjectiveWords(sweep, models),
    ],
  }
}

function headline(rows: TrendRow[]): string {
  const parts = (["entropy", "mutualInformation"] as const).flatMap((measure) => {
    const found = overallRows(rows, measure)
    if (found.length === 0) return []
    const [first, second] = found.map(({ trend }) => standingWords[standing(trend.overModels)])
    const name = measure === "entropy" ? "mean entropy" : "mean mutual information"
    if (second === undefined) return [`${name} ${first}`]
    const [before, after] = [sidePlaces[found[0].side].alone, sidePlaces[found[1].side].second]
    return first === second
      ? [`${name} ${first}, ${before} as ${after}`]
      : [`${name} ${first} ${before} and ${second} ${after}`]
  })
  return `Over all layers, ${parts.join("; ")}.`
}

function paragraph(sweep: SweepDefinition, measure: Measure, rows: TrendRow[]): string {
  const [before, after] = overallRows(rows, measure)
  const sentences = [`${capitalised(measureNames[measure])} ${expectation(sweep, measure)}.`]
  if (before !== undefined) {
    const { overModels, overSeeds } = before.trend
    const place = after === undefined ? "" : `, ${sidePlaces[before.side].alone}`
    sentences.push(
      `Over all layers${place}: ${tauAndP(overModels)} over the ${inWords(overModels.n)} settings${inThePaper(sweep, before)}: it ${standingWords[standing(overModels)]}.`,
      ...layerSentence(rows),
      ...(overSeeds.n === overModels.n ? [] : [`Over all ${overSeeds.n} networks: ${tauAndP(overSeeds)}.`]),
    )
  }
  if (after !== undefined) {
    const { overModels } = after.trend
    sentences.push(
      `${capitalised(sidePlaces[after.side].alone)}: ${tauAndP(overModels)}: it ${standingWords[standing(overModels)]}.`,
    )
  }
  return sentences.join(" ")
}

function inThePaper(sweep: SweepDefinition, row: TrendRow): string {
  const tau = paperTauOf(sweep, row)
  if (tau === undefined) return ""
  return ` (${decimal(tau, 2)} in the paper${sweep.against === "knob" ? ", with accuracy" : ""})`
}

/** The paper claims nothing of the two estimates without scale: they tell shape from size. */
function expectation(sweep: SweepDefinition, measure: Measure): string {
  const verb = claimOf(sweep, measure) === "rises" ? "rise" : "fall"
  const isScaleFree = measure === "entropyLocal" || measure === "entropyKnn"
  return `should ${verb} with ${sweep.symbol}${isScaleFree ? " too, if the shape of activations changes and not their size alone" : ""}`
}

/** Layers that stand alike together, each with its τ. */
function layerSentence(rows: TrendRow[]): string[] {
  const layers = rows.filter(({ side, layer }) => side === firstSide(rows) && layer !== null)
  if (layers.length < 2) return []
  const groups = new Map<Standing, string[]>()
  for (const { layer, trend } of layers) {
    const kind = standing(trend.overModels)
    groups.set(kind, [...(groups.get(kind) ?? []), `${layerTitle(layer)} (${tauAndP(trend.overModels)})`])
  }
  const parts = [...groups].map(([kind, names]) => `${listed(names)} ${layerWords[kind]}`)
  return [`By layer: ${parts.join("; ")}.`]
}

const layerWords: Record<Standing, string> = {
  "as in the paper": "as in the paper",
  "against the paper": "against its claim",
  "leans with": "leaning the paper's way",
  "leans against": "leaning against its claim",
  "no order": "without order",
  undefined: "with nothing to order",
}

/** What p so few settings can reach, and what that over all networks is worth. */
function reachCaution(rows: TrendRow[]): string[] {
  if (rows.length === 0) return []
  const { overModels, overSeeds } = rows[0].trend
  const { n, smallestP } = overModels
  const seeds =
    overSeeds.n === n ? "" : " The p over all networks takes those of one setting as independent, which flatters it."
  return [`With ${inWords(n)} settings p can be no less than ${pNumber(smallestP)}${reach(n, smallestP)}.${seeds}`]
}

function reach(n: number, smallestP: number): string {
  if (smallestP > 0.05) return ": no order of them is significant"
  const oneExchange = smallestP * n
  if (oneExchange <= 0.05) return ", where all of them are in order"
  const tau = decimal(1 - 4 / (n * (n - 1)), 2)
  return `, and only where all of them are in order, one way or the other: one exchange of neighbours leaves τ = ±${tau} with p = ${pNumber(oneExchange)}`
}

/** How much of the trend of entropy is one of the size of activations. */
function scaleCaution(rows: TrendRow[]): string[] {
  const kinds = (["entropy", "entropyLocal", "entropyKnn"] as const).map((measure) => {
    const [row] = overallRows(rows, measure)
    return row === undefined ? "undefined" : standing(row.trend.overModels)
  })
  const [shared, ...free] = kinds
  if (shared !== "as in the paper") return []
  const holding = free.filter((kind) => kind === "as in the paper").length
  if (holding === free.length) {
    return [
      "Entropy goes the same way in both estimates that are free of a neuron's scale: the trend is one of shape too.",
    ]
  }
  const opposing = free.includes("against the paper") ? " and is reversed in one of them" : ""
  return [
    holding === 0
      ? `The trend of entropy is not established in the estimates that are free of a neuron's scale${opposing}: what shared bins show here is in good part the size of the activations.`
      : `Of the two estimates free of a neuron's scale only one has the trend of entropy${opposing}: part of it is the size of the activations.`,
  ]
}

/** Random labels that were not learnt say nothing about learning by heart. */
function memorizedCaution(sweep: SweepDefinition, models: readonly SweptMeans[]): string[] {
  const settings = settingsOf(sweep, models)
  const [first, last] = [settings[0], settings[settings.length - 1]]
  if (first === undefined || first === last) return []
  const score = ({ knob, models: alike }: typeof first, examples: string) =>
    decimal(meanOverSeeds(knob, alike, ({ result }) => result.accuracy[examples] ?? null).mean)
  const { symbol } = sweep
  const both = (examples: string) => `${score(first, examples)} to ${score(last, examples)}`
  const found = `From ${symbol} = ${first.knob} to ${last.knob}, accuracy goes from ${both("training")} on training examples and from ${both("validation")} on validation examples.`
  const learnt = meanOverSeeds(last.knob, last.models, ({ result }) => result.accuracy.training).mean
  if (sweep.memorization === "heuristic" || learnt >= 0.9) return [found]
  return [
    `${found} The labels at ${symbol} = ${last.knob} were not all learnt by heart: a network that has not memorised cannot show how memorization looks.`,
  ]
}

/** Whether the shortcut is what was learnt. */
function adjectiveWords(sweep: SweepDefinition, models: readonly SweptMeans[]): string[] {
  return [adjectiveAccuracy(sweep.symbol, settingsOf(sweep, models))].filter((text) => text !== null)
}

/** The trend of a measure over all layers on each side that has it, the first side first. */
function overallRows(rows: TrendRow[], measure: Measure): TrendRow[] {
  return sides.flatMap(
    (side) => rows.find((row) => row.side === side && row.measure === measure && row.layer === null) ?? [],
  )
}

function firstSide(rows: TrendRow[]): Side | undefined {
  return sides.find((side) => rows.some((row) => row.side === side))
}
