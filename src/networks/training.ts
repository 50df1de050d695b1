import { jit, numpy as np, tree, valueAndGrad } from "@jax-js/jax"
import type { LabelledExamples } from "../datasets/labelled.js"
import { permutation, type Random } from "../random.js"
import { type AdamOptions, adamUpdate, biasCorrections, type Moments, zeroMoments } from "./adam.js"
import { crossEntropy } from "./loss.js"
import { type HostArrays, type NamedArrays, type Network, toDevice } from "./network.js"

/** All that training changes; on the device until `disposeState`. */
export interface TrainingState {
  parameters: NamedArrays
  moments: Moments
  /** Optimizer steps done. */
  steps: number
}

/** Inputs (examples × features) and one-hot targets (examples × classes) of a mini-batch. */
export interface Batch {
  inputs: np.Array
  targets: np.Array
}

/** Consumes the state and the batch; returns the next state and the batch's mean loss, in nats, before the step. */
export type TrainingStep = (state: TrainingState, batch: Batch) => { state: TrainingState; loss: number }

export function startTraining(parameters: HostArrays): TrainingState {
  const onDevice = toDevice(parameters)
  return { parameters: onDevice, moments: zeroMoments(onDevice), steps: 0 }
}

export function disposeState(state: TrainingState): void {
  tree.dispose(state.parameters)
  tree.dispose(state.moments)
}

/** The compiled step of a network under AdamW: compiled at the first batch of each size, then reused. */
export function trainingStep(network: Network, options: AdamOptions): TrainingStep {
  const lossOf = (parameters: NamedArrays, inputs: np.Array, targets: np.Array) => {
    const { logits, activations } = network.forward(parameters, inputs)
    tree.dispose(activations)
    return crossEntropy(logits, targets)
  }
  const compiled = jit(
    (
      parameters: NamedArrays,
      moments: Moments,
      corrections: [np.Array, np.Array],
      inputs: np.Array,
      targets: np.Array,
    ) => {
      const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(parameters), inputs, targets)
      return { ...adamUpdate(parameters, moments, gradients, corrections, options), loss }
    },
  )
  return ({ parameters, moments, steps }, { inputs, targets }) => {
    const [first, second] = biasCorrections(steps + 1, options)
    const next = compiled(parameters, moments, [np.array(first), np.array(second)], inputs, targets)
    return {
      state: { parameters: next.parameters, moments: next.moments, steps: steps + 1 },
      loss: next.loss.item(),
    }
  }
}

/**
 * One pass over the examples in an order drawn from `random`, the last mini-batch smaller where they do not divide evenly.
 * Returns the state after it and the mean loss per example along the way, in nats.
 */
export function trainEpoch(
  step: TrainingStep,
  state: TrainingState,
  data: LabelledExamples,
  batchSize: number,
  random: Random,
): { state: TrainingState; loss: number } {
  const order = permutation(data.examples, random)
  let current = state
  let total = 0
  for (let from = 0; from < order.length; from += batchSize) {
    const chosen = order.subarray(from, from + batchSize)
    const done = step(current, gatherBatch(data, chosen))
    current = done.state
    total += done.loss * chosen.length
  }
  return { state: current, loss: total / data.examples }
}

/** Copies the chosen examples into a mini-batch on the device, labels as one-hot rows. */
export function gatherBatch({ features, classes, inputs, labels }: LabelledExamples, chosen: Int32Array): Batch {
  const values = new Float32Array(chosen.length * features)
  const targets = new Float32Array(chosen.length * classes)
  chosen.forEach((example, i) => {
    values.set(inputs.subarray(example * features, (example + 1) * features), i * features)
    targets[i * classes + labels[example]] = 1
  })
  return {
    inputs: np.array(values, { shape: [chosen.length, features] }),
    targets: np.array(targets, { shape: [chosen.length, classes] }),
  }
}
