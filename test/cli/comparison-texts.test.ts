import { stripVTControlCharacters } from "node:util"
import { describe, expect, it } from "vitest"
import { comparisonText } from "#src/cli/comparison-text.js"
import { rankingText } from "#src/cli/ranking-text.js"
import { significanceText } from "#src/cli/significance-text.js"
import { resolveSettings } from "#src/estimators/measure.js"
import type { LayerSignificance, Significance } from "#src/selection/significance.js"
import { longNames, sampleComparison, sampleRanking } from "../plots/comparison/samples.js"

const settings = resolveSettings()
const longLayers = Array.from({ length: 12 }, (_, i) => `distilbert.transformer.layer.${i}.output_layer_norm`)
const evil = "\u001b[2J\u202eevil"

function widest(text: string): number {
  return Math.max(
    ...stripVTControlCharacters(text)
      .split("\n")
      .map((line) => [...line].length),
  )
}

function layer(name: string | null, pairs = 32_640): LayerSignificance {
  const [mean, nullMean, nullStandardDeviation] = [0.095, 0.001, 0.0004]
  return { layer: name, pairs, mean, nullMean, nullStandardDeviation, meanP: 1 / 21, above: pairs, threshold: 0.012 }
}

function significance(layers: string[]): Significance {
  const p = new Float64Array()
  const rows = layers.map((name) => layer(name))
  return {
    permutations: 20,
    falseDiscoveryRate: 0.05,
    seed: 3,
    unit: "nats",
    all: layer(null),
    layers: rows,
    neurons: new Int32Array(),
    p,
  }
}

describe("every text", () => {
  const texts = {
    comparison: (name: string, layers: string[]) =>
      comparisonText({ ...sampleComparison(layers), names: ["plain", name] }, settings),
    ranking: (name: string) => rankingText(sampleRanking([name, ...longNames]), settings),
    significance: (name: string, layers: string[]) => significanceText(significance(layers), name, settings),
  }
  for (const [kind, text] of Object.entries(texts)) {
    it(`fits 80 columns whatever the names: ${kind}`, () => {
      expect(widest(text("a".repeat(60), longLayers))).toBeLessThanOrEqual(80)
    })

    it(`shows control characters of names rather than obey them: ${kind}`, () => {
      const shown = text(evil, [evil, "fc2"])
      expect(shown).toContain("\\u{1b}[2J")
      expect(shown).not.toContain("\u001b")
      expect(shown).not.toContain("\u202e")
    })
  }
})

describe("comparison as text", () => {
  const text = comparisonText(sampleComparison(), settings)

  it("has a row per layer and one for all, with both means, difference, interval and effect", () => {
    expect(text).toMatch(/^H +first +second +difference +95 % interval +δ$/m)
    expect(text).toMatch(/^fc2 +3\.100 +2\.820 +−0\.280 +−0\.360 … −0\.200 +−0\.27$/m)
    expect(text.match(/^all layers/gm)).toHaveLength(3)
  })

  it("says the verdict beside the differences without scale", () => {
    expect(text).toMatch(/^fc1 .*not told apart$/m)
    expect(text).toMatch(/^fc3 +−0\.290 ±0\.050 +−0\.145 ±0\.060 +less diverse$/m)
  })

  it("names at most five carriers, and those alone of layers that differ", () => {
    const unbroken = text.replace(/\n */g, " ")
    expect(unbroken).toContain(
      "H in fc2, −0.280: 7 of 256 neurons: [0] 20 %, [1] 18 %, [2] 16 %, [3] 14 %, [4] 12 %, …",
    )
    expect(text).not.toContain("H in fc1")
  })

  it("leaves mutual information out where it was not measured, and the row for all layers where there is one", () => {
    const one = comparisonText(sampleComparison(["fc"], false), settings)
    expect(one).not.toMatch(/^MI /m)
    expect(one).not.toMatch(/^all layers/m)
  })
})

describe("ranking as text", () => {
  it("has a line between tiers and the rank by each other measure", () => {
    const lines = rankingText(sampleRanking(["a", "b", "c", "d"]), settings).split("\n")
    const first = lines.findIndex((line) => line.startsWith("best by MI"))
    expect(lines.slice(first, first + 6)).toEqual([
      "best by MI  tier     MI  95 % interval  P(best)  H",
      "a              1  0.050  0.038 … 0.062     70 %  1",
      "b              1  0.061  0.049 … 0.073     20 %  2",
      "c              1  0.072  0.060 … 0.084     10 %  3",
      "──────────────────────────────────────────────────",
      "d              2  0.083  0.071 … 0.095     <1 %  4",
    ])
  })

  it("sets metrics against the measures, with the smallest p there could be", () => {
    const ranking = sampleRanking(["a", "b", "c"])
    const found = { tau: 0.8, p: 0.0833, method: "exact", n: 5, interval: [0.2, 1], smallestP: 0.0167 } as const
    ranking.metrics = [
      { measure: "mutualInformation", metric: "accuracy", ...found, interval: [0.2, 1] },
      { measure: "entropy", metric: "accuracy", ...found, tau: null, p: 1, interval: null },
    ]
    const text = rankingText(ranking, settings)
    expect(text).toMatch(/^accuracy +MI +\+0\.80 +\.083 +\+0\.20 … \+1\.00 +\.017$/m)
    expect(text).toMatch(/^accuracy +H +– +1\.000 +– +\.017$/m)
  })

  it("marks the steps that are certain", () => {
    const text = rankingText(sampleRanking(["step-1", "step-2", "step-3"]), settings)
    expect(text).toMatch(/^step-1 +0\.050 +3\.100$/m)
    expect(text).toMatch(/^step-2 +0\.061 +\+0\.011 ±0\.006 \* +2\.960 +−0\.140 ±0\.060 \*$/m)
    expect(text).toMatch(/^step-3 +0\.072 +−0\.001 ±0\.006 +2\.820 +\+0\.020 ±0\.060$/m)
  })
})

describe("significance as text", () => {
  it("sets each layer's mean against chance and counts the pairs above it", () => {
    const found = significance(["fc1", "fc2"])
    found.layers[1] = { ...layer("fc2", 0), above: 0, threshold: null }
    const text = significanceText(found, "run", settings)
    expect(text).toMatch(/^run: 20 permutations of every neuron's examples, seed 3$/m)
    expect(text).toMatch(/^fc1 +32,640 +0\.095 +0\.001 ±0\.000 +\.048 +32,640, 100 % +0\.012$/m)
    expect(text).toMatch(/^fc2 +0 .* 0, – +–$/m)
    expect(text).toMatch(/^all layers/m)
    expect(text).toContain("least .048 with so many permutations")
  })
})
