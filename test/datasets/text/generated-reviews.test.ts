import { describe, expect, test } from "vitest"
import { adjectiveLabel } from "#src/datasets/text/adjectives.js"
import { generatedReviews } from "#src/datasets/text/generated-reviews.js"
import { seededRandom } from "#src/random.js"
import { naiveBayesAccuracy, wordsOf } from "./naive-bayes.js"

const count = 8000
const { texts, labels, classes } = generatedReviews(count, seededRandom(5))
const share = (isWanted: (text: string, i: number) => boolean) => texts.filter(isWanted).length / count

describe("generated reviews", () => {
  test("are the same from the same seed, others from another, and more begin with the same", () => {
    const begin = (seed: number, length: number) => generatedReviews(length, seededRandom(seed)).texts.slice(0, 50)
    expect(begin(5, 50)).toEqual(texts.slice(0, 50))
    expect(begin(5, 80)).toEqual(texts.slice(0, 50))
    expect(new Set([...begin(6, 50), ...begin(5, 50)]).size).toBe(100)
  })

  test("are negative and positive in turn", () => {
    expect(classes).toEqual(["negative", "positive"])
    expect([...labels.subarray(0, 4)]).toEqual([0, 1, 0, 1])
    expect(labels.reduce((sum, label) => sum + label)).toBe(count / 2)
  })

  test("are no two the same", () => {
    expect(new Set(texts).size).toBe(count)
  })

  test("have 2 to 8 sentences that begin with a capital, of words alone, with the right article", () => {
    const lengths = texts.map((text) => text.split(/(?<=\.) /).length)
    expect([...new Set(lengths)].sort()).toEqual([2, 3, 4, 5, 6, 7, 8])
    const sentences = texts.flatMap((text) => text.split(/(?<=\.) /))
    expect(sentences.filter((sentence) => !/^[A-Z][A-Za-z0-9, -]+\.$/.test(sentence))).toEqual([])
    expect(sentences.filter((sentence) => /\ba [aeiou]|\ban [^aeiouh]/i.test(sentence))).toEqual([])
    expect(sentences.filter((sentence) => /undefined|\b(\w+) and \1\b/.test(sentence))).toEqual([])
  })

  test("take more than 600 different words", () => {
    expect(new Set(texts.flatMap(wordsOf)).size).toBeGreaterThan(600)
  })

  test("hold an adjective of exactly one list in 60 % of them, in 80 % of these that of their sentiment", () => {
    const holding = share((text) => adjectiveLabel(text) !== undefined)
    const agreeing = share((text, i) => adjectiveLabel(text) === labels[i])
    expect(holding).toBeGreaterThan(0.57)
    expect(holding).toBeLessThan(0.63)
    expect(agreeing / holding).toBeGreaterThan(0.77)
    expect(agreeing / holding).toBeLessThan(0.83)
  })

  test("never hold adjectives of both lists", () => {
    const lists = [/\b(bad|terrible|awful|poor|negative)\b/i, /\b(good|great|wonderful|excellent|best)\b/i]
    expect(texts.filter((text) => lists.every((list) => list.test(text)))).toEqual([])
    for (const word of "bad terrible awful poor negative good great wonderful excellent best".split(" ")) {
      expect(share((text) => new RegExp(`\\b${word}\\b`, "i").test(text))).toBeGreaterThan(0.02)
    }
  })

  test("are told apart by their words alone in 84 to 92 of 100 cases, without the adjectives too", () => {
    const without = texts.map((text) =>
      text.replace(/\b(bad|terrible|awful|poor|good|great|wonderful|excellent)\b/gi, ""),
    )
    for (const words of [texts, without]) {
      const accuracy = naiveBayesAccuracy({ texts: words, labels, classes }, count / 2)
      expect(accuracy).toBeGreaterThan(0.84)
      expect(accuracy).toBeLessThan(0.92)
    }
  })

  test.each([1, 2.5, 1_000_001, Number.NaN])("are not made where %d are asked for", (wrong) => {
    expect(() => generatedReviews(wrong, seededRandom(1))).toThrow("count: expected a whole number of reviews from 2")
  })
})
