import { formatKnob } from "#src/plots/sweep/knob.js"
import { listed } from "#src/report/numbers.js"
import {
  meansAt,
  type ResultMeasure,
  type ResultsFile,
  type ResultTrend,
  resultMeasures,
  type Shown,
  type Side,
  type TauAndP,
} from "./results-file.js"

export const noBreak = "\u00a0"

export const measureTitles: Record<ResultMeasure, string> = {
  entropy: "H, shared bins",
  entropyLocal: "H, own bins",
  entropyKnn: "H, neighbours",
  mutualInformation: "MI",
}

export const sideTitles: Record<Side, string> = {
  pre: "before the rectifiers",
  post: "after them",
  cls: "at [CLS]",
}

export const accuracyTitles = {
  training: "training accuracy",
  validation: "validation accuracy",
  agree: "adjective agrees",
  disagree: "adjective disagrees",
} as const

export function layerTitle(layer: number, layers: number): string {
  return layer === layers - 1 ? "all layers" : `layer ${layer + 1}`
}

/** How the measure was taken, for under a figure. */
export function measureSettings(file: ResultsFile, measure: ResultMeasure): string {
  const { bins, pairNeurons, examples } = file
  const taken = {
    entropy: `${bins} bins over all neurons`,
    entropyLocal: `${bins} bins over each neuron's own range`,
    entropyKnn: "nearest neighbours (k = 3) of each neuron divided by its standard deviation",
    mutualInformation: `mixed, k = 3, all pairs of ${pairNeurons} neurons of each layer`,
  }[measure]
  return `${networksTrained(file)}; measured on ${examples.measured.toLocaleString("en")} others; ${taken}; nats.`
}

/** "3 networks for each α, 30 epochs on 10,000 images". */
export function networksTrained({ seeds, symbol, epochs, examples }: ResultsFile): string {
  const [least, greatest] = epochs
  const trained = least === greatest ? least : `${least} to ${greatest}`
  const networks = `${seeds} ${seeds === 1 ? "network" : "networks"} for each ${symbol}`
  return `${networks}, ${trained} epochs on ${examples.training.toLocaleString("en")} ${examples.kind}`
}

/** What the paper says the measure does as the knob is turned up. */
export function claimed({ memorization }: ResultsFile, measure: ResultMeasure): "rises" | "falls" {
  const information = measure === "mutualInformation"
  return (memorization === "heuristic") === information ? "rises" : "falls"
}

export function trendOf({ trends, layers }: ResultsFile, { side, measure, layer }: Shown): ResultTrend | undefined {
  return trends.find((each) => each.side === side && each.measure === measure && each.layer === layers[layer])
}

/** Whether the networks stand in the order of the paper's claim. */
export function trendWords(file: ResultsFile, shown: Shown): string {
  const { symbol, knobs } = file
  const { measure } = shown
  const claim = `The paper has it that ${measureTitles[measure].replace(/,.*/, "")} ${claimed(file, measure)} with ${symbol}`
  const row = trendOf(file, shown)
  if (row === undefined || row.tau === null) return `${claim}.`
  const { tau, p } = row
  const found = `(${tausFound(file, row)})`
  if (p > 0.05) return `${claim}: ${inWords(knobs.length)} settings do not show it beyond chance ${found}.`
  const steps = Math.abs(tau) === 1 ? "at every step" : "though not at every step"
  return `${claim}: here it ${tau > 0 ? "does" : "does the opposite"}, ${steps} ${found}.`
}

/** With the knob; with accuracy too, where that orders the settings otherwise. */
function tausFound({ symbol, knobs }: ResultsFile, row: ResultTrend): string {
  const { tau, accuracy } = row
  const least = Math.abs(tau!) === 1 ? `, the least that ${inWords(knobs.length)} settings can have` : ""
  if (accuracy.tau === tau) return `Kendall's ${tauAndP(row)}${least}`
  return `Kendall's τ with ${symbol} ${tauAndP(row, "")}${least}; with falling validation accuracy, as the paper counts, ${tauAndP(accuracy, "")}`
}

/** "τ +0.80, p = 0.083", to be broken after the comma alone. */
export function tauAndP({ tau, p }: TauAndP, name = `τ${noBreak}`): string {
  if (tau === null) return `${name}none`
  const sign = tau > 0 ? "+" : tau < 0 ? "−" : ""
  const probability = p < 0.001 ? `<${noBreak}0.001` : `=${noBreak}${p.toFixed(3)}`
  return `${name}${sign}${Math.abs(tau).toFixed(2)}, p${noBreak}${probability}`
}

/** "falls, as claimed": significant or not is where words end. */
export function outcomeWords(file: ResultsFile, measure: ResultMeasure, { tau, p }: TauAndP): string {
  if (tau === null || p > 0.05) return "in no clear order"
  const agrees = tau > 0
  const rises = (claimed(file, measure) === "rises") === agrees
  return `${rises ? "rises" : "falls"}, ${agrees ? "as claimed" : "against the claim"}`
}

/** All that is known at one value of the knob. */
export function reading(file: ResultsFile, shown: Omit<Shown, "measure">, at: number): string {
  const { symbol, knobs, layers, accuracy, examples } = file
  const values = meansAt(file, shown, at).map((mean, i) => `${measureTitles[resultMeasures[i]]} ${number(mean)}`)
  const where = `${symbol} = ${knobs[at]}, ${layerTitle(shown.layer, layers.length)}, ${sideTitles[shown.side]}`
  const [training, validation] = [accuracy.training[at][0], accuracy.validation[at][0]]
  return `${where}: ${values.join(" · ")} nats. Accuracy ${training.toFixed(2)} in training, ${validation.toFixed(2)} on validation ${examples.kind}.`
}

/** Less than this share of the training labels, and a network has not learned them. */
const learned = 0.9

/** Whether some networks have not learned what they were to learn; empty where all have. */
export function unlearnedWords(file: ResultsFile): string {
  const { accuracy, knobs } = file
  const found = knobs.flatMap((_, at) => {
    const [, low, high] = accuracy.training[at]
    return low < learned ? [`from ${low.toFixed(2)} to ${high.toFixed(2)} at ${knobIs(file, at)}`] : []
  })
  return found.length === 0
    ? ""
    : `Not every network has learned its training labels: training accuracy goes ${listed(found)}.`
}

export function number(value: number): string {
  return value.toFixed(Math.abs(value) < 0.1 ? 3 : 2).replace("-", "−")
}

export function knobIs({ symbol, knobs }: ResultsFile, at: number): string {
  return `${symbol}${noBreak}=${noBreak}${formatKnob(knobs[at])}`
}

export function inWords(count: number): string {
  return ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"][count] ?? String(count)
}
