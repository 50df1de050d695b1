import { join } from "node:path"
import type { Measurement } from "../../estimators/measurement.js"
import { accuracy, recordActivations } from "../../networks/inference.js"
import { mapValues } from "../../networks/map-values.js"
import { toDevice } from "../../networks/network.js"
import { writeWhole } from "../../store/files.js"
import { measureToRun, readRun } from "../../store/index.js"
import { tool } from "../../store/tool.js"
import { meanMeasures } from "./mean-measures.js"
import { modelData } from "./model-data-node.js"
import { modelNetwork, pointsOn } from "./model-network.js"
import type { MeanMeasures, ModelResult } from "./model-result.js"
import { type ModelSpec, type Side, sides } from "./model-spec.js"
import { requireSameSpec, type TrainToEndOptions, trainToEnd } from "./train-to-end-node.js"
import { readVersioned } from "./versioned-json-node.js"

export const resultName = "model.json"
export const checkpointName = "checkpoint.safetensors"

export interface ModelProgress {
  id: string
  doing: "training" | "measuring"
  done: number
  total: number
}

export interface TrainModelOptions extends Pick<TrainToEndOptions, "millisecondsBetweenCheckpoints"> {
  onProgress?: (progress: ModelProgress) => void
}

/**
 * Trains one model of a sweep, measures its activations before and after the rectifiers into the run directories `pre` and
 * `post`, and writes model.json last. Goes on where an earlier call was stopped; a complete model is read and nothing is done.
 * @throws RoteError `settings-differ` when the folder holds another model, `io`, and what the data's files give
 */
export async function trainModel(
  spec: ModelSpec,
  folder: string,
  { onProgress = () => {}, ...training }: TrainModelOptions = {},
): Promise<ModelResult> {
  const complete = await readModelResult(folder)
  if (complete !== undefined) {
    requireSameSpec(folder, complete.spec, spec)
    return complete
  }
  const { id } = spec
  const data = await modelData(spec.data)
  const network = modelNetwork(spec.network, data)
  const { epochs } = spec.training
  const trained = await trainToEnd(spec, network, data, join(folder, checkpointName), {
    ...training,
    onEpoch: (epoch) => onProgress({ id, doing: "training", done: epoch, total: epochs }),
  })
  const parameters = toDevice(trained.parameters)
  const measures: Partial<Record<Side, MeanMeasures[]>> = {}
  for (const [index, side] of sides.entries()) {
    const activations = recordActivations(network, parameters, data.measured.inputs, pointsOn(side, network))
    const { bins, neurons, seed } = spec.measurement
    const options = { entropy: { bins }, seed, threads: 1, ...(neurons === null ? {} : { neurons }) }
    const { measurement } = await measureToRun(activations, join(folder, side), {
      ...options,
      onProgress: ({ donePairs, totalPairs }) =>
        onProgress({ id, doing: "measuring", done: index * totalPairs + donePairs, total: sides.length * totalPairs }),
    })
    measures[side] = meanMeasures(measurement)
  }
  const { losses, snapshots, seconds } = trained.history
  const scored = { training: data.training, validation: data.validation, ...data.scored }
  const result: ModelResult = {
    format: "rote-model",
    version: 1,
    spec,
    epochs: losses.length,
    measuredEpoch: trained.epoch,
    accuracy: mapValues(scored, (examples) => accuracy(network, parameters, examples)),
    losses,
    snapshots,
    ...(measures as Record<Side, MeanMeasures[]>),
    tool,
    seconds,
  }
  await writeWhole(join(folder, resultName), new TextEncoder().encode(`${JSON.stringify(result)}\n`))
  return result
}

/** Where a sweep directory has a model. */
export function modelFolder(out: string, { id }: ModelSpec): string {
  return join(out, "models", id)
}

/**
 * The two measurements of a complete model.
 * @throws RoteError `damaged-run`, `unsupported-format`
 */
export async function readMeasurements(folder: string): Promise<Record<Side, Measurement>> {
  const [pre, post] = await Promise.all(sides.map((side) => readRun(join(folder, side))))
  return { pre: pre.measurement, post: post.measurement }
}

/**
 * model.json of a folder, or undefined where the model is not complete.
 * @throws RoteError `malformed`, `unsupported-format`
 */
export async function readModelResult(folder: string): Promise<ModelResult | undefined> {
  return readVersioned<ModelResult>(join(folder, resultName), "rote-model")
}
