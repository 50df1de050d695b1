import type { EpochCurves, EpochPoint, KnobCurve } from "../../plots/index.js"
import type { Snapshot } from "../sweep/model-result.js"
import type { SweptModel } from "../sweep/trend-table.js"
import type { Setting } from "./loaded-model.js"
import { rangeOverSeeds } from "./pooled.js"

/** Accuracies and mean measures over all layers at the epochs that every seed of a setting was looked at; null without any. */
export function epochCurves(settings: Setting<SweptModel>[]): EpochCurves | null {
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
  const overall = (snapshot: Snapshot) => snapshot.measures.find(({ layer }) => layer === null)
  const measures = [
    { title: "Mean entropy, shared bins, nats", curves: curves((snapshot) => overall(snapshot)?.entropy ?? null) },
    {
      title: "Mean mutual information, nats",
      curves: curves((snapshot) => overall(snapshot)?.mutualInformation ?? null),
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
