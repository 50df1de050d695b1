import type { Difference } from "../../selection/comparison.js"
import type { RankingMeasure } from "../../selection/ranking.js"
import type { Theme } from "../theme.js"

/** How to call the measures within a sentence. */
export const measureNames: Record<RankingMeasure, string> = {
  entropy: "entropy H",
  entropyLocal: "H local",
  entropyKnn: "H kNN",
  mutualInformation: "mutual information MI",
}

/** How to call them at its beginning. */
export function measureTitle(measure: RankingMeasure): string {
  const name = measureNames[measure]
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** What a change of a mean says: neurons are less diverse with lower entropy and with higher mutual information. */
export type Change = "less diverse" | "more diverse" | "not told apart"

/** By the interval of the difference: not told apart where it holds 0. */
export function changeOf(measure: RankingMeasure, { interval: [low, high] }: Difference): Change {
  if (!(low > 0 || high < 0)) return "not told apart"
  return high < 0 === (measure !== "mutualInformation") ? "less diverse" : "more diverse"
}

export function changeColour(theme: Theme, change: Change): string {
  return { "less diverse": theme.runs[1], "more diverse": theme.runs[0], "not told apart": theme.muted }[change]
}
