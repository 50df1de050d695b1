import { type Direction, PAPER_CLAIMS, type Trend, trend } from "../../selection/index.js"
import type { Knob, SweepDefinition } from "../experiment.js"
import type { MeanMeasures, ModelResult } from "./model-result.js"
import { type Side, sides } from "./model-spec.js"

export const measures = ["entropy", "entropyLocal", "entropyKnn", "mutualInformation"] as const
export type Measure = (typeof measures)[number]

/** A complete model's place in a sweep, its accuracies and its means: as much as sweep.json has of it. */
export interface SweptMeans {
  knob: Knob
  value: number
  seed: number
  result: Pick<ModelResult, "accuracy" | Side>
}

/** A complete model and its place in a sweep. */
export interface SweptModel extends SweptMeans {
  result: ModelResult
}

/** Does one measure, of one layer or of all, order the models of a sweep as the paper claims? */
export interface TrendRow {
  knob: Knob
  side: Side
  /** Null for all layers together. */
  layer: string | null
  measure: Measure
  claimed: Direction
  trend: Trend
}

/**
 * Table 2 of the paper and more: the agreement of each mean measure with validation accuracy (with the knob, where accuracy
 * is not what the sweep turns on), on both sides of the rectifiers, layer by layer and over all.
 */
export function trendTable(sweep: SweepDefinition, models: readonly SweptMeans[]): TrendRow[] {
  const own = models.filter(({ knob }) => knob === sweep.knob)
  if (own.length === 0) return []
  return sides.flatMap((side) =>
    own[0].result[side].flatMap(({ layer }, index) =>
      measures.flatMap((measure): TrendRow[] => {
        const claimed = claimOf(sweep, measure)
        const networks = own.map(({ value, seed, result }) => ({
          knob: value,
          seed,
          value: meanOf(result[side][index], measure),
          accuracy: result.accuracy.validation,
        }))
        if (networks.some(({ value }) => Number.isNaN(value))) return []
        return [
          {
            knob: sweep.knob,
            side,
            layer,
            measure,
            claimed,
            trend: trend(networks, claimed, { against: sweep.against }),
          },
        ]
      }),
    ),
  )
}

/** Kendall's τ in the paper's Table 2, which has mean entropy and mutual information of all layers, before the rectifiers. */
export function paperTauOf(
  { paperTau }: SweepDefinition,
  { side, layer, measure }: Omit<TrendRow, "knob" | "claimed" | "trend">,
) {
  if (side !== "pre" || layer !== null || (measure !== "entropy" && measure !== "mutualInformation")) return undefined
  return paperTau?.[measure]
}

export function claimOf({ memorization }: SweepDefinition, measure: Measure): Direction {
  const { entropy, mutualInformation } = PAPER_CLAIMS[memorization]
  return measure === "mutualInformation" ? mutualInformation : entropy
}

function meanOf(means: MeanMeasures, measure: Measure): number {
  return means[measure] ?? Number.NaN
}
