import { jit, type numpy as np, tree } from "@jax-js/jax"
import { type ActivationMatrix, activationMatrix, allocateValues, type Layer } from "../activations.js"
import type { InputRows, LabelledExamples } from "../datasets/labelled.js"
import { RoteError } from "../errors.js"
import { batchInputs } from "./batch-inputs.js"
import type { NamedArrays, Network } from "./network.js"

/** Examples asked about at once: of texts fewer, for each is a matrix for every head of every layer. */
const batchOf = ({ padding }: InputRows) => (padding === undefined ? 500 : 32)

/** The class with the largest logit for each example; the first of equals. Keeps `parameters`. */
export async function predict(network: Network, parameters: NamedArrays, rows: InputRows): Promise<Uint8Array> {
  const { classes } = network
  const predicted = new Uint8Array(rows.inputs.length / rows.features)
  const logitsOf = jit((p: NamedArrays, x: np.Array) => {
    const { logits, activations } = network.forward(p, x)
    tree.dispose(activations)
    return logits
  })
  await eachBatch(rows, async (batch, start, count) => {
    const logits = await logitsOf(tree.ref(parameters), batch).data()
    for (let i = 0; i < count; i++) predicted[start + i] = largest(logits, i, classes)
  })
  return predicted
}

/** Share of examples whose predicted class is their label. */
export async function accuracy(network: Network, parameters: NamedArrays, data: LabelledExamples): Promise<number> {
  return shareRight(await predict(network, parameters, data), data.labels)
}

/** Share of the predicted classes that are the labels. */
export function shareRight(predicted: Uint8Array, labels: Uint8Array): number {
  let right = 0
  for (let i = 0; i < labels.length; i++) if (predicted[i] === labels[i]) right++
  return right / labels.length
}

/**
 * The activations of a network on `rows`, one layer per named point, in the network's order. Keeps `parameters`.
 * @throws RoteError `bad-option` for a name that is not a point of the network
 */
export async function recordActivations(
  network: Network,
  parameters: NamedArrays,
  rows: InputRows,
  names: readonly string[],
): Promise<ActivationMatrix> {
  return (await observe(network, parameters, rows, names)).activations
}

/** As `recordActivations`, and in the same pass what `predict` gives. */
export async function observe(
  network: Network,
  parameters: NamedArrays,
  rows: InputRows,
  names: readonly string[],
): Promise<{ activations: ActivationMatrix; predicted: Uint8Array }> {
  const unknown = names.find((name) => !network.points.some((point) => point.name === name))
  if (unknown !== undefined) {
    throw new RoteError("bad-option", {
      expected: `one of the points ${network.points.map((point) => point.name).join(", ")}`,
      found: unknown,
    })
  }
  const points = network.points.filter((point) => names.includes(point.name))
  const examples = rows.inputs.length / rows.features
  const layers: Layer[] = []
  let neurons = 0
  for (const point of points) {
    layers.push({ name: point.name, start: neurons, end: neurons + point.neurons })
    neurons += point.neurons
  }
  const data = allocateValues(examples * neurons, "float32")
  const predicted = new Uint8Array(examples)
  const answersOf = jit((p: NamedArrays, x: np.Array) => {
    const { logits, activations } = network.forward(p, x)
    return { logits, activations }
  })
  await eachBatch(rows, async (batch, start, count) => {
    const { logits, activations } = answersOf(tree.ref(parameters), batch)
    const answers = await logits.data()
    for (let i = 0; i < count; i++) predicted[start + i] = largest(answers, i, network.classes)
    for (const layer of layers) {
      const values = await activations[layer.name].ref.data()
      const width = layer.end - layer.start
      for (let j = 0; j < width; j++) {
        const to = (layer.start + j) * examples + start
        for (let i = 0; i < count; i++) data[to + i] = values[i * width + j]
      }
    }
    tree.dispose(activations)
  })
  return { activations: activationMatrix(data, examples, neurons, layers), predicted }
}

/** The class of an example's largest logit, the first of equals. */
function largest(logits: ArrayLike<number>, example: number, classes: number): number {
  let best = 0
  const first = example * classes
  for (let c = 1; c < classes; c++) if (logits[first + c] > logits[first + best]) best = c
  return best
}

async function eachBatch(
  rows: InputRows,
  visit: (batch: np.Array, start: number, count: number) => Promise<void>,
): Promise<void> {
  const examples = rows.inputs.length / rows.features
  const most = batchOf(rows)
  for (let start = 0; start < examples; start += most) {
    const count = Math.min(most, examples - start)
    const chosen = Int32Array.from({ length: count }, (_, i) => start + i)
    await visit(batchInputs(rows, chosen), start, count)
  }
}
