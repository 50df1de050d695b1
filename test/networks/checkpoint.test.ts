import { expect, test } from "vitest"
import { type Checkpoint, checkpointOf, decodeCheckpoint, encodeCheckpoint } from "#src/networks/checkpoint.js"
import { rateShare, type TrainingPlan, trainEpochs } from "#src/networks/epochs.js"
import { mlp } from "#src/networks/mlp.js"
import { decodeTensors, encodeTensors } from "#src/networks/safetensors.js"
import { seededRandom } from "#src/random.js"
import { parseActivations } from "#src/readers/parse.js"
import { codeOf } from "../estimators/error-code.js"

const network = mlp([3, 8, 8, 2])

const data = (() => {
  const random = seededRandom(4)
  const inputs = Float32Array.from({ length: 3 * 50 }, random)
  return { examples: 50, features: 3, classes: 2, inputs, labels: Uint8Array.from({ length: 50 }, (_, i) => i % 2) }
})()

const plan: TrainingPlan = {
  epochs: 6,
  batchSize: 16,
  optimizer: { learningRate: 0.01, weightDecay: 0.1 },
  schedule: "linear",
  seed: 3,
}

/** The checkpoint after that epoch, and the losses on the way there. */
async function trainedTo(
  last: number,
  from?: Checkpoint,
): Promise<{ checkpoint: Checkpoint; losses: (number | null)[] }> {
  const losses: (number | null)[] = []
  for await (const { epoch, loss, state } of trainEpochs(network, data, plan, from)) {
    losses.push(loss)
    if (epoch === last) return { checkpoint: await checkpointOf(state, { note: "kept" }), losses }
  }
  throw new Error("not reached")
}

test("a training that goes on from a checkpoint's bytes ends with the same bits as one without a break", async () => {
  const whole = await trainedTo(6)
  const half = await trainedTo(3)
  const resumed = await trainedTo(6, decodeCheckpoint(network, encodeCheckpoint(half.checkpoint)))
  expect(resumed.checkpoint).toEqual(whole.checkpoint)
  expect([...half.losses, ...resumed.losses]).toEqual(whole.losses)
  expect(whole.losses[0]).toBeNull()
  expect(whole.losses).toHaveLength(7)
})

test("a checkpoint at the last epoch trains no further", async () => {
  const { checkpoint } = await trainedTo(6)
  expect(await trainEpochs(network, data, plan, checkpoint).next()).toEqual({ done: true, value: undefined })
})

test("a linear schedule stands still at its end, a constant one does not", async () => {
  const moved = async (schedule: TrainingPlan["schedule"], epochs: number) => {
    let last = new Float32Array()
    let change = 0
    for await (const { state } of trainEpochs(network, data, { ...plan, schedule, epochs, batchSize: 50 })) {
      const { parameters } = await checkpointOf(state)
      const now = parameters["output.weight"].data
      change = last.length === 0 ? 0 : Math.max(...now.map((value, i) => Math.abs(value - last[i])))
      last = now
    }
    return change
  }
  expect(await moved("constant", 100)).toBeGreaterThan(20 * (await moved("linear", 100)))
})

test("the learning rate rises over the first tenth of the steps, falls to zero, or does neither", () => {
  const shares = (schedule: TrainingPlan["schedule"]) => [0, 1, 2, 11, 19].map((done) => rateShare(schedule, done, 20))
  expect(shares("constant")).toEqual([1, 1, 1, 1, 1])
  expect(shares("linear")).toEqual([1, 0.95, 0.9, 0.45, 0.05])
  expect(shares("warm-linear")).toEqual([0.5, 1, 1, 0.5, 1 / 18])
})

test("a training whose rate rises first takes a smaller first step", async () => {
  const firstStep = async (schedule: TrainingPlan["schedule"]) => {
    const short = { ...plan, schedule, epochs: 20, batchSize: 50, optimizer: { learningRate: 0.01 } }
    const moments: Float32Array[] = []
    for await (const { epoch, state } of trainEpochs(network, data, short)) {
      moments.push((await checkpointOf(state)).parameters["output.bias"].data)
      if (epoch === 1) break
    }
    return Math.abs(moments[1][0] - moments[0][0])
  }
  expect((await firstStep("warm-linear")) / (await firstStep("linear"))).toBeCloseTo(0.5, 3)
})

test("a checkpoint holds the parameters under their own names, for any reader of safetensors", async () => {
  const { checkpoint } = await trainedTo(1)
  const kept = { ...checkpoint, kept: checkpoint.parameters }
  const bytes = encodeCheckpoint(kept)
  const read = await parseActivations(bytes, "checkpoint.safetensors", { layers: ["hidden1.weight"] })
  expect(read.examples).toBe(8)
  expect(read.data[0]).toBe(checkpoint.parameters["hidden1.weight"].data[0])
  expect(decodeCheckpoint(network, bytes)).toEqual(kept)
})

test("tensors and text come back as they were, with any name", async () => {
  const file = {
    arrays: {
      'ä/.."b': { shape: [2, 0], data: new Float32Array() },
      c: { shape: [2], data: Float32Array.of(1, Number.NaN) },
    },
    metadata: { text: "line\nline" },
  }
  expect(decodeTensors(encodeTensors(file))).toEqual(file)
  expect(decodeTensors(Buffer.from(encodeTensors(file)))).toEqual(file)
})

test.each([
  ["half a file", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 3), "bad-shape"],
  ["no header", (bytes: Uint8Array) => bytes.subarray(0, 5), "truncated"],
  ["text", () => new TextEncoder().encode("not a checkpoint at all"), "truncated"],
  ["another network's", () => encodeCheckpoint(otherNetworks()), "shape-mismatch"],
] as const)("%s is refused", async (_, spoil, code) => {
  const bytes = encodeCheckpoint((await trainedTo(1)).checkpoint)
  expect(codeOf(() => decodeCheckpoint(network, spoil(bytes)))).toBe(code)
})

function otherNetworks(): Checkpoint {
  const parameters = mlp([3, 9, 8, 2]).initialise(seededRandom(0))
  return { parameters, moments: { mean: parameters, square: parameters }, steps: 0, notes: {} }
}
