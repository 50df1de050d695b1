import { RoteError } from "../../errors.js"
import type { InputRows, LabelledExamples } from "../labelled.js"
import type { LabelledTexts } from "./labelled-texts.js"
import { textParts } from "./text-parts.js"
import type { Tokenizer } from "./tokenizer.js"

/**
 * Texts as token ids, a row of `most` each: special tokens around the text's own, of which the last are left out where there
 * are too many, and padding behind. No more of a text is taken apart than its row holds.
 * @throws RoteError `bad-option` where not even one token of a text has room
 *
 * Cost: 5,000 reviews of the IMDb at 128 tokens take 0.5 s.
 */
export function tokenizeTexts(texts: readonly string[], tokenizer: Tokenizer, most: number): InputRows {
  const room = roomFor(tokenizer, most)
  const inputs = new Float32Array(texts.length * most).fill(tokenizer.paddingId)
  texts.forEach((text, i) => {
    inputs.set([...tokenizer.before, ...firstTokens(text, tokenizer, room), ...tokenizer.after], i * most)
  })
  return { features: most, inputs, padding: tokenizer.paddingId }
}

/** Labelled texts as what a network trains on, of at most `most` tokens each (see `tokenizeTexts`). */
export function labelledTokens(
  { texts, labels, classes }: LabelledTexts,
  tokenizer: Tokenizer,
  most: number,
): LabelledExamples {
  return { ...tokenizeTexts(texts, tokenizer, most), examples: texts.length, classes: classes.length, labels }
}

/**
 * What a network that takes `most` tokens sees of a text: its beginning, up to the last white space before which no token is
 * left out. A word that is cut in two, or cut off the punctuation that follows it, is not part of it.
 * @param most tokens, special ones included; Infinity for the whole text
 */
export function visibleText(text: string, tokenizer: Tokenizer, most: number): string {
  const room = roomFor(tokenizer, most)
  let tokens = 0
  let end = 0
  for (const part of textParts(text)) {
    tokens += tokenizer.tokensOf(part).length
    if (tokens > room) break
    end += part.length
  }
  return text.slice(0, end)
}

function firstTokens(text: string, tokenizer: Tokenizer, room: number): number[] {
  const tokens: number[] = []
  for (const part of textParts(text)) {
    if (tokens.length >= room) break
    for (const token of tokenizer.tokensOf(part)) tokens.push(token)
  }
  return tokens.slice(0, room)
}

/** Tokens of a text's own. */
function roomFor({ before, after }: Tokenizer, most: number): number {
  const special = before.length + after.length
  if (most > special) return most - special
  throw new RoteError("bad-option", {
    input: "the most tokens of a text",
    expected: `more than the ${special} special ones`,
    found: `${most}`,
  })
}
