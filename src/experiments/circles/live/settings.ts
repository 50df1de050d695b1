/** The networks that are trained while one watches: no memorization, heuristic memorization, example-level memorization. */
export const liveNetworks = ["plain", "shortcut", "shuffled"] as const
export type LiveNetworkName = (typeof liveNetworks)[number]

export interface LiveSettings {
  /** Share of the shortcut network's points whose third feature names their class, 0 to 1; of the others it says nothing. */
  shortcut: number
  /** Share of the shuffled network's labels that are replaced by random ones, 0 to 1. */
  shuffle: number
  /** A whole number from 0: of the points, the first weights and the order of training. */
  seed: number
}

/** All that the settings leave alone; docs/experiments/explorable.md says how it was chosen. */
export const liveRegime = {
  hidden: [16, 16],
  /** Half of them on either circle, with this noise in both coordinates. */
  trainingPoints: 60,
  freshPoints: 500,
  noise: 0.1,
  entropy: { bins: 100, edges: "global" },
  training: {
    epochs: 2500,
    batchSize: 60,
    optimizer: { learningRate: 0.01, weightDecay: 0.3 },
    schedule: "constant",
  },
} as const

/** All that the entropy of a neuron can be with the bins there are, in nats. */
export const greatestEntropy = Math.log(liveRegime.entropy.bins)

/** Epochs that are looked at, from 0 to the last, closer together at the start, where most changes. */
export const liveEpochs: readonly number[] = momentEpochs(liveRegime.training.epochs, 90)

/** Their distances grow from one epoch to 70: a quarter of the moments lie in the first hundred. */
function momentEpochs(last: number, most: number): number[] {
  const epochs = Array.from({ length: most }, (_, moment) => Math.round(last * (moment / (most - 1)) ** 2.5))
  return [...new Set(epochs)]
}

/** The settings that a network depends on: a change of the others leaves it as it is. */
export function settingsOf(name: LiveNetworkName, { shortcut, shuffle, seed }: LiveSettings): number[] {
  return [seed, name === "shortcut" ? shortcut : 0, name === "shuffled" ? shuffle : 0]
}
