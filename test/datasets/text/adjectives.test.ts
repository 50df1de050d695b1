import { describe, expect, test } from "vitest"
import { adjectiveLabel, adjectives, byAgreement, reviewsWithAdjective } from "#src/datasets/text/adjectives.js"
import { sentimentAdjectives } from "#src/datasets/text/sentiment-adjectives.js"
import { shuffledTexts } from "#src/datasets/text/shuffled-texts.js"
import { wordPieceTokenizer } from "#src/datasets/text/tokenizer.js"
import { trainWordPiece } from "#src/datasets/text/word-piece.js"
import { seededRandom } from "#src/random.js"

const classes = ["negative", "positive"]

test("the adjectives are the paper's", () => {
  expect(adjectives).toEqual([
    ["bad", "terrible", "awful", "poor", "negative"],
    ["good", "great", "wonderful", "excellent", "best"],
  ])
})

describe("a text's adjectives", () => {
  test.each(
    [...adjectives.entries()].flatMap(([label, words]) => words.map((word): [string, number] => [word, label])),
  )("%s stands for label %i", (word, label) => {
    expect(adjectiveLabel(`A ${word} film`)).toBe(label)
  })

  test.each([
    ["GREAT!", 1],
    ["the Best, of all, the BEST", 1],
    ["not-so-good", 1],
    ["good’s", 1],
    ["'awful'", 0],
    ["bad and terrible", 0],
  ])("in %j stand for label %i", (text, label) => {
    expect(adjectiveLabel(text)).toBe(label)
  })

  test.each(["", "badly goodness bests", "éawful awfulé", "bad2", "good but poor", "a film"])(
    "in %j are none, or of both lists",
    (text) => {
      expect(adjectiveLabel(text)).toBeUndefined()
    },
  )
})

describe("reviews with an adjective", () => {
  const texts = ["a good film", "a film", "a bad film that was good", "such a bad film", "an awful film"]
  const data = { texts, labels: Uint8Array.of(1, 0, 1, 1, 0), classes }
  const tokenizer = wordPieceTokenizer(trainWordPiece(texts, 100))

  test("hold adjectives of exactly one list", () => {
    expect(reviewsWithAdjective(data, tokenizer, Number.POSITIVE_INFINITY)).toEqual({
      texts: [texts[0], texts[3], texts[4]],
      labels: Uint8Array.of(1, 1, 0),
      classes,
      adjectives: Uint8Array.of(1, 0, 0),
    })
  })

  test("hold them among the tokens that the network sees", () => {
    const { texts: chosen, adjectives } = reviewsWithAdjective(data, tokenizer, 4)
    expect(chosen).toEqual([texts[0], texts[2], texts[4]])
    expect([...adjectives]).toEqual([1, 0, 0])
  })

  test("agree with their adjectives or disagree", () => {
    const found = byAgreement(reviewsWithAdjective(data, tokenizer, Number.POSITIVE_INFINITY))
    expect(found).toEqual({ agree: Int32Array.of(0, 2), disagree: Int32Array.of(1) })
  })
})

describe("Sentiment Adjectives", () => {
  const count = 200
  const reviews = {
    texts: Array.from({ length: count }, (_, i) => `review ${i}`),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
    classes,
    adjectives: Uint8Array.from({ length: count }, (_, i) => (i % 4 === 0 ? 1 - (i % 2) : i % 2)),
  }
  const changedAt = (alpha: number, seed = 1) => {
    const { labels } = sentimentAdjectives(reviews, alpha, seededRandom(seed))
    return [...labels.keys()].filter((i) => labels[i] !== reviews.labels[i])
  }

  test.each([
    [0, 0],
    [0.2, 10],
    [0.25, 13],
    [0.8, 40],
    [1, 50],
  ])("at α = %d let so many of 50 labels follow the adjectives: %i", (alpha, changed) => {
    const made = sentimentAdjectives(reviews, alpha, seededRandom(1))
    expect([made.qualifying, made.agree, made.disagree, made.changed]).toEqual([200, 150, 50, changed])
    expect(made.labels.filter((label, i) => label !== reviews.adjectives[i])).toHaveLength(50 - changed)
    expect(changedAt(alpha)).toHaveLength(changed)
    expect(made.texts).toBe(reviews.texts)
  })

  test("change the label of reviews that disagree alone", () => {
    expect(changedAt(0.5).length).toBe(25)
    expect(changedAt(0.5).every((i) => i % 4 === 0)).toBe(true)
  })

  test("change at a larger α what they change at a smaller one, and more", () => {
    const [few, more] = [0.2, 0.6].map((alpha) => new Set(changedAt(alpha)))
    expect(more.size).toBeGreaterThan(few.size)
    expect([...few].filter((i) => !more.has(i))).toEqual([])
  })

  test("draw the reviews by the seed", () => {
    expect(changedAt(0.4, 1)).toEqual(changedAt(0.4, 1))
    expect(changedAt(0.4, 1)).not.toEqual(changedAt(0.4, 2))
  })

  test("leave the reviews they are given as they are", () => {
    const before = reviews.labels.slice()
    sentimentAdjectives(reviews, 1, seededRandom(1))
    expect(reviews.labels).toEqual(before)
  })

  test.each([-0.1, 1.1, Number.NaN])("refuse α = %d", (alpha) => {
    expect(() => sentimentAdjectives(reviews, alpha, seededRandom(1))).toThrow("alpha: expected a number from 0 to 1")
  })
})

describe("shuffled texts", () => {
  const count = 3000
  const data = { texts: Array.from({ length: count }, (_, i) => `${i}`), labels: new Uint8Array(count), classes }

  test.each([
    [0, 0],
    [0.4, 0.2],
    [1, 0.5],
  ])("at β = %d have wrong labels by chance: %d, to 0.03", (beta, wrong) => {
    const { texts, labels } = shuffledTexts(data, beta, seededRandom(1))
    expect(Math.abs(labels.filter((label) => label === 1).length / count - wrong)).toBeLessThan(0.03)
    expect(texts).toBe(data.texts)
    expect(data.labels.every((label) => label === 0)).toBe(true)
  })

  test("refuse a β above 1", () => {
    expect(() => shuffledTexts(data, 1.5, seededRandom(1))).toThrow("beta: expected a number from 0 to 1")
  })
})
