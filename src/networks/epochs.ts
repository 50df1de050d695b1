import type { LabelledExamples } from "../datasets/labelled.js"
import { permutation, seededRandom } from "../random.js"
import type { AdamOptions } from "./adam.js"
import { type Checkpoint, stateOf } from "./checkpoint.js"
import type { Network } from "./network.js"
import { disposeState, startTraining, type TrainingState, trainEpoch, trainingStep } from "./training.js"

/** All that decides a training beside the network and its examples. */
export interface TrainingPlan {
  epochs: number
  batchSize: number
  optimizer: AdamOptions
  /**
   * The learning rate over the steps: as it is; falling in a straight line to zero after the last; or rising in one over the first
   * tenth before it falls.
   */
  schedule: "constant" | "linear" | "warm-linear"
  /** Of the first weights, the order of the examples, and dropout. */
  seed: number
}

export interface Epoch {
  /** Epochs done: 0 for the network as it begins. */
  epoch: number
  /** Mean loss along the epoch, in nats; null before the first. */
  loss: number | null
  /** As it is after the epoch; good until the next is asked for. */
  state: TrainingState
}

/**
 * Trains a network epoch by epoch and hands each to the caller, the network before the first as epoch 0; the caller may
 * stop at any. With `from`, goes on after that checkpoint's epoch, and ends with the same bits as without the break.
 */
export async function* trainEpochs(
  network: Network,
  data: LabelledExamples,
  plan: TrainingPlan,
  from?: Checkpoint,
): AsyncGenerator<Epoch, void> {
  const step = trainingStep(network, plan.optimizer, plan.seed)
  const stepsPerEpoch = Math.ceil(data.examples / plan.batchSize)
  const steps = plan.epochs * stepsPerEpoch
  const rateAt = (done: number) => rateShare(plan.schedule, done, steps)
  let state = from === undefined ? startTraining(network, network.initialise(seededRandom(plan.seed))) : stateOf(from)
  const order = seededRandom(plan.seed + 1)
  const first = state.steps / stepsPerEpoch
  for (let epoch = 0; epoch < first; epoch++) permutation(data.examples, order)
  try {
    if (first === 0) yield { epoch: 0, loss: null, state }
    for (let epoch = first + 1; epoch <= plan.epochs; epoch++) {
      const done = await trainEpoch(step, state, data, plan.batchSize, order, rateAt)
      state = done.state
      yield { epoch, loss: done.loss, state }
    }
  } finally {
    disposeState(state)
  }
}

/** The share of the learning rate that holds for the step after `done` of `steps`. */
export function rateShare(schedule: TrainingPlan["schedule"], done: number, steps: number): number {
  if (schedule === "constant") return 1
  const rising = schedule === "warm-linear" ? Math.ceil(steps / 10) : 0
  return done < rising ? (done + 1) / rising : (steps - done) / (steps - rising)
}
