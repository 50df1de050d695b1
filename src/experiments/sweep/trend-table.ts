import { type Direction, PAPER_CLAIMS, type Trend, trend } from "../../selection/index.js"
import type { Knob, SweepDefinition } from "../experiment.js"
import { type MeanMeasures, type ModelResult, meansOn, measuredSides } from "./model-result.js"
import type { Side } from "./model-spec.js"

export const measures = ["entropy", "entropyLocal", "entropyKnn", "mutualInformation"] as const
export type Measure = (typeof measures)[number]

/** The measures of a side. Entropies are always those of every neuron: with more pairs they are the same once more. */
export function measuresOn(side: Side): readonly Measure[] {
  return side === "cls-all" ? ["mutualInformation"] : measures
}

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
 * is not what the sweep turns on), on every side that the networks were measured on, layer by layer and over all.
 */
export function trendTable(sweep: SweepDefinition, models: readonly SweptMeans[]): TrendRow[] {
  const own = models.filter(({ knob }) => knob === sweep.knob)
  if (own.length === 0) return []
  return measuredSides(own[0].result).flatMap((side) =>
    meansOn(own[0].result, side).flatMap(({ layer }, index) =>
      measuresOn(side).flatMap((measure): TrendRow[] => {
        const claimed = claimOf(sweep, measure)
        const networks = own.map(({ value, seed, result }) => ({
          knob: value,
          seed,
          value: meanOf(meansOn(result, side)[index], measure),
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

/** Kendall's τ in the paper's Table 2, which has mean entropy and mutual information of all layers, on the first side. */
export function paperTauOf(
  { paperTau }: SweepDefinition,
  { side, layer, measure }: Omit<TrendRow, "knob" | "claimed" | "trend">,
) {
  if (layer !== null || (side !== "pre" && side !== "cls")) return undefined
  return measure === "entropy" || measure === "mutualInformation" ? paperTau?.[measure] : undefined
}

export function claimOf({ memorization }: SweepDefinition, measure: Measure): Direction {
  const { entropy, mutualInformation } = PAPER_CLAIMS[memorization]
  return measure === "mutualInformation" ? mutualInformation : entropy
}

function meanOf(means: MeanMeasures, measure: Measure): number {
  return means[measure] ?? Number.NaN
}
