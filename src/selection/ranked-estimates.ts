import { RoteError } from "../errors.js"
import { type Comparable, requireComparable } from "./comparable.js"
import type { MeasuredModel } from "./comparison.js"
import { differenceOf, type Estimate } from "./difference.js"
import { estimateOf, type SpreadModel } from "./estimates.js"
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
  estimates: Map<RankingMeasure, Pick<Estimate, "mean" | "spread">>
}

/** With the values of every neuron and pair: pairs can be many, so that only neighbours have them at a time. */
interface WholeEstimates extends Comparable {
  estimates: Map<RankingMeasure, Estimate>
}

/**
 * Estimates of every measure of the models, one model after another, and with `steps` the differences of neighbours.
 * Cost: that of `modelSpread` for each model. Memory: one model, and the values of the one before.
 * @throws RoteError `settings-differ`, and what `modelSpread` throws; `bad-option` for a layer that a model does not
 * have
 */
export async function rankedEstimates(
  models: readonly (MeasuredModel | ModelToLoad)[],
  { layer, steps = false, onProgress, ...options }: SpreadOptions & { layer?: string; steps?: boolean },
): Promise<{ ranked: RankedEstimates[]; steps: Ranking["steps"] }> {
  const ranked: RankedEstimates[] = []
  const found: Ranking["steps"] = []
  let previous: WholeEstimates | undefined
  for (const [m, given] of models.entries()) {
    const model = "load" in given ? { ...(await given.load()), name: given.name } : given
    if (ranked.length > 0) requireComparable([ranked[0], model])
    const index = scopeIndex(model, layer)
    const spread = await modelSpread(model, {
      ...options,
      onProgress: ({ done, total }) => onProgress?.({ done: m * total + done, total: models.length * total }),
    })
    const current = estimatesOf({ ...model, spread }, index)
    if (steps && previous !== undefined) found.push(stepOf(previous, current))
    previous = current
    ranked.push(withoutValues(current))
  }
  return { ranked, steps: found }
}

function estimatesOf(model: SpreadModel, index: number): WholeEstimates {
  const { settings, examples } = model.measurement
  const estimates = new Map<RankingMeasure, Estimate>()
  for (const measure of allMeasures) {
    const estimate = estimateOf(model, measure, index)
    if (estimate !== null) estimates.set(measure, estimate)
  }
  return { name: model.name, measurement: { settings, examples }, estimates }
}

function withoutValues({ estimates, ...model }: WholeEstimates): RankedEstimates {
  return {
    ...model,
    estimates: new Map([...estimates].map(([measure, { mean, spread }]) => [measure, { mean, spread }])),
  }
}

function stepOf(from: WholeEstimates, to: WholeEstimates): Ranking["steps"][number] {
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
