import { expect, test } from "vitest"
import { neuronValues } from "#src/activations.js"
import { accuracy, predict, recordActivations } from "#src/networks/inference.js"
import { mlp } from "#src/networks/mlp.js"
import { toHost } from "#src/networks/network.js"
import { disposeState, startTraining, trainEpoch, trainingStep } from "#src/networks/training.js"
import { seededRandom } from "#src/random.js"

/** Points of the plane in two classes that no line parts: inside and outside a circle. */
function discs(examples: number, seed: number) {
  const random = seededRandom(seed)
  const inputs = Float32Array.from({ length: 2 * examples }, () => 2 * random() - 1)
  const labels = Uint8Array.from({ length: examples }, (_, i) =>
    Math.hypot(inputs[2 * i], inputs[2 * i + 1]) < 0.8 ? 1 : 0,
  )
  return { examples, features: 2, classes: 2, inputs, labels }
}

const network = mlp([2, 16, 16, 2])

async function trained(seed: number, epochs: number, weightDecay = 0) {
  const random = seededRandom(seed)
  const step = trainingStep(network, { learningRate: 0.01, weightDecay })
  let state = startTraining(network, network.initialise(random))
  const losses: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    // 200 examples in batches of 64: the last one has 8
    const done = await trainEpoch(step, state, discs(200, 1), 64, random)
    state = done.state
    losses.push(done.loss)
  }
  return { state, losses }
}

test("training lowers the loss from log 2 and learns what no line parts", async () => {
  const { state, losses } = await trained(1, 60)
  expect(losses[0]).toBeGreaterThan(0.5)
  expect(losses.at(-1)).toBeLessThan(0.15)
  expect(state.steps).toBe(60 * 4)
  expect(await accuracy(network, state.parameters, discs(500, 2))).toBeGreaterThan(0.9)
  disposeState(state)
})

test("the same seed gives the same weights bit for bit, another seed others", async () => {
  const weights = async (seed: number) => {
    const { state } = await trained(seed, 3)
    const host = await toHost(state.parameters)
    disposeState(state)
    return host
  }
  const first = await weights(7)
  expect(await weights(7)).toEqual(first)
  expect(await weights(8)).not.toEqual(first)
})

test("the first Adam step moves each weight by the learning rate against its gradient's sign, less the decay", async () => {
  const start = { "output.weight": { shape: [2, 2], data: Float32Array.from([1, 1, 1, 1]) } }
  const bias = { "output.bias": { shape: [2], data: new Float32Array(2) } }
  const line = mlp([2, 2])
  const one = { examples: 1, features: 2, classes: 2, inputs: Float32Array.from([1, 2]), labels: Uint8Array.from([0]) }
  const moved = async (weightDecay: number) => {
    const step = trainingStep(line, { learningRate: 0.1, weightDecay })
    const { state } = await trainEpoch(step, startTraining(line, { ...start, ...bias }), one, 1, seededRandom(0))
    return [...(await toHost(state.parameters))["output.weight"].data]
  }
  const near = (values: number[]) => values.map((value) => expect.closeTo(value, 5))
  expect(await moved(0)).toEqual(near([1.1, 1.1, 0.9, 0.9]))
  expect(await moved(0.5)).toEqual(near([1.05, 1.05, 0.85, 0.85]))
})

test("recorded activations are those of each example, neuron by neuron, and rectified after the rectifier", async () => {
  const { state } = await trained(2, 1)
  const points = discs(1100, 3)
  const both = await recordActivations(network, state.parameters, points, ["hidden2.post", "hidden2.pre"])
  expect(both.layers).toEqual([
    { name: "hidden2.pre", start: 0, end: 16 },
    { name: "hidden2.post", start: 16, end: 32 },
  ])
  expect(both.examples).toBe(1100)
  for (let j = 0; j < 16; j++) {
    expect(neuronValues(both, 16 + j)).toEqual(neuronValues(both, j).map((value) => Math.max(0, value)))
  }
  const end = { features: 2, inputs: points.inputs.slice(-4) }
  const last = await recordActivations(network, state.parameters, end, ["hidden2.pre"])
  for (let j = 0; j < 16; j++) expect(both.data[j * 1100 + 1099]).toBeCloseTo(last.data[2 * j + 1], 5)
  expect((await predict(network, state.parameters, points)).length).toBe(1100)
  disposeState(state)
})

test("a name that is no point of the network is refused with the names there are", async () => {
  const { state } = await trained(3, 1)
  await expect(recordActivations(network, state.parameters, discs(1, 0), ["hidden9.pre"])).rejects.toThrow(
    /hidden1\.pre.*hidden2\.post.*found hidden9\.pre/,
  )
  disposeState(state)
})
