import { basename } from "node:path"
import { type ActivationMatrix, activationMatrix, layersInARow } from "../activations.js"
import { printable } from "../errors.js"
import { finiteRows } from "../readers/finite.js"
import { type CaptureRecord, fingerprintBytes, fingerprintFile } from "../store/index.js"
import { externalState, requireExternalState } from "./graph/external-state.js"
import { guardedSession } from "./guarded-session.js"
import type { InputRequest } from "./inputs/index.js"
import type { ExampleDescription, ModelInputs } from "./inputs/model-inputs.js"
import { openModel, type ProbedModel } from "./open-model.js"
import { planCapture } from "./plan-capture.js"
import type { Family } from "./points/points.js"
import type { Reduction } from "./reduction/reduce.js"
import { examplesOfRows, rowsOfExamples } from "./reduction/rows.js"
import { runBatches } from "./run-batches.js"
import type { ProbeOptions } from "./runtime/probe.js"

export interface CaptureOptions extends ProbeOptions {
  /**
   * Layers to capture, by the names that `listPoints` gives or any tensor's; the usual ones for the model's kind unless
   * given.
   */
  nodes?: readonly string[]
  /** How tensors of more than two axes become neurons; what suits the model's kind unless given. */
  reduce?: Reduction
  /** Examples run at a time; what fits in some megabytes unless given. */
  batch?: number
  /** Leave out every example on which some neuron is NaN or infinite, instead of refusing. */
  dropNonfinite?: boolean
  /** How images and texts are read. */
  request?: Omit<InputRequest, "path" | "model" | "timeout" | "onWarning">
  onProgress?: (progress: { done: number; total: number }) => void
  /** Gets each remark that does not stop the capture. */
  onWarning?: (message: string) => void
}

export interface Captured {
  /** A layer for each tensor. */
  activations: ActivationMatrix
  family: Family
  /** Where they came from, for a run's manifest. */
  record: CaptureRecord
  /** What a row of the activations is to a person. */
  describe(row: number): ExampleDescription
}

/**
 * Runs an ONNX model on examples and gives the activations of its layers: any tensors of its graph, whether the model
 * gives them out or not. The file is not changed. The path is an .onnx file's or that of a folder as Hugging Face lays
 * them out; the inputs are a file of arrays by input name (.npy, .npz, .safetensors, .parquet), images, or texts.
 *
 * A tensor of three axes and more is reduced: see `planReduction` for the rules. The model is first loaded and run on
 * the first batch in a process of its own, which is ended after `timeout` seconds or beyond `memory` bytes; then in this
 * one, unless what it takes may follow from the values it is fed (`costFollowsValues`). The values do not depend on the batch size but for rounding, which is the same for the same size.
 *
 * Cost: the runtime's own time, within some per cent. Memory: the model, the inputs' arrays, the matrix, and a batch.
 * @throws RoteError what `readModel`, `startProbe`, `arrayInputs` and `openInputs` throw; `bad-option` for layers that
 * are not in the model; `shape-mismatch` for tensors without an axis of examples and layers of other numbers of rows;
 * `needs-reduce`; `not-finite` naming the neurons; the signal's reason
 */
export async function capture(
  modelPath: string,
  inputs: ModelInputs | string,
  options: CaptureOptions = {},
): Promise<Captured> {
  const probed = await openModel(modelPath, options.nodes ?? [], options)
  const { model, family, probe } = probed
  const weights = await externalState(model)
  for (const warning of model.warnings) options.onWarning?.(printable(`${model.path}: ${warning}`))
  const { plan, made } = await run(probed, inputs, options).finally(probe.stop)
  await requireExternalState(model, weights)
  const { examples, describe, files, preparation = [] } = plan.inputs
  const layers = layersInARow(plan.layers.map(({ layer, neurons }) => ({ name: layer, neurons })))
  const { activations, kept } = finiteRows(
    activationMatrix(made.data, made.rows.length, layers[layers.length - 1].end, layers),
    modelPath,
    options,
  )
  const rows = rowsOfExamples(kept === undefined ? made.rows : Int32Array.from(kept, (row) => made.rows[row]), examples)
  const exampleOf = examplesOfRows(rows, examples)
  return {
    activations,
    family,
    record: {
      model: [
        fingerprintBytes(model.path, model.bytes),
        ...(await Promise.all(model.externalFiles.map(fingerprintFile))),
      ],
      inputs: files,
      ...(preparation.length > 0 && { preparation }),
      examples,
      request: withoutFolders(options.request),
      layers: plan.layers.map(({ layer, tensor, rule }) => ({ layer, tensor, reduce: rule })),
      ...(rows === undefined ? {} : { rows }),
    },
    describe: (row) => describe(exampleOf[row]),
  }
}

async function run(probed: ProbedModel, inputs: ModelInputs | string, options: CaptureOptions) {
  const plan = await planCapture(probed, inputs, options)
  const session = guardedSession(probed, plan, options)
  const made = await runBatches(session, plan, probed.family, options).finally(session.release)
  return { plan, made }
}

/** A manifest names files without their folders, which differ between machines. */
function withoutFolders({
  tokenizer,
  ...request
}: NonNullable<CaptureOptions["request"]> = {}): Record<string, unknown> {
  return tokenizer === undefined ? request : { ...request, tokenizer: basename(tokenizer) }
}
