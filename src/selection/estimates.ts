import type { MeasuredModel } from "./comparison.js"
import type { Estimate } from "./difference.js"
import type { ModelSpread } from "./model-spread.js"
import type { RankingMeasure } from "./ranking.js"
import { scopesOf, summariesOf, valuesWithin } from "./scopes.js"

/** A model with the spread of its means. */
export interface SpreadModel extends MeasuredModel {
  spread: ModelSpread
}

/**
 * A measure's mean in one scope, as measured; null where it was not measured there. `index`: of the scope in `scopesOf`.
 * Cost: sorting the values of its neurons or pairs.
 */
export function estimateOf(
  { measurement, spread }: SpreadModel,
  measure: RankingMeasure,
  index: number,
): Estimate | null {
  const box = summariesOf(measurement)[index][measure]
  const ofScope = spread[measure][index]
  if (box === null || ofScope === null) return null
  const values = valuesWithin(measurement, measure, scopesOf(measurement)[index])
  return { mean: box.mean, spread: ofScope, values }
}
