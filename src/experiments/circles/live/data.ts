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
  /** The same points with a third feature that names the other class. */
  misleading: CirclesExamples
}

/**
 * The points of a network: the three see the same places in the plane. The third feature of the plain and the shuffled
 * network says nothing of any point. Cost: about a millisecond.
 */
export function liveData(name: LiveNetworkName, { shortcut, shuffle, seed }: LiveSettings): LiveData {
  const { trainingPoints, freshPoints, noise } = liveRegime
  const kind = {
    noise,
    named: name === "shortcut" ? shortcut : 0,
    division: 1,
    shuffle: name === "shuffled" ? shuffle : 0,
  }
  const stream = (index: number) => seededRandom(16 * seed + index)
  const { neutral, antiShortcut } = circlesEvaluation({ noise, points: freshPoints }, stream(1))
  return {
    training: circles({ ...kind, points: trainingPoints }, stream(0)),
    fresh: circles({ ...kind, points: freshPoints }, stream(2)),
    neutral,
    misleading: antiShortcut,
  }
}
