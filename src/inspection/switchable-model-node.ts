import { type ActivationMatrix, activationMatrix, layersInARow } from "../activations.js"
import type { CaptureOptions } from "../capture/capture.js"
import { withNeuronsOff } from "../capture/graph/edit-model.js"
import type { MaskType, SwitchedOff } from "../capture/graph/neuron-mask.js"
import type { OnnxModel } from "../capture/graph/onnx-model.js"
import { guardedSession } from "../capture/guarded-session.js"
import type { ModelInputs } from "../capture/inputs/model-inputs.js"
import { openModel } from "../capture/open-model.js"
import { planCapture } from "../capture/plan-capture.js"
import type { ReductionPlan } from "../capture/reduction/reduce.js"
import { runBatches } from "../capture/run-batches.js"
import { openSession, type TensorInfo } from "../capture/runtime/session.js"

export type SwitchableOptions = Omit<CaptureOptions, "nodes" | "reduce" | "dropNonfinite" | "onProgress">

/** A model with its inputs, and a layer whose neurons can be switched off. */
export interface SwitchableModel {
  name: string
  layer: string
  /** Of the model as it is, on all examples. */
  activations: ActivationMatrix
  /** Tensor that is looked at, and its values of the model as it is: examples × classes. */
  output: string
  outputs: ActivationMatrix
  /** The outputs with these neurons, counted within the layer, switched off. */
  outputsWithout(neurons: readonly number[]): Promise<ActivationMatrix>
}

/**
 * Opens a model for switching off neurons of one layer and runs it once as it is. A neuron is a column of the layer, of
 * convolutions a channel, of transformers one of the hidden width, at every token.
 * @throws RoteError what `capture` throws
 */
export async function openSwitchable(
  modelPath: string,
  inputs: ModelInputs | string,
  layer: string,
  options: SwitchableOptions,
): Promise<SwitchableModel> {
  const probed = await openModel(modelPath, [layer], options)
  const { model, family } = probed
  const output = comparedOutput(model)
  const plan = await planCapture(probed, inputs, { ...options, nodes: [layer, output] }).catch((error) => {
    probed.probe.stop()
    throw error
  })
  const [layerPlan, outputPlan] = plan.layers
  const run = async (session: ReturnType<typeof guardedSession>, layers: ReductionPlan[]) => {
    const made = await runBatches(session, { ...plan, layers }, family, options).finally(session.release)
    return inLayers(made.data, made.rows.length, layers)
  }
  // As it is, on these same inputs, the model shows what it takes: only then it runs with neurons off, without a guard.
  const guarded = guardedSession(probed, plan, options)
  const values = await run(guarded, plan.layers)
  const place = placeOfNeurons(layerPlan, guarded.outputs[0])
  return {
    name: model.name,
    layer: layerPlan.layer,
    activations: onlyLayer(values, 0),
    output,
    outputs: onlyLayer(values, 1),
    outputsWithout: async (neurons) => {
      const bytes = withNeuronsOff(model, [{ ...place, neurons }])
      const session = await openSession({ ...model, bytes }, [outputPlan.tensor], options)
      return onlyLayer(await run(session, [outputPlan]), 0)
    },
  }
}

/** Classifiers call it logits; a model may have other outputs before it. */
function comparedOutput({ outputs }: OnnxModel): string {
  return outputs.includes("logits") ? "logits" : outputs[0]
}

/** Which axis of a tensor its neurons lie along, as the plan took them. */
function placeOfNeurons(
  { tensor, kind, neurons }: ReductionPlan,
  { shape, type }: TensorInfo,
): Omit<SwitchedOff, "neurons"> {
  const usualRank = { matrix: 2, tokens: 3, map: 4 }[kind]
  return {
    tensor,
    type: type as MaskType,
    rank: shape.length || usualRank,
    axis: kind === "tokens" ? 2 : 1,
    width: neurons,
  }
}

function inLayers(data: ActivationMatrix["data"], rows: number, plans: readonly ReductionPlan[]): ActivationMatrix {
  const layers = layersInARow(plans.map(({ layer, neurons }) => ({ name: layer, neurons })))
  return activationMatrix(data, rows, data.length / rows, layers)
}

function onlyLayer({ data, examples, layers }: ActivationMatrix, index: number): ActivationMatrix {
  const { name, start, end } = layers[index]
  const own = data.subarray(start * examples, end * examples)
  return activationMatrix(own, examples, end - start, [{ name, start: 0, end: end - start }])
}
