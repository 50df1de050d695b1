import { describe, expect, test } from "vitest"
import { resolveSettings } from "#src/estimators/measure.js"
import type { Comparison, Difference, LayerComparison, Verdict } from "#src/selection/comparison.js"
import { comparisonSentences } from "#src/selection/comparison-sentences.js"
import { figure, layersNamed } from "#src/selection/wording.js"

const difference = (value: number, lasting = 0): Difference => ({
  first: 2,
  second: 2 + value,
  difference: value,
  interval: [value - 0.2, value + 0.2],
  standardError: 0.1,
  lasting,
  effect: 0,
  examplesNeeded: null,
})

const layer = (name: string | null, verdict: Verdict, entropy: number, information: number): LayerComparison => ({
  layer: name,
  entropy: difference(entropy),
  entropyLocal: difference(entropy),
  entropyKnn: difference(entropy),
  mutualInformation: difference(information),
  verdict,
})

const sentences = (all: LayerComparison, layers: LayerComparison[] = []) => {
  const told: Omit<Comparison, "sentences" | "carriers"> = {
    names: ["A", "B"],
    examples: 500,
    unit: "nats",
    all,
    layers,
  }
  return comparisonSentences(told, { all: 0.025, layers: 0.01 }, resolveSettings().entropy)
}

describe("what one may say", () => {
  test("less diverse: the sign of a shortcut, with the numbers", () => {
    expect(sentences(layer(null, "less diverse", -1, 0.5), [layer("fc", "less diverse", -1, 0.5)])).toEqual([
      "Over all neurons, B is less diverse than A: the sign of a shortcut (heuristic memorization). Mean entropy 1 against 2 nats, a difference from −1.2 to −0.8 (95 % interval); mean mutual information 2.5 against 2 nats, a difference from 0.3 to 0.7 (95 % interval).",
      "The intervals are over examples: another training run of the same recipe may differ by more, so compare several seeds.",
    ])
  })

  test("layers of one verdict share a sentence", () => {
    const told = sentences(layer(null, "less diverse", -1, 0.5), [
      layer("a", "not told apart", 0.01, 0.01),
      layer("b", "less diverse", -1, 0.5),
      layer("c", "less diverse", -1, 0.5),
      layer("d", "less diverse", -1, 0.5),
      layer("e", "more diverse", 1, -0.5),
    ])
    expect(told.slice(1, 4)).toEqual([
      "In layers b to d, B is less diverse than A: the sign of a shortcut (heuristic memorization).",
      "In layer e, B is more diverse than A: the sign of learning by heart (example-level memorization).",
      "In layer a, B and A cannot be told apart at these 500 examples: about 430,000 examples would.",
    ])
  })

  test("told apart by its own interval, but not by all layers' together: about as many as those ask for", () => {
    const almost = layer("a", "not told apart", 0, 0.25)
    // Student's t at .01 is 2.9208: 500 · (2.9208 · 0.1 / 0.25)².
    expect(sentences(layer(null, "less diverse", -1, 0.5), [almost, layer("b", "mixed", -1, -0.5)])).toEqual(
      expect.arrayContaining([
        "In layer a, B and A cannot be told apart at these 500 examples: about 680 examples would.",
        "In layer b, the measures disagree on B: its entropy and its mutual information are both lower than A's, so there is no verdict.",
      ]),
    )
  })

  test("where extremes alone make the interval that wide at the layers' level, more examples are not promised", () => {
    // At .05 the interval leaves 0 out; at .01 it does not, and nine tenths of its variance no example lessens.
    const extreme = { ...layer("a", "not told apart", 0.25, 0), entropy: difference(0.25, 0.9) }
    expect(sentences(layer(null, "less diverse", -1, 0.5), [extreme, layer("b", "mixed", -1, -0.5)])).toContain(
      "In layer a, B and A cannot be told apart at these 500 examples: more examples alone would not.",
    )
  })
})

test.each([
  [[0], "layer a"],
  [[0, 1], "layers a and b"],
  [[0, 1, 2], "layers a to c"],
  [[0, 2, 3, 4], "layers a and c to e"],
])("layers %j of a to e are called %s", (chosen, name) => {
  expect(layersNamed(["a", "b", "c", "d", "e"], chosen)).toBe(name)
})

test.each([
  [-0.01234, 2, "−0.012"],
  [1234.5, 3, "1230"],
  [0, 2, "0"],
])("%d is written with %d digits as %s", (value, digits, text) => {
  expect(figure(value, digits)).toBe(text)
})
