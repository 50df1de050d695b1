import { type DigitsFile, type DigitsMeasure, digitsMeasures, type Side } from "./digits-file.js"

export const measureTitles: Record<DigitsMeasure, string> = {
  entropy: "H, shared bins",
  entropyLocal: "H, own bins",
  entropyKnn: "H, neighbours",
  mutualInformation: "MI",
}

export const sideTitles: Record<Side, string> = { pre: "before the rectifiers", post: "after them" }

export function layerTitle(layer: number, layers: number): string {
  return layer === layers - 1 ? "all layers" : `layer ${layer + 1}`
}

/** How the measure was taken, for under a figure. */
export function measureSettings(file: DigitsFile, measure: DigitsMeasure): string {
  const { seeds, images, epochs, bins, pairNeurons } = file
  const taken = {
    entropy: `${bins} bins over all neurons`,
    entropyLocal: `${bins} bins over each neuron's own range`,
    entropyKnn: "nearest neighbours (k = 3) of each neuron divided by its standard deviation",
    mutualInformation: `mixed, k = 3, all pairs of ${pairNeurons} neurons of each layer`,
  }[measure]
  const networks = `${seeds} networks for each ${file.symbol}, ${epochs} epochs on ${images.training.toLocaleString("en")} images`
  return `${networks}; measured on ${images.measured.toLocaleString("en")} others. ${taken}; nats.`
}

/** What the paper says the measure does as the knob is turned up. */
function claimed({ memorization }: DigitsFile, measure: DigitsMeasure): "rises" | "falls" {
  const information = measure === "mutualInformation"
  return (memorization === "heuristic") === information ? "rises" : "falls"
}

/** Whether the networks stand in the order of the paper's claim. */
export function trendWords(file: DigitsFile, measure: DigitsMeasure, side: Side, layer: number): string {
  const { symbol, layers, trends } = file
  const row = trends.find((each) => each.side === side && each.measure === measure && each.layer === layers[layer])
  const claim = `The paper has it that ${measureTitles[measure].replace(/,.*/, "")} ${claimed(file, measure)} with ${symbol}.`
  if (row === undefined || row.tau === null) return claim
  const { tau, p } = row
  const sign = tau > 0 ? "+" : tau < 0 ? "−" : ""
  const found = `Kendall's τ ${sign}${Math.abs(tau).toFixed(2)}, p = ${p.toFixed(3)}`
  const outcome =
    p > 0.05
      ? `five settings do not show it here (${found})`
      : `here it ${tau > 0 ? "does, at every step" : "does the opposite, at every step"} (${found}, the least that five settings can have)`
  return `${claim.slice(0, -1)}: ${outcome}.`
}

/** All that is known at one value of the knob. */
export function reading(file: DigitsFile, side: Side, layer: number, at: number): string {
  const { symbol, knobs, layers, accuracy, means } = file
  const values = digitsMeasures.map((measure) => {
    const [mean] = means[side][measure][layer][at]
    return `${measureTitles[measure]} ${number(mean)}`
  })
  const [training, validation] = [accuracy.training[at][0], accuracy.validation[at][0]]
  return `${symbol} = ${knobs[at]}, ${layerTitle(layer, layers.length)}, ${sideTitles[side]}: ${values.join(" · ")} nats. Accuracy ${training.toFixed(2)} in training, ${validation.toFixed(2)} on validation images.`
}

export function number(value: number): string {
  return value.toFixed(Math.abs(value) < 0.1 ? 3 : 2).replace("-", "−")
}
