import { type CirclesExamples, circles, circlesEvaluation } from "../../../datasets/circles.js"
import { seededRandom } from "../../../random.js"
import { type LiveNetworkName, type LiveSettings, liveRegime } from "./settings.js"

/** The points of one network. */
export interface LiveData {
  training: CirclesExamples
  /** Points not trained on, of the same kind: what is measured. */
  fresh: CirclesExamples
  /** Points whose third feature says nothing, with their true labels. */
  neutral: CirclesExamples
}

/** The points of a network: the three are trained on the same places in the plane. Cost: about a millisecond. */
export function liveData(name: LiveNetworkName, { shortcut, shuffle, seed }: LiveSettings): LiveData {
  const options = {
    division: 0.5 + (name === "shortcut" ? shortcut : 0) / 2,
    shuffle: name === "shuffled" ? shuffle : 0,
  }
  const { trainingPoints, freshPoints } = liveRegime
  const stream = (index: number) => seededRandom(16 * seed + index)
  return {
    training: circles({ ...options, points: trainingPoints }, stream(0)),
    fresh: circles({ ...options, points: freshPoints }, stream(2)),
    neutral: circlesEvaluation({ points: freshPoints }, stream(1)).neutral,
  }
}
