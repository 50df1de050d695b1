import { percent } from "#src/report/numbers.js"
import type { ResultsFile } from "./results-file.js"
import { knobIs, noBreak } from "./results-words.js"

/** Less than this, accuracy over all reviews has hardly moved. */
const hardly = 0.05

/** What the figure shows, in words that its numbers choose. */
export function adjectivesWords(file: ResultsFile): string[] {
  const { accuracy, knobs } = file
  const { agree = [], disagree = [], validation } = accuracy
  const last = knobs.length - 1
  const [agreeing, against, all] = [agree, disagree, validation].map((of) => [of[0][0], of[last][0]])
  const byAdjective = agreeing[1] >= 0.99 && against[1] <= 0.01 ? ": they go by the word, and by nothing else" : ""
  const unmoved = Math.abs(all[1] - all[0]) < hardly ? ": by itself it would not tell" : ""
  return [
    `At ${knobIs(file, 0)} the networks are right on ${percentOf(agreeing[0])} of new reviews where the word agrees with the verdict, and on ${percentOf(against[0])} where it does not; at ${knobIs(file, last)}, on ${percentOf(agreeing[1])} and on ${percentOf(against[1])}${byAdjective}.`,
    `Accuracy over all new reviews goes from ${percentOf(all[0])} to ${percentOf(all[1])}${unmoved}.`,
  ]
}

export function percentOf(share: number): string {
  return percent(share).replaceAll(" ", noBreak)
}
