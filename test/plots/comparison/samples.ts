import type { Comparison, Difference, LayerComparison } from "#src/selection/comparison.js"
import type { MeasureRanking, Ranking, RankingMeasure } from "#src/selection/ranking.js"

/** A difference as found, its interval `half` to either side. */
export function difference(value: number, half: number, first = 2): Difference {
  const needed = value === 0 || Math.abs(value) > half ? null : Math.ceil(1000 * (half / value) ** 2)
  return {
    first,
    second: first + value,
    difference: value,
    interval: [value - half, value + half],
    standardError: half / 1.96,
    lasting: 0,
    effect: Math.tanh(value),
    examplesNeeded: needed,
  }
}

function layerComparison(layer: string | null, entropy: number, information: number | null): LayerComparison {
  return {
    layer,
    entropy: difference(entropy, 0.08, 3.1),
    entropyLocal: difference(entropy / 2, 0.05, 4.2),
    entropyKnn: difference(entropy / 4, 0.06, 1.1),
    mutualInformation: information === null ? null : difference(information, 0.009, 0.09),
    verdict: entropy < -0.08 && (information ?? 1) > 0.009 ? "less diverse" : "not told apart",
  }
}

/** A shortcut's comparison with a plain model: less diverse in all layers but the first. */
export function sampleComparison(layers = ["fc1", "fc2", "fc3"], information = true): Comparison {
  const mutualInformation = (l: number) => (information ? 0.005 + 0.02 * l : null)
  return {
    names: ["plain", "shortcut"],
    examples: 1200,
    unit: "nats",
    layers: layers.map((layer, l) => layerComparison(layer, 0.02 - 0.3 * l, mutualInformation(l))),
    all: layerComparison(null, -0.28, mutualInformation(1)),
    carriers: layers.map((layer, l) => ({
      layer,
      measure: "entropy" as const,
      difference: 0.02 - 0.3 * l,
      carriers: Array.from({ length: 7 }, (_, i) => ({
        neuron: i,
        label: `${layer}[${i}]`,
        value: 0.1,
        counterpart: 1.2,
        share: 0.2 - i / 50,
      })),
      neurons: 256,
    })),
    sentences: [
      "shortcut is less diverse than plain in layers fc2–fc3: the sign of a shortcut.",
      "The intervals are over examples: another training run of the same recipe may differ by more.",
    ],
  }
}

/** Models in the order given, three to a tier; the best has the least mutual information and the greatest entropy. */
export function sampleRanking(names: string[], measures: RankingMeasure[] = ["mutualInformation", "entropy"]): Ranking {
  const value = (measure: RankingMeasure, i: number) =>
    measure === "mutualInformation" ? 0.05 + 0.011 * i : 3.1 - 0.14 * i
  const rankings = measures.map(
    (measure): MeasureRanking => ({
      measure,
      lowerIsBetter: measure === "mutualInformation",
      models: names.map((name, i) => {
        const [at, half] = [value(measure, i), measure === "mutualInformation" ? 0.012 : 0.09]
        const best = [0.7, 0.2, 0.1][i] ?? 0
        return { name, value: at, interval: [at - half, at + half], tier: 1 + Math.floor(i / 3), best }
      }),
    }),
  )
  return {
    memorization: "heuristic",
    layer: null,
    examples: 1200,
    unit: "nats",
    rankings,
    agreement: { tau: 1, p: 0.0167, method: "exact", n: names.length },
    metrics: [],
    steps: names.slice(1).map((to, i) => ({
      from: names[i],
      to,
      entropy: difference(i % 2 === 0 ? -0.14 : 0.02, 0.06),
      mutualInformation: difference(i % 3 === 0 ? 0.011 : -0.001, 0.006),
    })),
    sentences: ["Three models share the first tier."],
  }
}

export const longNames = Array.from(
  { length: 10 },
  (_, i) => `distilbert-base-uncased-finetuned-seed-3/checkpoint-${500 * (i + 1)}`,
)
