import { circlesExperiment } from "./circles/experiment.js"
import { coloredMnistExperiment, shuffledMnistExperiment } from "./digits/experiments.js"
import type { Experiment, ExperimentName } from "./experiment.js"
import { sentimentAdjectivesExperiment, shuffledImdbExperiment } from "./text/experiments.js"

/** The paper's experiments that `rote experiment` runs, by name. */
export const experiments: Record<ExperimentName, Experiment> = {
  circles: circlesExperiment,
  "colored-mnist": coloredMnistExperiment,
  "shuffled-mnist": shuffledMnistExperiment,
  "sentiment-adjectives": sentimentAdjectivesExperiment,
  "shuffled-imdb": shuffledImdbExperiment,
}
