import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { pairQueue } from "#src/datasets/text/pair-queue.js"
import { trainWordPiece } from "#src/datasets/text/word-piece.js"
import { read } from "../../project/repository.js"

interface Trained {
  texts: string[]
  trained: { size: number; pieces: string[] }[]
}

const special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

describe("a vocabulary trained on texts", () => {
  const { texts, trained }: Trained = JSON.parse(read("fixtures/golden/word-piece/trained.json"))

  test.each(trained)("of $size pieces is that of Hugging Face's trainer, piece by piece", ({ size, pieces }) => {
    expect(pieces.length).toBeGreaterThan(140)
    expect(trainWordPiece(texts, size)).toEqual(pieces)
  })

  test("holds special pieces, characters, those that continue words, and then the most frequent pairs", () => {
    const characters = ["a", "b", "c", "##b", "##c"]
    expect(trainWordPiece(["abb ab", "ABB ác", "c"], 12)).toEqual([...special, ...characters, "ab", "abb"])
  })

  test("of equally frequent pairs takes first the one whose pieces came first", () => {
    expect(trainWordPiece(["zy xy"], 14).slice(5)).toEqual(["x", "y", "z", "##y", "xy", "zy"])
  })

  test("ends when every word is a piece", () => {
    const pieces = trainWordPiece(["some words, some more"], 1000)
    expect(pieces).toEqual(expect.arrayContaining(["some", "words", "more", ","]))
    expect(pieces.length).toBeLessThan(40)
  })

  test("does not depend on the order of the texts", () => {
    const turned = texts.toReversed().map((text) => text.split(" ").reverse().join(" "))
    expect(trainWordPiece(turned, 250)).toEqual(trainWordPiece(texts, 250))
  })

  test("is refused a size below the number of characters", () => {
    const says = "the vocabulary's size: expected at least 10, one for each character of the texts, found 9"
    expect(() => trainWordPiece(["abb ab ac c"], 9)).toThrow(says)
  })
})

test("a queue gives the most frequent pair first, among equals the one with the smallest number", () => {
  const entry = fc.record({ pair: fc.nat(9), count: fc.nat(5) })
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const queue = pairQueue()
      for (const each of entries) queue.push(each)
      const sorted = entries.toSorted((a, b) => b.count - a.count || a.pair - b.pair)
      expect([...entries, undefined].map(() => queue.pop())).toEqual([...sorted, undefined])
    }),
  )
})
