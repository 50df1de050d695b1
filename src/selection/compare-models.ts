import { carriersOf } from "./carriers.js"
import { requireComparable } from "./comparable.js"
import type { Comparison, Difference, LayerComparison, MeasuredModel, Verdict } from "./comparison.js"
import { comparisonSentences } from "./comparison-sentences.js"
import { differenceOf, signAtLevel } from "./difference.js"
import { estimateOf, type SpreadModel } from "./estimates.js"
import { matchLayers } from "./match-layers.js"
import { groupsToMeasure, modelSpread, type SpreadOptions } from "./model-spread.js"
import type { RankingMeasure } from "./ranking.js"
import { scopesOf } from "./scopes.js"

/**
 * What sets the second model apart from the first, layer by layer and in all: the differences of mean entropy and mean
 * mutual information with 95 % intervals over examples, what one may say of them, and the neurons that carry them. Both
 * must have been measured with the same settings on the same examples, in the same order.
 *
 * The examples are split at random, in the same way for both models, and everything is measured anew in each part;
 * docs/comparison.md has the method, and how often its intervals held the truth in simulations. The measured means
 * themselves are taken as they are.
 *
 * Cost: see `modelSpread`, for both; then sorting the pairs. Memory: a copy of half of one model's activations.
 * @throws RoteError `settings-differ` listing what differs; `too-few-examples`, `shape-mismatch`; the signal's reason
 */
export async function compareModels(
  first: MeasuredModel,
  second: MeasuredModel,
  options: SpreadOptions = {},
): Promise<Comparison> {
  requireComparable([first, second])
  const models = await withSpreads(first, second, options)
  const pairs = matchLayers(first.measurement.layers, second.measurement.layers)
  const measures = first.measurement.mutualInformation === null ? 1 : 2
  const levels = { all: 0.05 / measures, layers: 0.05 / (measures * Math.max(1, pairs.length)) }
  const all = compareScope(models, null, [0, 0], levels.all)
  const layers = pairs.map((pair) => compareScope(models, pair.name, [pair.first + 1, pair.second + 1], levels.layers))
  const comparison = {
    names: [first.name, second.name] as [string, string],
    examples: first.measurement.examples,
    unit: first.measurement.settings.unit,
    layers,
    all,
    carriers: carriersOfScopes(
      [first, second],
      [{ first: -1, second: -1, name: null }, ...pairs].map((pair) => [pair.name, pair.first + 1, pair.second + 1]),
    ),
  }
  return { ...comparison, sentences: comparisonSentences(comparison, levels, first.measurement.settings.entropy) }
}

async function withSpreads(
  first: MeasuredModel,
  second: MeasuredModel,
  { onProgress, ...options }: SpreadOptions,
): Promise<readonly [SpreadModel, SpreadModel]> {
  const total = groupsToMeasure(first) + groupsToMeasure(second)
  let before = 0
  const spread = async (model: MeasuredModel) => {
    const found = await modelSpread(model, {
      ...options,
      onProgress: ({ done }) => onProgress?.({ done: before + done, total }),
    })
    before += groupsToMeasure(model)
    return { ...model, spread: found }
  }
  return [await spread(first), await spread(second)]
}

function compareScope(
  [first, second]: readonly [SpreadModel, SpreadModel],
  layer: string | null,
  [i, j]: readonly [number, number],
  level: number,
): LayerComparison {
  const [before, after] = [
    { index: i, scope: scopesOf(first.measurement)[i] },
    { index: j, scope: scopesOf(second.measurement)[j] },
  ]
  const { examples } = first.measurement
  const difference = (measure: RankingMeasure) => {
    const [one, other] = [estimateOf(first, measure, before), estimateOf(second, measure, after)]
    return one === null || other === null ? null : differenceOf(one, other, examples)
  }
  const entropy = difference("entropy")!
  const mutualInformation = difference("mutualInformation")
  return {
    layer,
    entropy,
    entropyLocal: difference("entropyLocal")!,
    entropyKnn: difference("entropyKnn")!,
    mutualInformation,
    verdict: verdictOf(entropy, mutualInformation, level),
  }
}

/** Lower entropy and higher mutual information are less diverse. */
function verdictOf(entropy: Difference, mutualInformation: Difference | null, level: number): Verdict {
  const signs = [
    signAtLevel(entropy, level),
    mutualInformation === null ? 0 : -signAtLevel(mutualInformation, level),
  ].filter((sign) => sign !== 0)
  if (signs.length === 0) return "not told apart"
  if (signs.every((sign) => sign < 0)) return "less diverse"
  return signs.every((sign) => sign > 0) ? "more diverse" : "mixed"
}

function carriersOfScopes(
  [first, second]: readonly [MeasuredModel, MeasuredModel],
  scopes: [string | null, number, number][],
): Comparison["carriers"] {
  const [before, after] = [scopesOf(first.measurement), scopesOf(second.measurement)]
  const measures =
    first.measurement.mutualInformation === null ? ["entropy" as const] : (["entropy", "mutualInformation"] as const)
  return scopes.flatMap(([layer, i, j]) =>
    measures.map((measure) =>
      carriersOf(measure, [first.measurement, second.measurement], [before[i], after[j]], layer),
    ),
  )
}
