import type { LabelledTexts } from "./labelled-texts.js"
import { visibleText } from "./tokenized.js"
import type { Tokenizer } from "./tokenizer.js"

/** The adjectives of Bansal et al. 2022, by the label they stand for: 0 negative, 1 positive. */
export const adjectives = [
  ["bad", "terrible", "awful", "poor", "negative"],
  ["good", "great", "wonderful", "excellent", "best"],
] as const

/** Reviews that hold adjectives of exactly one list. */
export interface AdjectiveReviews extends LabelledTexts {
  /** Of each review, the label that its adjectives stand for. */
  adjectives: Uint8Array
}

const patterns = adjectives.map(
  (words) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "iu"),
)

/** The label that a text's adjectives stand for; undefined where there are none, or of both lists. Whole words, in any case. */
export function adjectiveLabel(text: string): 0 | 1 | undefined {
  const [negative, positive] = patterns.map((pattern) => pattern.test(text))
  if (negative === positive) return undefined
  return positive ? 1 : 0
}

/**
 * The reviews that hold adjectives of exactly one list in what the network sees of them. In the paper it sees 512 tokens, of
 * most reviews all; where it sees less, an adjective further on is no shortcut, and does not count.
 * @param data label 0 for negative and 1 for positive reviews (see `withSentiment`)
 * @param most tokens that the network takes; Infinity counts the adjectives of whole reviews
 */
export function reviewsWithAdjective(data: LabelledTexts, tokenizer: Tokenizer, most: number): AdjectiveReviews {
  const found = data.texts.map((text) => adjectiveLabel(visibleText(text, tokenizer, most)))
  const chosen = [...found.keys()].filter((i) => found[i] !== undefined)
  return {
    texts: chosen.map((i) => data.texts[i]),
    labels: Uint8Array.from(chosen, (i) => data.labels[i]),
    classes: data.classes,
    adjectives: Uint8Array.from(chosen, (i) => found[i] as number),
  }
}

/** The places of the reviews whose adjectives agree with their labels, and of those whose do not. */
export function byAgreement({ labels, adjectives }: AdjectiveReviews): { agree: Int32Array; disagree: Int32Array } {
  const places = Int32Array.from(labels.keys())
  return {
    agree: places.filter((i) => labels[i] === adjectives[i]),
    disagree: places.filter((i) => labels[i] !== adjectives[i]),
  }
}
