import type { SweepDefinition } from "../experiment.js"

/**
 * The paper's figures have α = 1 besides its five values; with six settings one exchange of neighbours is still significant.
 * Ranked against the knob: most adjectives agree with their labels, so that a network may win with them on validation reviews what
 * it loses where they disagree, and its accuracy stands still.
 */
export const adjectivesSweep: SweepDefinition = {
  knob: "alpha",
  symbol: "α",
  meaning: "share of the labels against the adjective that are made to follow it",
  values: [0, 0.2, 0.4, 0.6, 0.8, 1],
  memorization: "heuristic",
  against: "knob",
  paperTau: { entropy: 0.8, mutualInformation: 0.8 },
}

export const shuffledReviewsSweep: SweepDefinition = {
  knob: "beta",
  symbol: "β",
  meaning: "share of the labels replaced at random",
  values: [0, 0.2, 0.4, 0.6, 0.8, 1],
  memorization: "example-level",
  against: "accuracy",
  paperTau: { entropy: 0.6, mutualInformation: 0.8 },
}
