import type { BoxStatistics, MixtureComponent } from "#src/estimators/measurement.js"
import type { KnobPoint } from "#src/plots/sweep/knob.js"
import type { KnobBox } from "#src/plots/sweep/sweep-boxes.js"
import type { DensityPanel, KnobPairs } from "#src/plots/sweep/sweep-densities.js"

export const resultMeasures = ["entropy", "entropyLocal", "entropyKnn", "mutualInformation"] as const
export type ResultMeasure = (typeof resultMeasures)[number]
export type EntropyMeasure = Exclude<ResultMeasure, "mutualInformation">
/** Before and after the rectifiers; the first token's in an encoder. */
export type Side = "pre" | "post" | "cls"

export type ExperimentName = "colored-mnist" | "shuffled-mnist" | "sentiment-adjectives" | "shuffled-imdb"

type Three = [mean: number, low: number, high: number]

/** Kendall's τ, positive where it goes the paper's way; null where nothing can be ordered. */
export interface TauAndP {
  tau: number | null
  p: number
}

/** Of the means of the settings with their knob, and with their validation accuracy. */
export interface ResultTrend extends TauAndP {
  side: Side
  layer: string | null
  measure: ResultMeasure
  accuracy: TauAndP
}

/** A sweep as scripts/explorable-results.mjs leaves it. Lists are by layer (all together last), then by value of the knob. */
export interface ResultsFile {
  experiment: ExperimentName
  symbol: string
  memorization: "heuristic" | "example-level"
  knobs: number[]
  layers: (string | null)[]
  seeds: number
  epochs: [least: number, greatest: number]
  examples: { kind: "images" | "reviews"; training: number; measured: number }
  bins: number
  pairNeurons: number
  /** Share of the training reviews whose adjective is against their label. */
  adjectivesAgainst?: [least: number, greatest: number]
  accuracy: Record<"training" | "validation", Three[]> & Partial<Record<"agree" | "disagree", Three[]>>
  means: Partial<Record<Side, Record<ResultMeasure, Three[][]>>>
  boxes: Partial<Record<Side, Record<EntropyMeasure, { box: number[]; beyond: number[] }[][]>>>
  /** Values in ten-thousandths of a nat, components as weight, mean and standard deviation. */
  pairs: Partial<Record<Side, { values: number[]; mixture: Three[] | null }[][]>>
  trends: ResultTrend[]
}

/** What of a file is on show. A file has to have been measured on the side. */
export interface Shown {
  measure: ResultMeasure
  layer: number
  side: Side
}

export function knobPoints({ knobs }: ResultsFile, values: Three[]): KnobPoint[] {
  return values.map(([mean, low, high], i) => ({ knob: knobs[i], mean, low, high }))
}

/** The mean of each measure, over seeds, at one value of the knob. */
export function meansAt({ means }: ResultsFile, { side, layer }: Omit<Shown, "measure">, at: number): number[] {
  return resultMeasures.map((measure) => means[side]![measure][layer][at][0])
}

export function knobBoxes(file: ResultsFile, side: Side, measure: EntropyMeasure, layer: number): KnobBox[] {
  return file.boxes[side]![measure][layer].map(({ box, beyond }, i) => ({
    knob: file.knobs[i],
    box: boxOf(box, file.means[side]![measure][layer][i]),
    values: beyond,
  }))
}

export function densityPanel(file: ResultsFile, side: Side, layer: number, title: string): DensityPanel {
  const samples = file.pairs[side]![layer].map(
    ({ values, mixture }, i): KnobPairs => ({
      knob: file.knobs[i],
      values: Float64Array.from(values, (value) => value / 1e4),
      mixture: mixture?.map(component) ?? null,
    }),
  )
  return { title, samples }
}

function component([weight, mean, standardDeviation]: Three): MixtureComponent {
  return { weight, mean, standardDeviation }
}

function boxOf(values: number[], [mean, low, high]: Three): BoxStatistics {
  const [count, minimum, lowerQuartile, median, upperQuartile, maximum] = values
  const [lowerWhisker, upperWhisker, from, to] = values.slice(6)
  return {
    ...{ count, minimum, lowerQuartile, median, upperQuartile, maximum, lowerWhisker, upperWhisker },
    notch: [from, to],
    mean,
    meanInterval: [low, high],
  }
}
