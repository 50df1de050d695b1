import { Tokenizer as HuggingFaceTokenizer } from "@huggingface/tokenizers"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { textParts } from "#src/datasets/text/text-parts.js"
import { labelledTokens, tokenizeTexts, visibleText } from "#src/datasets/text/tokenized.js"
import { makeTokenizer, type Tokenizer, wordPieceTokenizer } from "#src/datasets/text/tokenizer.js"
import { read } from "../../project/repository.js"

const readJson = (path: string) => JSON.parse(read(path))
const kinds = ["word-pieces", "byte-pairs"]
const jsonOf = (kind: string) => readJson(`fixtures/text/${kind}/tokenizer.json`)
const configOf = (kind: string) => readJson(`fixtures/text/${kind}/tokenizer_config.json`)
const tokenizerOf = (kind: string) => makeTokenizer(jsonOf(kind), configOf(kind), kind)

/** Words, marks and every kind of white space, among them characters that BERT deletes, joins, or reads by what stands around. */
const odd = [
  ..." \t\n\r\v\f\u0085\u00a0\u2028\u3000\ufeff\u200b\u00ad\u0000\u0301",
  ...["e\u0301", "Σ", "ΟΔΟΣ", "İ", "ß", "漢", "😀", "👍🏽", "ab", "A", "film", "'s", "...", "—", "½", "x1"],
  ...["[SEP]", "[MASK]", "<|endoftext|>", "  ", " \n", "\u00a0 ", " \u00a0"],
]
const oddText = fc.array(fc.constantFrom(...odd), { maxLength: 40 }).map((parts) => parts.join(""))

describe.each(kinds)("texts as %s", (kind) => {
  const tokenizer = tokenizerOf(kind)
  const library = new HuggingFaceTokenizer(jsonOf(kind), {})
  const whole = (text: string): number[] => library.encode(text, { add_special_tokens: true }).ids
  const own = (text: string): number[] => library.encode(text, { add_special_tokens: false }).ids

  test("have the tokens of their parts, one part after another", () => {
    fc.assert(
      fc.property(oddText, (text) => {
        const parts = textParts(text)
        expect(parts.join("")).toBe(text)
        expect(parts.flatMap(tokenizer.tokensOf)).toEqual(own(text))
      }),
      { numRuns: 2000 },
    )
  })

  test("are rows of the whole text's tokens: cut where there are more, special ones kept, filled up where there are fewer", () => {
    fc.assert(
      fc.property(oddText, fc.integer({ min: 3, max: 30 }), (text, most) => {
        const kept = most - tokenizer.before.length - tokenizer.after.length
        const row = [...tokenizer.before, ...own(text).slice(0, kept), ...tokenizer.after]
        if (own(text).length <= kept) expect(row).toEqual(whole(text))
        const padding = Array(most - row.length).fill(tokenizer.paddingId)
        expect([...tokenizeTexts([text], tokenizer, most).inputs]).toEqual([...row, ...padding])
      }),
      { numRuns: 500 },
    )
  })

  test("are visible up to the last white space before which all tokens are kept", () => {
    fc.assert(
      fc.property(oddText, fc.integer({ min: 3, max: 30 }), (text, most) => {
        const kept = most - tokenizer.before.length - tokenizer.after.length
        const visible = visibleText(text, tokenizer, most)
        expect(text.startsWith(visible)).toBe(true)
        expect(own(text).slice(0, kept).slice(0, own(visible).length)).toEqual(own(visible))
        const [next] = textParts(text.slice(visible.length))
        if (visible !== text) expect(own(visible + next).length).toBeGreaterThan(kept)
      }),
      { numRuns: 500 },
    )
  })
})

describe("rows of tokens", () => {
  const pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "film", "##s", "."]
  const tokenizer = wordPieceTokenizer(pieces)

  test("stand one text after another", () => {
    expect(tokenizeTexts(["Good films.", "", "film film film film film"], tokenizer, 6)).toEqual({
      features: 6,
      inputs: Float32Array.of(...[2, 5, 6, 7, 8, 3], ...[2, 3, 0, 0, 0, 0], ...[2, 6, 6, 6, 6, 3]),
      padding: 0,
    })
  })

  test("are what a network trains on, with their labels", () => {
    const data = { texts: ["good", "film"], labels: Uint8Array.of(1, 0), classes: ["neg", "pos"] }
    expect(labelledTokens(data, tokenizer, 4)).toEqual({
      examples: 2,
      features: 4,
      classes: 2,
      inputs: Float32Array.of(2, 5, 3, 0, 2, 6, 3, 0),
      labels: data.labels,
      padding: 0,
    })
  })

  test("take no more of a text apart than they hold", () => {
    const taken: string[] = []
    const watched: Tokenizer = {
      ...tokenizer,
      tokensOf(part) {
        taken.push(part)
        return tokenizer.tokensOf(part)
      },
    }
    tokenizeTexts(["good films. film good"], watched, 5)
    expect(taken).toEqual(["good", " films."])
  })

  test("hold one token that is not special, at least", () => {
    expect(() => tokenizeTexts([], tokenizer, 2)).toThrow("expected more than the 2 special ones, found 2")
    expect(() => visibleText("", tokenizer, 2)).toThrow("expected more than the 2 special ones, found 2")
  })

  test.each([
    [3, "good"],
    [4, "good"],
    [5, "good"],
    [6, "good films."],
    [Number.POSITIVE_INFINITY, "good films. film"],
  ])("of %i tokens show of a text what is whole in them", (most, visible) => {
    expect(visibleText("good films. film", tokenizer, most)).toBe(visible)
  })
})
