import { describe, expect, test } from "vitest"
import { textsOfSplit } from "#src/datasets/text/labelled-texts.js"
import { withSentiment } from "#src/datasets/text/sentiment.js"

const data = (...classes: string[]) => ({ texts: ["a", "b", "c"], labels: Uint8Array.of(0, 1, 1), classes })

describe("sentiment", () => {
  test.each([
    [
      ["neg", "pos"],
      [0, 1, 1],
    ],
    [
      ["negative", "positive"],
      [0, 1, 1],
    ],
    [
      ["0", "1"],
      [0, 1, 1],
    ],
    [
      ["NEG", "Positive"],
      [0, 1, 1],
    ],
    [
      ["Pos", "neg"],
      [1, 0, 0],
    ],
  ])("of the classes %j is 0 for negative and 1 for positive", (classes, labels) => {
    const named = withSentiment({ ...data(...classes), split: ["x", "y", "z"] }, "reviews.csv")
    expect(named).toEqual({
      texts: ["a", "b", "c"],
      labels: Uint8Array.from(labels),
      classes: ["negative", "positive"],
      split: ["x", "y", "z"],
    })
  })

  test.each([[["neg", "neutral", "pos"]], [["bad", "good"]], [["1", "2"]], [["pos", "positive"]], [["false", "true"]]])(
    "of the classes %j is not guessed",
    (classes) => {
      expect(() => withSentiment(data(...classes), "reviews.csv")).toThrow(
        `reviews.csv: expected two classes of sentiment: neg, negative or 0, and pos, positive or 1, found the classes ${classes
          .map((name) => JSON.stringify(name))
          .join(", ")}`,
      )
    },
  )
})

describe("the texts of a split", () => {
  const split = ["train", "test", "train"]

  test("keep their order, labels and classes", () => {
    expect(textsOfSplit({ ...data("neg", "pos"), split }, "train")).toEqual({
      texts: ["a", "c"],
      labels: Uint8Array.of(0, 1),
      classes: ["neg", "pos"],
    })
  })

  test("are refused where there are none, with the splits there are", () => {
    expect(() => textsOfSplit({ ...data("neg", "pos"), split }, "dev")).toThrow('found texts of "train", "test"')
    expect(() => textsOfSplit(data("neg", "pos"), "train")).toThrow("found texts of no named parts")
  })
})
