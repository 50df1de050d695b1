import { decimal, percent, range } from "../../report/numbers.js"
import type { SweptMeans, SweptModel } from "../sweep/trend-table.js"
import { meanOverSeeds } from "./pooled.js"

/** How many training reviews have an adjective against their label, over all models; null where that was not counted. */
export function adjectiveSentence(models: readonly SweptModel[]): string | null {
  const counted = models.flatMap(({ result: { facts } }) =>
    facts?.qualifying === undefined || facts.disagree === undefined ? [] : [[facts.qualifying, facts.disagree]],
  )
  if (counted.length === 0) return null
  const reviews = range(counted.map(([qualifying]) => qualifying))
  const against = range(counted.map(([, disagree]) => disagree))
  const share = range(
    counted.map(([qualifying, disagree]) => disagree / qualifying),
    percent,
  )
  return `Of ${reviews} training reviews, all with adjectives of one list alone, ${against} (${share}) have one against their true label.`
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
