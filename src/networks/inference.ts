import { jit, numpy as np, tree } from "@jax-js/jax"
import { type ActivationMatrix, activationMatrix, allocateValues, type Layer } from "../activations.js"
import type { LabelledExamples } from "../datasets/labelled.js"
import { RoteError } from "../errors.js"
import type { NamedArrays, Network } from "./network.js"

const BATCH = 500

/** The class with the largest logit for each example; the first of equals. Keeps `parameters`. */
export function predict(network: Network, parameters: NamedArrays, inputs: Float32Array): Uint8Array {
  const { features, classes } = network
  const predicted = new Uint8Array(inputs.length / features)
  const logitsOf = jit((p: NamedArrays, x: np.Array) => {
    const { logits, activations } = network.forward(p, x)
    tree.dispose(activations)
    return logits
  })
  eachBatch(inputs, features, (batch, start, count) => {
    const logits = logitsOf(tree.ref(parameters), batch).dataSync()
    for (let i = 0; i < count; i++) {
      let best = 0
      for (let c = 1; c < classes; c++) if (logits[i * classes + c] > logits[i * classes + best]) best = c
      predicted[start + i] = best
    }
  })
  return predicted
}

/** Share of examples whose predicted class is their label. */
export function accuracy(network: Network, parameters: NamedArrays, data: LabelledExamples): number {
  const predicted = predict(network, parameters, data.inputs)
  let right = 0
  for (let i = 0; i < data.examples; i++) if (predicted[i] === data.labels[i]) right++
  return right / data.examples
}

/**
 * The activations of a network on `inputs`, one layer per named point, in the network's order. Keeps `parameters`.
 * @throws RoteError `bad-option` for a name that is not a point of the network
 */
export function recordActivations(
  network: Network,
  parameters: NamedArrays,
  inputs: Float32Array,
  names: readonly string[],
): ActivationMatrix {
  const unknown = names.find((name) => !network.points.some((point) => point.name === name))
  if (unknown !== undefined) {
    throw new RoteError("bad-option", {
      expected: `one of the points ${network.points.map((point) => point.name).join(", ")}`,
      found: unknown,
    })
  }
  const points = network.points.filter((point) => names.includes(point.name))
  const examples = inputs.length / network.features
  const layers: Layer[] = []
  let neurons = 0
  for (const point of points) {
    layers.push({ name: point.name, start: neurons, end: neurons + point.neurons })
    neurons += point.neurons
  }
  const data = allocateValues(examples * neurons, "float32")
  const activationsOf = jit((p: NamedArrays, x: np.Array) => {
    const { logits, activations } = network.forward(p, x)
    logits.dispose()
    return activations
  })
  eachBatch(inputs, network.features, (batch, start, count) => {
    const activations = activationsOf(tree.ref(parameters), batch)
    for (const layer of layers) {
      const values = activations[layer.name].ref.dataSync()
      const width = layer.end - layer.start
      for (let j = 0; j < width; j++) {
        const to = (layer.start + j) * examples + start
        for (let i = 0; i < count; i++) data[to + i] = values[i * width + j]
      }
    }
    tree.dispose(activations)
  })
  return activationMatrix(data, examples, neurons, layers)
}

function eachBatch(
  inputs: Float32Array,
  features: number,
  visit: (batch: np.Array, start: number, count: number) => void,
): void {
  const examples = inputs.length / features
  for (let start = 0; start < examples; start += BATCH) {
    const values = inputs.slice(start * features, (start + BATCH) * features)
    const count = values.length / features
    visit(np.array(values, { shape: [count, features] }), start, count)
  }
}
