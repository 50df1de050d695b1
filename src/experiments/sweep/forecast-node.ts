import { join } from "node:path"
import { forecastPairwise } from "../../estimators/pairwise.js"
import { sampleNeurons } from "../../estimators/sampling.js"
import { recordActivations } from "../../networks/inference.js"
import { toDevice } from "../../networks/network.js"
import { disposeState, gatherBatch, startTraining, trainingStep } from "../../networks/training.js"
import { seededRandom } from "../../random.js"
import type { PlannedModel } from "../experiment.js"
import { modelData } from "./model-data-node.js"
import { pointsOn } from "./model-network.js"
import { modelNetwork } from "./model-network-node.js"
import { type ModelSpec, pairedNeurons, sidesOf } from "./model-spec.js"
import { snapshotEpochs } from "./snapshot-epochs.js"
import { readModelResult } from "./train-model-node.js"

/** What is still to be done, and how long it should take here. */
export interface SweepForecast {
  models: number
  epochs: number
  seconds: number
}

const timedSteps = 3

/**
 * The time that the models not yet in `folder` will take: a few training steps and pairs of neurons of the first of each
 * knob are timed on this thread, and multiplied. Models stopped half-way count as whole ones. Takes a second or two per knob.
 */
export async function forecastModels(
  planned: readonly PlannedModel[],
  { folder, workers }: { folder: string; workers: number },
): Promise<SweepForecast> {
  const missing: PlannedModel[] = []
  for (const model of planned) {
    if ((await readModelResult(join(folder, model.spec.id))) === undefined) missing.push(model)
  }
  let seconds = 0
  for (const knob of new Set(missing.map((model) => model.knob))) {
    const alike = missing.filter((model) => model.knob === knob)
    seconds += (await secondsOf(alike[0].spec)) * alike.length
  }
  return {
    models: missing.length,
    epochs: missing.reduce((sum, { spec }) => sum + spec.training.epochs, 0),
    seconds: seconds / Math.min(workers, Math.max(1, missing.length)),
  }
}

async function secondsOf({ data, network: kind, training, measurement }: ModelSpec): Promise<number> {
  const sides = sidesOf(kind)
  const made = await modelData(data)
  const { training: examples, measured } = made
  const network = await modelNetwork(kind, made)
  const step = trainingStep(network, training.optimizer)
  const initial = network.initialise(seededRandom(training.seed))
  let state = startTraining(network, initial)
  const batch = Int32Array.from({ length: Math.min(training.batchSize, examples.examples) }, (_, i) => i)
  const oneStep = async () => {
    const done = step(state, gatherBatch(examples, batch))
    state = done.state
    await done.loss.data()
  }
  await oneStep()
  const began = performance.now()
  for (let i = 0; i < timedSteps; i++) await oneStep()
  const secondsPerStep = (performance.now() - began) / 1000 / timedSteps
  disposeState(state)
  const asked = performance.now()
  const activations = await recordActivations(network, toDevice(initial), measured, pointsOn(sides[0], network))
  const secondsPerAnswer = (performance.now() - asked) / 1000 / measured.examples
  // A look at the network asks for all training examples, and for those measured.
  const answers = snapshotEpochs(training.epochs).length * (examples.examples + measured.examples)
  const measuring = sides.reduce((seconds, side) => {
    const neurons = sampleNeurons(activations.layers, pairedNeurons(side, measurement), measurement.seed)
    return seconds + forecastPairwise(activations, { neurons, threads: 1 }).seconds
  }, 0)
  return (
    training.epochs * (examples.examples / training.batchSize) * secondsPerStep + answers * secondsPerAnswer + measuring
  )
}
