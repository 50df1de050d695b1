import type { EpochCurves, EpochPoint, KnobCurve } from "../../plots/index.js"
import type { Snapshot } from "../sweep/model-result.js"
import type { SweptModel } from "../sweep/trend-table.js"
import type { Setting } from "./loaded-model.js"
import { rangeOverSeeds } from "./pooled.js"

/**
 * Accuracies and mean measures, of one layer or of all (null), at the epochs that every seed of a setting was looked at; null
 * without any.
 */
export function epochCurves(settings: Setting<SweptModel>[], ofLayer: string | null = null): EpochCurves | null {
  const looked = settings.map((setting) => ({ ...setting, epochs: commonEpochs(setting) }))
  if (looked.every(({ epochs }) => epochs.length === 0)) return null
  const curves = (of: (snapshot: Snapshot) => number | null): KnobCurve[] =>
    looked.map(({ knob, models, epochs }) => ({
      knob,
      points: epochs.map((epoch): EpochPoint => {
        const { mean, low, high } = rangeOverSeeds(knob, models, ({ result }) => {
          const snapshot = result.snapshots.find((candidate) => candidate.epoch === epoch)
          return snapshot === undefined ? null : of(snapshot)
        })
        return { epoch, mean, low, high }
      }),
    }))
  const means = (snapshot: Snapshot) => snapshot.measures.find(({ layer }) => layer === ofLayer)
  const measures = [
    { title: "Mean entropy, shared bins, nats", curves: curves((snapshot) => means(snapshot)?.entropy ?? null) },
    {
      title: "Mean mutual information, nats",
      curves: curves((snapshot) => means(snapshot)?.mutualInformation ?? null),
      scale: "symlog" as const,
    },
  ]
  return {
    train: curves(({ trainingAccuracy }) => trainingAccuracy),
    validation: curves(({ validationAccuracy }) => validationAccuracy),
    measures: measures.filter(({ curves: drawn }) =>
      drawn.some(({ points }) => points.some(({ mean }) => !Number.isNaN(mean))),
    ),
  }
}

/** Networks may stop at different epochs: a mean over those that went on would jump there. */
function commonEpochs({ models }: Setting<SweptModel>): number[] {
  const [first, ...others] = models.map(({ result }) => result.snapshots.map(({ epoch }) => epoch))
  return first.filter((epoch) => others.every((epochs) => epochs.includes(epoch)))
}
