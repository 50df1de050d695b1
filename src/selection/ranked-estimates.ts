import { RoteError } from "../errors.js"
import { type Comparable, requireComparable } from "./comparable.js"
import type { MeasuredModel } from "./comparison.js"
import { differenceOf, type Estimate } from "./difference.js"
import { estimateOf } from "./estimates.js"
import { modelSpread, type SpreadOptions } from "./model-spread.js"
import type { Ranking, RankingMeasure } from "./ranking.js"
import { scopesOf } from "./scopes.js"

/** A model read when its turn comes, so that the activations of all are never in memory together. */
export interface ModelToLoad {
  name: string
  load: () => Promise<MeasuredModel>
}

export const allMeasures: readonly RankingMeasure[] = ["mutualInformation", "entropy", "entropyLocal", "entropyKnn"]

/** What is kept of a model once its activations are gone. */
export interface RankedEstimates extends Comparable {
  estimates: Map<RankingMeasure, Estimate>
}

/**
 * Estimates of every measure of the models, one model after another, and with `steps` the differences of neighbours.
 * @throws RoteError `settings-differ`, and what `modelSpread` throws; `bad-option` for a layer that a model does not
 * have
 */
export async function rankedEstimates(
  models: readonly (MeasuredModel | ModelToLoad)[],
  { layer, steps = false, onProgress, ...options }: SpreadOptions & { layer?: string; steps?: boolean },
): Promise<{ ranked: RankedEstimates[]; steps: Ranking["steps"] }> {
  const ranked: RankedEstimates[] = []
  const found: Ranking["steps"] = []
  for (const [m, given] of models.entries()) {
    const model = "load" in given ? { ...(await given.load()), name: given.name } : given
    if (ranked.length > 0) requireComparable([ranked[0], model])
    const index = scopeIndex(model, layer)
    const spread = await modelSpread(model, {
      ...options,
      onProgress: ({ done, total }) => onProgress?.({ done: m * total + done, total: models.length * total }),
    })
    const where = { index, scope: scopesOf(model.measurement)[index] }
    const estimates = new Map<RankingMeasure, Estimate>()
    for (const measure of allMeasures) {
      const estimate = estimateOf({ ...model, spread }, measure, where)
      if (estimate !== null) estimates.set(measure, estimate)
    }
    const { settings, examples } = model.measurement
    const current = { name: model.name, measurement: { settings, examples }, estimates }
    const previous = ranked.at(-1)
    if (steps && previous !== undefined) found.push(stepOf(previous, current))
    if (previous !== undefined) dropValues(previous)
    ranked.push(current)
  }
  return { ranked, steps: found }
}

/** Pairs can be many: only neighbours are set against each other value by value. */
function dropValues({ estimates }: RankedEstimates): void {
  for (const estimate of estimates.values()) estimate.values = new Float64Array()
}

function stepOf(from: RankedEstimates, to: RankedEstimates): Ranking["steps"][number] {
  const { examples } = to.measurement
  const step = (measure: RankingMeasure) => {
    const [before, after] = [from.estimates.get(measure), to.estimates.get(measure)]
    return before === undefined || after === undefined ? null : differenceOf(before, after, examples)
  }
  return { from: from.name, to: to.name, entropy: step("entropy")!, mutualInformation: step("mutualInformation") }
}

function scopeIndex({ name, measurement }: MeasuredModel, layer: string | undefined): number {
  const index = scopesOf(measurement).findIndex((scope) => scope.layer === (layer ?? null))
  if (index >= 0) return index
  throw new RoteError("bad-option", {
    input: "layer",
    expected: `a layer of ${name}: ${measurement.layers.map((each) => each.name).join(", ")}`,
    found: String(layer),
  })
}
