import { RoteError } from "../../errors.js"
import { listed } from "../../readers/text/listed.js"
import type { LabelledTexts } from "./labelled-texts.js"

/** Classes of sentiment, by label. */
export const sentiments = ["negative", "positive"]

/** By what names, in upper or lower case, data sets call the classes. */
const names = [
  ["negative", "neg", "0"],
  ["positive", "pos", "1"],
]

/**
 * The same texts with label 0 for negative and 1 for positive ones, whatever the source calls them: neg, negative or 0, and pos,
 * positive or 1.
 * @throws RoteError `malformed` where a class is none of these, or both are of one sentiment
 */
export function withSentiment(data: LabelledTexts, input: string): LabelledTexts {
  const meaning = data.classes.map((name) => names.findIndex((known) => known.includes(name.toLowerCase())))
  if (meaning.length !== 2 || meaning.includes(-1) || meaning[0] === meaning[1]) {
    throw new RoteError("malformed", {
      input,
      expected: "two classes of sentiment: neg, negative or 0, and pos, positive or 1",
      found: `the classes ${listed(data.classes)}`,
      hint: "name the column that holds the sentiment with --label",
    })
  }
  return { ...data, labels: data.labels.map((label) => meaning[label]), classes: [...sentiments] }
}
