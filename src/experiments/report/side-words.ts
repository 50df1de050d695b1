import type { Side } from "../sweep/model-spec.js"
import type { Measure } from "../sweep/trend-table.js"

/** What tables and choosers call the sides that a network is measured on. */
export const sideTitles: Record<Side, string> = {
  pre: "before ReLU",
  post: "after ReLU",
  cls: "[CLS], 64 neurons a layer",
  "cls-all": "[CLS], every neuron",
}

/** What stands beside a measure of a side: entropies at [CLS] are of every neuron, whatever the pairs are of. */
export function sideTitleOf(side: Side, measure: Measure): string {
  return side === "cls" && measure !== "mutualInformation" ? "[CLS]" : sideTitles[side]
}

/** The same behind "measures" or "pairs". */
export const sideWords: Record<Side, string> = {
  pre: "before ReLU",
  post: "after ReLU",
  cls: "at [CLS], 64 neurons a layer",
  "cls-all": "at [CLS], every neuron",
}

/** Which activations those of a side are, behind "activations", "neurons" or "networks". */
export const activationWords: Record<Side, string> = {
  pre: "before ReLU",
  post: "after ReLU",
  cls: "at [CLS]",
  "cls-all": "at [CLS]",
}

/** These at the head of a sentence. */
export const activationHeads: Record<Side, string> = {
  pre: "Before the rectifiers",
  post: "After the rectifiers",
  cls: "At the first token, [CLS]",
  "cls-all": "At the first token, [CLS]",
}

/** Where a sentence says one measure to go one way, and to go another: alone, and where the other side was named before it. */
export const sidePlaces: Record<Side, { alone: string; second: string }> = {
  pre: { alone: "before the rectifiers", second: "before them" },
  post: { alone: "after the rectifiers", second: "after them" },
  cls: { alone: "among 64 neurons of each layer", second: "among 64 of them" },
  "cls-all": { alone: "among all neurons", second: "among all of them" },
}
