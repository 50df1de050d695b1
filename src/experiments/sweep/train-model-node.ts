import { join } from "node:path"
import type { ActivationMatrix } from "../../activations.js"
import type { LabelledExamples } from "../../datasets/labelled.js"
import type { Measurement } from "../../estimators/measurement.js"
import { accuracy, recordActivations } from "../../networks/inference.js"
import { type NamedArrays, type Network, toDevice } from "../../networks/network.js"
import { writeWhole } from "../../store/files.js"
import { measureToRun, readRun } from "../../store/index.js"
import { tool } from "../../store/tool.js"
import { meanMeasures } from "./mean-measures.js"
import { type ModelData, modelData } from "./model-data-node.js"
import { pointsOn } from "./model-network.js"
import { modelNetwork, writeEncoder } from "./model-network-node.js"
import type { ModelResult, SideMeans } from "./model-result.js"
import { type ModelSpec, pairedNeurons, type Side, sidesOf } from "./model-spec.js"
import { requireSameSpec, type TrainToEndOptions, trainToEnd } from "./train-to-end-node.js"
import { readVersioned } from "./versioned-json-node.js"

export const resultName = "model.json"
export const checkpointName = "checkpoint.safetensors"
/** An encoder with its tokenizer, as others of Hugging Face's layout. */
export const encoderName = "encoder"

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
 * Trains one model of a sweep, measures its activations on each of its sides into a run directory of that name, and writes
 * model.json last. Goes on where an earlier call was stopped; a complete model is read and nothing is done.
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
  const network = await modelNetwork(spec.network, data)
  const { epochs } = spec.training
  const trained = await trainToEnd(spec, network, data, join(folder, checkpointName), {
    ...training,
    onEpoch: (epoch) => onProgress({ id, doing: "training", done: epoch, total: epochs }),
  })
  if (spec.network.kind === "encoder")
    await writeEncoder(join(folder, encoderName), spec.network, data, trained.parameters)
  const parameters = toDevice(trained.parameters)
  const means = await measureSides(spec, folder, network, parameters, data, onProgress)
  const { losses, snapshots, seconds } = trained.history
  const scored = { training: data.training, validation: data.validation, ...data.scored }
  const result: ModelResult = {
    format: "rote-model",
    version: 1,
    spec,
    epochs: losses.length,
    measuredEpoch: trained.epoch,
    accuracy: await accuracies(network, parameters, scored),
    ...(data.facts === undefined ? {} : { facts: data.facts }),
    losses,
    snapshots,
    ...means,
    tool,
    seconds,
  }
  await writeWhole(join(folder, resultName), new TextEncoder().encode(`${JSON.stringify(result)}\n`))
  return result
}

/** Measures every side into its run directory. Sides of the same points share the activations. */
async function measureSides(
  { id, network: kind, measurement: settings }: ModelSpec,
  folder: string,
  network: Network,
  parameters: NamedArrays,
  data: ModelData,
  onProgress: (progress: ModelProgress) => void,
): Promise<SideMeans> {
  const { bins, seed } = settings
  const means: SideMeans = {}
  const sides = sidesOf(kind)
  const recorded = new Map<string, ActivationMatrix>()
  for (const [index, side] of sides.entries()) {
    const points = pointsOn(side, network)
    const activations =
      recorded.get(points.join()) ?? (await recordActivations(network, parameters, data.measured, points))
    recorded.set(points.join(), activations)
    const neurons = pairedNeurons(side, settings)
    const { measurement } = await measureToRun(activations, join(folder, side), {
      ...{ entropy: { bins }, seed, threads: 1 },
      ...(neurons === null ? {} : { neurons }),
      onProgress: ({ donePairs, totalPairs }) =>
        onProgress({ id, doing: "measuring", done: index * totalPairs + donePairs, total: sides.length * totalPairs }),
    })
    means[side] = meanMeasures(measurement)
  }
  return means
}

async function accuracies(
  network: Network,
  parameters: NamedArrays,
  scored: Record<string, LabelledExamples>,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const [name, examples] of Object.entries(scored)) found[name] = await accuracy(network, parameters, examples)
  return found
}

/** Where a sweep directory has a model. */
export function modelFolder(out: string, { id }: ModelSpec): string {
  return join(out, "models", id)
}

/**
 * The measurement of a complete model on one of its sides.
 * @throws RoteError `damaged-run`, `unsupported-format`
 */
export async function readMeasurement(folder: string, side: Side): Promise<Measurement> {
  return (await readRun(join(folder, side))).measurement
}

/**
 * model.json of a folder, or undefined where the model is not complete.
 * @throws RoteError `malformed`, `unsupported-format`
 */
export async function readModelResult(folder: string): Promise<ModelResult | undefined> {
  return readVersioned<ModelResult>(join(folder, resultName), "rote-model")
}
