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
  { onProgress, ...options }: SpreadOptions = {},
): Promise<Comparison> {
  requireComparable([first, second])
  const total = groupsToMeasure(first) + groupsToMeasure(second)
  let before = 0
  const withSpread = async (model: MeasuredModel): Promise<SpreadModel> => {
    const spread = await modelSpread(model, {
      ...options,
      onProgress: ({ done }) => onProgress?.({ done: before + done, total }),
    })
    before += groupsToMeasure(model)
    return { ...model, spread }
  }
  return comparisonOf(await withSpread(first), await withSpread(second))
}

/** What is compared with what: scopes of the first and of the second model, as indices of `scopesOf`. */
interface ScopePair {
  layer: string | null
  first: number
  second: number
}

/**
 * The comparison of two comparable models whose spreads are known, from the same seed: what `compareModels` makes of them.
 * Cost: sorting the pairs of both.
 */
export function comparisonOf(first: SpreadModel, second: SpreadModel): Comparison {
  const { examples, settings, mutualInformation } = first.measurement
  const whole: ScopePair = { layer: null, first: 0, second: 0 }
  const pairs = matchLayers(first.measurement.layers, second.measurement.layers).map(
    (pair): ScopePair => ({ layer: pair.name, first: pair.first + 1, second: pair.second + 1 }),
  )
  const measures = mutualInformation === null ? (["entropy"] as const) : (["entropy", "mutualInformation"] as const)
  const levels = { all: 0.05 / measures.length, layers: 0.05 / (measures.length * Math.max(1, pairs.length)) }
  const [before, after] = [scopesOf(first.measurement), scopesOf(second.measurement)]
  const comparison = {
    names: [first.name, second.name] as [string, string],
    examples,
    unit: settings.unit,
    layers: pairs.map((pair) => compareScopes(first, second, pair, levels.layers)),
    all: compareScopes(first, second, whole, levels.all),
    carriers: [whole, ...pairs].flatMap((pair) =>
      measures.map((measure) =>
        carriersOf(
          measure,
          [first.measurement, second.measurement],
          [before[pair.first], after[pair.second]],
          pair.layer,
        ),
      ),
    ),
  }
  return { ...comparison, sentences: comparisonSentences(comparison, levels, settings.entropy) }
}

function compareScopes(first: SpreadModel, second: SpreadModel, pair: ScopePair, level: number): LayerComparison {
  const { examples } = first.measurement
  const difference = (measure: RankingMeasure) => {
    const [one, other] = [estimateOf(first, measure, pair.first), estimateOf(second, measure, pair.second)]
    return one === null || other === null ? null : differenceOf(one, other, examples)
  }
  const entropy = difference("entropy")!
  const mutualInformation = difference("mutualInformation")
  return {
    layer: pair.layer,
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
