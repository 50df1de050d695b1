import { coloredMnistExperiment, shuffledMnistExperiment } from "./digits/experiments.js"
import type { Experiment, ExperimentName } from "./experiment.js"

/** The paper's experiments that `rote experiment` runs, by name. */
export const experiments: Record<ExperimentName, Experiment> = {
  "colored-mnist": coloredMnistExperiment,
  "shuffled-mnist": shuffledMnistExperiment,
} as unknown as Record<ExperimentName, Experiment>
