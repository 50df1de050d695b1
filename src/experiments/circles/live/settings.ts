import type { TrainingPlan } from "../../../networks/epochs.js"
import { frameEpochs } from "../frame-epochs.js"

/** The networks that are trained while one watches: no memorization, heuristic memorization, example-level memorization. */
export const liveNetworks = ["plain", "shortcut", "shuffled"] as const
export type LiveNetworkName = (typeof liveNetworks)[number]

export interface LiveSettings {
  /** How often the shortcut network's third feature tells the truth: 0 never (it says nothing), 1 always. */
  shortcut: number
  /** Share of the shuffled network's labels that are replaced by random ones, 0 to 1. */
  shuffle: number
  /** A whole number from 0: of the points, the first weights and the order of training. */
  seed: number
}

/** All but the sliders; docs/experiments/explorable.md says how it was chosen. */
export const liveRegime = {
  hidden: [16, 16],
  trainingPoints: 400,
  freshPoints: 500,
  entropy: { bins: 100, edges: "global" },
  training: {
    epochs: 600,
    batchSize: 100,
    optimizer: { learningRate: 5e-3, weightDecay: 1 },
    schedule: "constant",
  } satisfies Omit<TrainingPlan, "seed">,
} as const

/** Epochs that are looked at, from 0 to the last, closer together at the start, where most changes. */
export const liveEpochs: readonly number[] = frameEpochs(liveRegime.training.epochs, 90)

/** The settings that a network depends on: a change of the others leaves it as it is. */
export function settingsOf(name: LiveNetworkName, { shortcut, shuffle, seed }: LiveSettings): number[] {
  return [seed, name === "shortcut" ? shortcut : 0, name === "shuffled" ? shuffle : 0]
}
