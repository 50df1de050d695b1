import type { MeasuredModel } from "./comparison.js"
import type { Estimate } from "./difference.js"
import type { ModelSpread } from "./model-spread.js"
import type { RankingMeasure } from "./ranking.js"
import { type Scope, summariesOf, valuesWithin } from "./scopes.js"

/** A model with the spread of its means. */
export interface SpreadModel extends MeasuredModel {
  spread: ModelSpread
}

/**
 * A measure's mean in one scope, as measured; null where it was not measured there. `index`: of the scope, 0 for all
 * neurons.
 */
export function estimateOf(
  { measurement, spread }: SpreadModel,
  measure: RankingMeasure,
  { index, scope }: { index: number; scope: Scope },
): Estimate | null {
  const box = summariesOf(measurement)[index][measure]
  const ofScope = spread[measure][index]
  if (box === null || ofScope === null) return null
  return { mean: box.mean, spread: ofScope, values: valuesWithin(measurement, measure, scope) }
}
