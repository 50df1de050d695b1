import { jit, numpy as np, tree, valueAndGrad } from "@jax-js/jax"
import type { LabelledExamples } from "../datasets/labelled.js"
import { permutation, type Random } from "../random.js"
import { type AdamOptions, adamUpdate, type Moments, type StepFactors, stepFactors, zeroMoments } from "./adam.js"
import { batchInputs } from "./batch-inputs.js"
import { crossEntropy } from "./loss.js"
import { type HostArrays, type NamedArrays, type Network, toDevice } from "./network.js"

/** All that training changes; on the device until `disposeState`. */
export interface TrainingState {
  /** What the optimizer trains, and the network's statistics. */
  parameters: NamedArrays
  moments: Moments
  /** Optimizer steps done. */
  steps: number
}

/** Inputs (examples × features, or × tokens) and one-hot targets (examples × classes) of a mini-batch. */
export interface Batch {
  inputs: np.Array
  targets: np.Array
}

/**
 * Consumes the state and the batch; returns the next state and the batch's mean loss, in nats, before the step: a scalar on
 * the device, so that nobody waits for it who does not look. `rate` is the share of the learning rate that holds for this
 * step (1).
 */
export type TrainingStep = (
  state: TrainingState,
  batch: Batch,
  rate?: number,
) => { state: TrainingState; loss: np.Array }

export function startTraining(network: Network, parameters: HostArrays): TrainingState {
  const onDevice = toDevice(parameters)
  return { parameters: onDevice, moments: zeroMoments(split(network, onDevice).trained), steps: 0 }
}

export function disposeState(state: TrainingState): void {
  tree.dispose(state.parameters)
  tree.dispose(state.moments)
}

/** The compiled step of a network under AdamW: compiled at the first batch of each size, then reused. `seed` is of dropout. */
export function trainingStep(network: Network, options: AdamOptions, seed = 0): TrainingStep {
  const lossOf = (
    trained: NamedArrays,
    statistics: NamedArrays,
    inputs: np.Array,
    targets: np.Array,
    key: np.Array,
  ) => {
    const output = network.forward({ ...trained, ...statistics }, inputs, { key })
    tree.dispose(output.activations)
    return [crossEntropy(output.logits, targets), output.statistics] as [np.Array, NamedArrays]
  }
  const compiled = jit(
    (
      parameters: NamedArrays,
      moments: Moments,
      factors: StepFactors<np.Array>,
      inputs: np.Array,
      targets: np.Array,
      key: np.Array,
    ) => {
      const { trained, statistics } = split(network, parameters)
      const [[loss, moved], gradients] = valueAndGrad(lossOf, { hasAux: true })(
        tree.ref(trained),
        statistics,
        inputs,
        targets,
        key,
      )
      const next = adamUpdate(trained, moments, gradients, factors, options)
      return { parameters: { ...next.parameters, ...moved }, moments: next.moments, loss }
    },
  )
  return ({ parameters, moments, steps }, { inputs, targets }, rate = 1) => {
    const { mean, square } = stepFactors(steps + 1, rate, options)
    const factors = { mean: np.array(mean), square: np.array(square), rate: np.array(rate) }
    const next = compiled(parameters, moments, factors, inputs, targets, stepKey(seed, steps))
    return { state: { parameters: next.parameters, moments: next.moments, steps: steps + 1 }, loss: next.loss }
  }
}

/** A key of its own for every step of every seed. */
function stepKey(seed: number, steps: number): np.Array {
  return np.array(new Uint32Array([seed, steps]), { dtype: np.uint32 })
}

/** The parameters an optimizer trains, and the statistics the network moves on itself. */
function split(network: Network, parameters: NamedArrays): { trained: NamedArrays; statistics: NamedArrays } {
  const trained = { ...parameters }
  const statistics: NamedArrays = {}
  for (const name of network.statistics) {
    statistics[name] = parameters[name]
    delete trained[name]
  }
  return { trained, statistics }
}

/**
 * One pass over the examples in an order drawn from `random`, the last mini-batch smaller where they do not divide evenly.
 * `rateAt` gives the share of the learning rate after that many steps. Returns the state after it and the mean loss per
 * example along the way, in nats.
 */
export async function trainEpoch(
  step: TrainingStep,
  state: TrainingState,
  data: LabelledExamples,
  batchSize: number,
  random: Random,
  rateAt: (step: number) => number = () => 1,
): Promise<{ state: TrainingState; loss: number }> {
  const order = permutation(data.examples, random)
  let current = state
  let total = 0
  for (let from = 0; from < order.length; from += batchSize) {
    const chosen = order.subarray(from, from + batchSize)
    const done = step(current, gatherBatch(data, chosen), rateAt(current.steps))
    current = done.state
    // Nothing is computed before somebody asks for it: asked at the end of the epoch alone, the steps would pile up.
    const [loss] = await done.loss.data()
    total += loss * chosen.length
  }
  return { state: current, loss: total / data.examples }
}

/** Copies the chosen examples into a mini-batch on the device, labels as one-hot rows. */
export function gatherBatch(data: LabelledExamples, chosen: Int32Array): Batch {
  const { classes, labels } = data
  const targets = new Float32Array(chosen.length * classes)
  chosen.forEach((example, i) => {
    targets[i * classes + labels[example]] = 1
  })
  return { inputs: batchInputs(data, chosen), targets: np.array(targets, { shape: [chosen.length, classes] }) }
}
