import { smallEncoder } from "#src/networks/distilbert/config.js"
import { encoderNetwork } from "#src/networks/distilbert/encoder.js"
import { mlp } from "#src/networks/mlp.js"
import type { Network } from "#src/networks/network.js"
import { resnet18 } from "#src/networks/resnet.js"
import { disposeState, gatherBatch, startTraining, trainingStep } from "#src/networks/training.js"
import { seededRandom } from "#src/random.js"

/** A network and the size of the mini-batches it is trained with. */
export interface TrainingWorkload {
  name: string
  make: () => Network
  batch: number
  /** Steps that are timed together, as many as its peer in peers/ takes. */
  stepsInTurn: number
  /** Inputs are token ids, from 1 to one less: texts without padding, which is 0. */
  vocabulary?: number
}

const widths = [392, 256, 256, 256, 10]

export const mlpWorkload: TrainingWorkload = {
  name: `MLP ${widths.join("-")}`,
  make: () => mlp(widths),
  batch: 512,
  stepsInTurn: 10,
}
export const resnetWorkload: TrainingWorkload = {
  name: "ResNet-18, 8 channels, 14 × 14 × 2",
  make: () => resnet18({ channels: 2, height: 14, width: 14, classes: 10, base: 8 }),
  batch: 128,
  stepsInTurn: 2,
}

const vocabulary = 8000
const tokens = 128

export const encoderWorkload: TrainingWorkload = {
  name: `encoder, 4 × 128, texts of ${tokens} tokens`,
  make: () =>
    encoderNetwork(smallEncoder({ vocabulary, positions: tokens, classes: 2, paddingId: 0, layers: 4, width: 128 })),
  batch: 16,
  stepsInTurn: 1,
  vocabulary,
}

export interface RunningTraining {
  /** Examples × features, uniform in [0, 1), or token ids. */
  inputs: Float32Array
  features: number
  /** Milliseconds of the first step, which compiles. */
  first: number
  /** The steps of a turn, each with its mini-batch to the device, forward, backward and AdamW; the last loss. */
  turn(): Promise<number>
  stop(): void
}

export async function startWorkload(
  { make, batch, stepsInTurn, vocabulary }: TrainingWorkload,
  seed: number,
): Promise<RunningTraining> {
  const random = seededRandom(seed)
  const network = make()
  const { features, classes } = network
  const drawn = vocabulary === undefined ? random : () => 1 + Math.floor((vocabulary - 1) * random())
  const inputs = Float32Array.from({ length: batch * features }, drawn)
  const labels = Uint8Array.from({ length: batch }, (_, i) => i % classes)
  const chosen = Int32Array.from(labels.keys())
  const step = trainingStep(network, { learningRate: 1e-3 })
  let state = startTraining(network, network.initialise(random))
  const padding = vocabulary === undefined ? {} : { padding: 0 }
  const data = { examples: batch, features, classes, inputs, labels, ...padding }
  const steps = async (count: number) => {
    let last = Number.NaN
    for (let i = 0; i < count; i++) {
      const done = step(state, gatherBatch(data, chosen))
      state = done.state
      ;[last] = await done.loss.data()
    }
    return last
  }
  const began = performance.now()
  await steps(1)
  const first = performance.now() - began
  return { inputs, features, first, turn: () => steps(stepsInTurn), stop: () => disposeState(state) }
}
