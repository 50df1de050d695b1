import { jit, numpy as np, tree } from "@jax-js/jax"
import { seededRandom } from "../random.js"
import { crossEntropy } from "./loss.js"
import { mlp } from "./mlp.js"
import { type HostArrays, type NamedArrays, type Network, toHost } from "./network.js"
import { disposeState, startTraining, trainingStep } from "./training.js"

/** Examples of a class each, their features row after row. */
export interface ProbeExamples {
  examples: number
  inputs: Float32Array
  labels: Int32Array
}

/** How a probe is trained: Adam on all examples at once, until the validation loss has not fallen for `patience` steps. */
export interface ProbeTraining {
  learningRate: number
  steps: number
  patience: number
}

/** So many steps of the largest probes take well under a second: what else goes on in the process gets its turn. */
const stepsWithoutPause = 20

/** A small classifier and its compiled functions, to be trained again and again on other examples. */
export interface Probe {
  /** The parameters at the least validation loss; those it begins with count too. */
  train(training: ProbeExamples, validation: ProbeExamples, plan: ProbeTraining): Promise<HostArrays>
  /** Natural logarithm of the probability of each class, examples × classes. */
  logProbabilities(parameters: HostArrays, inputs: Float32Array): Float64Array
}

/**
 * A linear classifier, or with `hidden` one of a layer of so many rectified neurons. The linear one begins at zero, where every
 * class is as likely; the other as PyTorch's Linear does, by the seed.
 */
export function probe(features: number, classes: number, hidden: number | null, seed: number): Probe {
  const network = mlp(hidden === null ? [features, classes] : [features, hidden, classes])
  const initial = network.initialise(hidden === null ? () => 0.5 : seededRandom(seed))
  const logitsOf = compiledLogits(network)
  const lossOf = jit((parameters: NamedArrays, inputs: np.Array, targets: np.Array) => {
    const { logits, activations } = network.forward(parameters, inputs)
    tree.dispose(activations)
    return crossEntropy(logits, targets)
  })
  return {
    async train(training, validation, { learningRate, steps, patience }) {
      const step = trainingStep(network, { learningRate })
      const batch = onDevice(training, features, classes)
      const held = onDevice(validation, features, classes)
      let state = startTraining(network, initial)
      let best = { loss: Number.POSITIVE_INFINITY, step: 0, parameters: initial }
      for (let done = 0; done <= steps && done - best.step <= patience; done++) {
        const loss: number = lossOf(tree.ref(state.parameters), held.inputs.ref, held.targets.ref).item()
        if (loss < best.loss) best = { loss, step: done, parameters: await toHost(state.parameters) }
        if (done % stepsWithoutPause === 0) await pause()
        const next = step(state, { inputs: batch.inputs.ref, targets: batch.targets.ref })
        next.loss.dispose()
        state = next.state
      }
      disposeState(state)
      tree.dispose({ ...batch })
      tree.dispose({ ...held })
      return best.parameters
    },
    logProbabilities(parameters, inputs) {
      const logits = logitsOf(parameters, np.array(inputs.slice(), { shape: [inputs.length / features, features] }))
      return logSoftmax(logits, classes)
    },
  }
}

function compiledLogits(network: Network): (parameters: HostArrays, inputs: np.Array) => Float32Array {
  const compiled = jit((parameters: NamedArrays, inputs: np.Array) => {
    const { logits, activations } = network.forward(parameters, inputs)
    tree.dispose(activations)
    return logits
  })
  return (parameters, inputs) => {
    const arrays = Object.fromEntries(
      Object.entries(parameters).map(([name, { data, shape }]) => [name, np.array(data.slice(), { shape })]),
    )
    return compiled(arrays, inputs).dataSync() as Float32Array
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

function onDevice({ examples, inputs, labels }: ProbeExamples, features: number, classes: number) {
  const targets = new Float32Array(examples * classes)
  labels.forEach((label, i) => {
    targets[i * classes + label] = 1
  })
  return {
    inputs: np.array(inputs.slice(), { shape: [examples, features] }),
    targets: np.array(targets, { shape: [examples, classes] }),
  }
}

function logSoftmax(logits: Float32Array, classes: number): Float64Array {
  const result = Float64Array.from(logits)
  for (let start = 0; start < result.length; start += classes) {
    const row = result.subarray(start, start + classes)
    const most = row.reduce((greatest, value) => Math.max(greatest, value), Number.NEGATIVE_INFINITY)
    const sum = row.reduce((total, value) => total + Math.exp(value - most), 0)
    for (let c = 0; c < classes; c++) row[c] -= most + Math.log(sum)
  }
  return result
}
