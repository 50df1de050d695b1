import type { ExperimentName, Knob } from "../../experiment.js"
import { circlesText } from "./circles.js"
import { coloredMnistText } from "./colored-mnist.js"
import { sentimentAdjectivesText } from "./sentiment-adjectives.js"
import { shuffledImdbText } from "./shuffled-imdb.js"
import { shuffledMnistText } from "./shuffled-mnist.js"

/** What an experiment's report says before any number of ours: a string is a paragraph. */
export interface ExperimentText {
  /** What a network may memorise here, and how that would show. */
  question: string[]
  /** How the data are made. */
  data: string[]
  /** What turning a knob does. */
  knobs: Partial<Record<Knob, string>>
  /** What Bansal et al. 2022 found. */
  paper: string[]
}

export const experimentTexts: Record<ExperimentName, ExperimentText> = {
  circles: circlesText,
  "colored-mnist": coloredMnistText,
  "shuffled-mnist": shuffledMnistText,
  "sentiment-adjectives": sentimentAdjectivesText,
  "shuffled-imdb": shuffledImdbText,
}
