import { tree } from "@jax-js/jax"
import type { LabelledExamples } from "../src/datasets/labelled.js"
import { mlp } from "../src/networks/mlp.js"
import { disposeState, gatherBatch, startTraining, trainingStep } from "../src/networks/training.js"
import { seededRandom } from "../src/random.js"
import type { BenchTable } from "./estimators.js"

const widths = [392, 256, 256, 256, 10]
const batchSize = 512

/**
 * Milliseconds of a training step (forward, backward, AdamW) of an MLP, the median over repetitions, and of the part of it
 * that copies the mini-batch to the device. One thread; compiling, in the first step, is left out and told beside.
 */
export async function training({
  quick = false,
  seed = 0,
}: {
  quick?: boolean
  seed?: number
} = {}): Promise<BenchTable> {
  const random = seededRandom(seed)
  const data: LabelledExamples = {
    examples: batchSize,
    features: widths[0],
    classes: 10,
    inputs: Float32Array.from({ length: batchSize * widths[0] }, random),
    labels: Uint8Array.from({ length: batchSize }, () => Math.floor(10 * random())),
  }
  const network = mlp(widths)
  const step = trainingStep(network, { learningRate: 1e-3 })
  const chosen = Int32Array.from({ length: batchSize }, (_, i) => i)
  let state = startTraining(network, network.initialise(random))
  const oneStep = () => {
    state = step(state, gatherBatch(data, chosen)).state
  }
  const first = milliseconds(oneStep)
  const repetitions = quick ? 20 : 100
  const steps = Array.from({ length: repetitions }, () => milliseconds(oneStep))
  const copies = Array.from({ length: repetitions }, () =>
    milliseconds(() => tree.dispose({ ...gatherBatch(data, chosen) })),
  )
  disposeState(state)
  const row = {
    network: widths.join("-"),
    batch: batchSize,
    "step ms": median(steps),
    "of it copying ms": median(copies),
  }
  return { name: "training", rows: [row], notes: [`first step, which compiles: ${first.toFixed(0)} ms`] }
}

function milliseconds(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function median(values: number[]): number {
  return Number(values.sort((a, b) => a - b)[values.length >> 1].toFixed(2))
}
