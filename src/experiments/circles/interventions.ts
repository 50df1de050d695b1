import type { CirclesEvaluation } from "../../datasets/circles.js"
import type { LabelledExamples } from "../../datasets/labelled.js"
import { RoteError } from "../../errors.js"
import type { Measurement } from "../../estimators/measurement.js"
import { quantile } from "../../estimators/quantile.js"
import { requireInteger } from "../../estimators/validate.js"
import type { HostArrays } from "../../networks/network.js"
import { hiddenWidths, plainAccuracy, plainForward } from "../../networks/plain-forward.js"
import { switchOff } from "../../networks/switch-off.js"
import { permutation, seededRandom } from "../../random.js"

/** What neurons are switched off by, one number for each hidden neuron, in the order of the layers. */
export interface NeuronScores {
  entropy: Float64Array
  meanMutualInformation: Float64Array
  differentialActivation: Float64Array
}

/** Which neurons go first. */
export type InterventionOrder =
  | "lowest-entropy"
  | "highest-entropy"
  | "highest-mutual-information"
  | "largest-differential-activation"
  | "random"

export type EvaluationName = keyof CirclesEvaluation

export interface InterventionCurve {
  order: InterventionOrder
  evaluation: EvaluationName
  /** With the first n neurons of the order switched off, n = 0, 1, …: for `random` the mean over the draws. */
  accuracy: Float64Array
  /** 5 % and 95 % quantile over the draws of `random`; null for the other orders, which have one outcome. */
  interval: [low: Float64Array, high: Float64Array] | null
}

export interface InterventionOptions {
  /** Random orders to average over; 100 unless given. */
  draws?: number
  /** Of the random orders; 0 unless given. */
  seed?: number
  /** Neurons switched off at most; all hidden ones unless given. */
  most?: number
}

/** Scores from a measurement of every hidden neuron (the `.post` points, or the `.pre` points, of all hidden layers). */
export function neuronScores({ neuronTable }: Measurement, differentialActivation: Float64Array): NeuronScores {
  const { entropy, meanMutualInformation } = neuronTable
  return { entropy, meanMutualInformation, differentialActivation }
}

/**
 * Accuracy of a network as its hidden neurons are switched off one after the other, chosen by what was measured of them, on
 * the points where the third feature agrees, disagrees and says nothing (Bansal et al. 2022). A heuristic that sits in few
 * neurons is lost with them: accuracy falls on the shortcut's points and rises on the others.
 *
 * Cost: (draws + 4) × (most + 1) forward passes over the three sets: some seconds for 16-16 on 3 × 2,000 points.
 * @throws RoteError `bad-option` for scores of another number of neurons, a number of draws below 1 or of neurons the network
 * does not have
 */
export function interventions(
  parameters: HostArrays,
  scores: NeuronScores,
  evaluation: Record<EvaluationName, LabelledExamples>,
  { draws = 100, seed = 0, most }: InterventionOptions = {},
): InterventionCurve[] {
  const neurons = hiddenWidths(parameters).reduce((sum, width) => sum + width, 0)
  requireScores(scores, neurons)
  const steps = most ?? neurons
  requireInteger("draws", draws, 1)
  requireInteger("most", steps, 0, neurons)
  const random = seededRandom(seed)
  const randomOrders = Array.from({ length: draws }, () => permutation(neurons, random))
  return (Object.keys(evaluation) as EvaluationName[]).flatMap((name) => {
    const accuraciesIn = (order: Int32Array) =>
      Float64Array.from({ length: steps + 1 }, (_, count) => {
        const remaining = switchOff(parameters, order.subarray(0, count))
        return plainAccuracy(plainForward(remaining, evaluation[name].inputs), evaluation[name].labels)
      })
    const chosen = Object.entries(orders(scores)).map(([order, neuronsInOrder]) => ({
      order: order as InterventionOrder,
      evaluation: name,
      accuracy: accuraciesIn(neuronsInOrder),
      interval: null,
    }))
    return [...chosen, { evaluation: name, ...overDraws(randomOrders.map(accuraciesIn)) }]
  })
}

function orders({ entropy, meanMutualInformation, differentialActivation }: NeuronScores) {
  return {
    "lowest-entropy": ascending(entropy),
    "highest-entropy": ascending(entropy.map((value) => -value)),
    "highest-mutual-information": ascending(meanMutualInformation.map((value) => -value)),
    "largest-differential-activation": ascending(differentialActivation.map((value) => -Math.abs(value))),
  } satisfies Partial<Record<InterventionOrder, Int32Array>>
}

/** Neurons by rising score; of equal scores the first neuron first. */
function ascending(scores: Float64Array): Int32Array {
  return Int32Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b] || a - b)
}

function overDraws(outcomes: Float64Array[]): Pick<InterventionCurve, "order" | "accuracy" | "interval"> {
  const columns = Array.from(outcomes[0], (_, count) => Float64Array.from(outcomes, (outcome) => outcome[count]).sort())
  return {
    order: "random",
    accuracy: Float64Array.from(columns, (column) => column.reduce((sum, value) => sum + value, 0) / column.length),
    interval: [
      Float64Array.from(columns, (column) => quantile(column, 0.05)),
      Float64Array.from(columns, (column) => quantile(column, 0.95)),
    ],
  }
}

function requireScores(scores: NeuronScores, neurons: number): void {
  for (const [score, values] of Object.entries(scores)) {
    if (values.length === neurons) continue
    throw new RoteError("bad-option", {
      input: score,
      expected: `a score for each of the ${neurons} hidden neurons`,
      found: `${values.length}`,
      hint: "measure one point of every hidden layer, before or after the rectifier",
    })
  }
}
