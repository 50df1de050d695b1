import type { BoxStatistics, LayerSummary, MeasureSettings } from "../estimators/measurement.js"

/** Of `measureCells`, and of `shareCells`, the layer before each. */
export const measureHeader = ["layer", "neurons", "H", "H local", "H kNN", "MI", "median"]
export const sharesHeader = ["share of neurons", "dead", "constant", "duplicate", "tied", "heavy-tailed"]

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

/** A layer's row of the summary: counts, means and half the width of their 95 % intervals, a dash where nothing was measured. */
export function measureCells({
  neurons,
  entropy,
  entropyLocal,
  entropyKnn,
  mutualInformation,
}: LayerSummary): string[] {
  return [
    neurons.toLocaleString("en"),
    withInterval(entropy),
    entropyLocal.mean.toFixed(3),
    entropyKnn.mean.toFixed(3),
    mutualInformation === null ? "–" : withInterval(mutualInformation),
    mutualInformation === null ? "–" : mutualInformation.median.toFixed(3),
  ]
}

export function shareCells({ shares: { dead, constant, duplicate, tied, heavyTailed } }: LayerSummary): string[] {
  return [dead, constant, duplicate, tied, heavyTailed].map(percent)
}

function withInterval({ mean, meanInterval: [low, high] }: BoxStatistics): string {
  return `${mean.toFixed(3)} ±${((high - low) / 2).toFixed(3)}`
}

function percent(share: number): string {
  return share > 0 && share < 0.01 ? "<1 %" : `${Math.round(100 * share)} %`
}

/** What the numbers of the summary are, and what to make of them. */
export function howToRead({ unit }: MeasureSettings): string {
  return (
    `Means over neurons (H) and over pairs of them (MI), in ${unit}; ± is half the 95 % interval of the mean. ` +
    "One network has no verdict by itself: compare it with another, measured on the same examples with the same " +
    "settings. The one with lower H and higher MI leans on a shortcut; the one with higher H and lower MI " +
    "has learned examples by heart."
  )
}
