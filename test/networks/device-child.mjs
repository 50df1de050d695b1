// Trains a network on the device named first, the network named second, and prints what came of it.
import { openDevice } from "#src/networks/device-node.js"
import { smallEncoder } from "#src/networks/distilbert/config.js"
import { encoderNetwork } from "#src/networks/distilbert/encoder.js"
import { accuracy, recordActivations } from "#src/networks/inference.js"
import { mlp } from "#src/networks/mlp.js"
import { toHost } from "#src/networks/network.js"
import { startTraining, trainEpoch, trainingStep } from "#src/networks/training.js"
import { seededRandom } from "#src/random.js"

const [device, which] = process.argv.slice(2)
const random = seededRandom(1)

/** Vectors of two classes, or texts of as many lengths as there are, filled up with 0. */
const workloads = {
  mlp: () => ({
    network: mlp([12, 16, 16, 2]),
    data: { features: 12, inputs: Float32Array.from({ length: 24 * 12 }, random) },
  }),
  encoder: () => ({
    network: encoderNetwork(
      smallEncoder({ vocabulary: 40, positions: 48, classes: 2, paddingId: 0, layers: 1, width: 16, heads: 2 }),
    ),
    data: { features: 48, padding: 0, inputs: Float32Array.from({ length: 24 * 48 }, token) },
  }),
}

function token(_, at) {
  const length = 2 + Math.floor(at / 48)
  return at % 48 < length ? 1 + Math.floor(39 * random()) : 0
}

// A worker opens it for each of its models.
await openDevice(device)
const adapter = await openDevice(device)
const { network, data: rows } = workloads[which]()
const data = { ...rows, examples: 24, classes: 2, labels: Uint8Array.from({ length: 24 }, (_, i) => i % 2) }
const step = trainingStep(network, { learningRate: 1e-3, weightDecay: 0.01 }, 3)
let state = startTraining(network, network.initialise(seededRandom(2)))
const losses = []
for (let epoch = 0; epoch < 3; epoch++) {
  const done = await trainEpoch(step, state, data, 8, random)
  state = done.state
  losses.push(done.loss)
}
const parameters = Object.entries(await toHost(state.parameters)).map(([name, { data }]) => [name, [...data]])
const points = network.points.map(({ name }) => name)
const activations = await recordActivations(network, state.parameters, data, points)
const share = await accuracy(network, state.parameters, data)
console.log(
  JSON.stringify({
    adapter,
    losses,
    parameters: Object.fromEntries(parameters),
    activations: [...activations.data],
    accuracy: share,
  }),
)
