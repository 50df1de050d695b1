import { count, decimal, percent } from "../../report/numbers.js"
import type { SweptMeans, SweptModel } from "../sweep/trend-table.js"
import { meanOverSeeds } from "./pooled.js"

/**
 * How many reviews have an adjective against their label; null where that was not counted. It is the same for models with the
 * same reviews, whatever the knob does to their labels.
 */
export function adjectiveSentence(models: readonly SweptModel[]): string | null {
  const { qualifying, disagree } = models[0].result.facts ?? {}
  if (qualifying === undefined || disagree === undefined) return null
  const share = percent(disagree / qualifying)
  return `Of ${count(qualifying)} reviews that hold adjectives of one list alone, ${count(disagree)} (${share}) have one against their label.`
}

/** Accuracy on reviews whose adjective agrees with the label and on the others, at two settings; null where they are not told apart. */
export function adjectiveAccuracy(
  symbol: string,
  settings: readonly { knob: number; models: readonly SweptMeans[] }[],
): string | null {
  const score = (examples: "agree" | "disagree", { knob, models }: (typeof settings)[number]) =>
    meanOverSeeds(knob, [...models], ({ result }) => result.accuracy[examples] ?? null).mean
  const [first, last] = [settings[0], settings[settings.length - 1]]
  const known = first !== undefined && first !== last && !Number.isNaN(score("disagree", first))
  if (!known) return null
  const both = (examples: "agree" | "disagree") =>
    `from ${decimal(score(examples, first))} to ${decimal(score(examples, last))}`
  return (
    `From ${symbol} = ${first.knob} to ${last.knob}, accuracy goes ${both("disagree")} on validation reviews whose adjective ` +
    `disagrees with their label, and ${both("agree")} where it agrees: how far the networks go by the adjective.`
  )
}
