import type { BoxStatistics, LayerSummary, Measurement, MeasureSettings } from "../estimators/measurement.js"
import { count } from "./numbers.js"
import { rowLabels } from "./row-labels.js"
import { bold, dim } from "./style.js"
import { table, wrapped } from "./table.js"

const columns = 80
const layerColumns = 14

/** The summary of a measurement for a terminal 80 columns wide: per layer, over all, and how to read it. */
export function measurementText(measurement: Measurement): string {
  const { settings, summary } = measurement
  const layers = measurement.layers.length > 1 ? [...summary.layers, summary.all] : summary.layers
  const names = layerNames(layers)
  const [header, ...rows] = table([measureHeader, ...layers.map((layer, l) => [names[l], ...measures(layer)])])
  const [shareHeader, ...shareRows] = table([sharesHeader, ...layers.map((layer, l) => [names[l], ...shares(layer)])])
  return [
    ...what(measurement),
    "",
    bold(header),
    ...rows,
    "",
    bold(shareHeader),
    ...shareRows,
    "",
    ...wrapped(reading(settings), columns).map((line) => dim(line)),
  ].join("\n")
}

const measureHeader = ["layer", "neurons", "H", "H local", "H kNN", "MI", "median"]
const sharesHeader = ["share of neurons", "dead", "constant", "duplicate", "tied", "heavy-tailed"]

function what(measurement: Measurement): string[] {
  const { examples, neurons, layers, settings, mutualInformation } = measurement
  const shape = `${count(examples, "example")}, ${count(neurons, "neuron")} in ${count(layers.length, "layer")}`
  return [shape, ...settingsLines(settings, mutualInformation?.neurons.length)]
}

/** What decides a measurement's numbers, in two lines; `sampled` neurons where mutual information is of a sample of them. */
export function settingsLines(settings: MeasureSettings, sampled?: number): string[] {
  const { entropy, mutualInformation: mi, unit, seed } = settings
  const bins = entropy.method === "binned" ? `${entropy.bins} ${entropy.edges} bins` : `k = ${entropy.k}`
  const corrected = entropy.correction === "none" ? "" : `, ${entropy.correction}`
  const perLayer = mi?.neuronsPerLayer ?? null
  const sample =
    perLayer === null ? "" : `, ${sampled === undefined ? `${perLayer} neurons a layer` : `${sampled} of the neurons`}`
  const detail = mi === null ? "not measured" : `${mi.method}${miDetail(mi)}${sample}`
  return [
    `entropy H: ${entropy.method}, ${bins}${corrected} · mutual information MI: ${detail}`,
    `${unit} · seed ${seed}${settings.reference ? " · the released code's conventions" : ""}`,
  ]
}

function miDetail({ method, k, bins }: NonNullable<MeasureSettings["mutualInformation"]>): string {
  if (method === "gaussian-copula") return ""
  return method === "binned" ? `, ${bins} bins` : `, k = ${k}`
}

function measures({ neurons, entropy, entropyLocal, entropyKnn, mutualInformation }: LayerSummary): string[] {
  return [
    neurons.toLocaleString("en"),
    withInterval(entropy),
    entropyLocal.mean.toFixed(3),
    entropyKnn.mean.toFixed(3),
    mutualInformation === null ? "–" : withInterval(mutualInformation),
    mutualInformation === null ? "–" : mutualInformation.median.toFixed(3),
  ]
}

function shares({ shares: { dead, constant, duplicate, tied, heavyTailed } }: LayerSummary): string[] {
  return [dead, constant, duplicate, tied, heavyTailed].map(percent)
}

function layerNames(layers: readonly LayerSummary[]): string[] {
  const names = layers.flatMap(({ layer }) => layer ?? [])
  return [...rowLabels(names, layerColumns), "all layers"]
}

function withInterval({ mean, meanInterval: [low, high] }: BoxStatistics): string {
  return `${mean.toFixed(3)} ±${((high - low) / 2).toFixed(3)}`
}

function percent(share: number): string {
  return share > 0 && share < 0.01 ? "<1 %" : `${Math.round(100 * share)} %`
}

function reading({ unit }: MeasureSettings): string {
  return (
    `Means over neurons (H) and over pairs of them (MI), in ${unit}; ± is half the 95 % interval of the mean. ` +
    "One network has no verdict by itself: compare it with another, measured on the same examples with the same " +
    "settings. The one with lower H and higher MI leans on a shortcut; the one with higher H and lower MI " +
    "has learned examples by heart."
  )
}
