import type { ActivationMatrix, Layer } from "../activations.js"
import type { ModelInputs } from "../capture/inputs/model-inputs.js"
import { RoteError } from "../errors.js"
import { measure } from "../estimators/measure.js"
import type { Measurement } from "../estimators/measurement.js"
import { requireInteger } from "../estimators/validate.js"
import {
  type Ablation,
  type AblationCurve,
  type AblationEffect,
  type AblationOrder,
  chosenNeurons,
  type MeasuredLayer,
  type NeuronChoice,
  overDraws,
} from "./ablation.js"
import { outputAccuracy, outputChange } from "./output-change.js"
import { openSwitchable, type SwitchableModel, type SwitchableOptions } from "./switchable-model-node.js"

export interface AblateOptions extends SwitchableOptions {
  /** By the name that `listPoints` gives it, or any tensor's. */
  layer: string
  /** What to switch off, each by itself; several sizes of one order make a curve. */
  neurons: readonly NeuronChoice[]
  /** A measurement that has the layer, by its name; the layer is measured on these inputs unless given. */
  measurement?: Measurement
  /** The right class of each example. */
  labels?: ArrayLike<number>
  /** Random draws, of which mean and range are told; 5 unless given. */
  draws?: number
  /** Of the draws; 0 unless given. */
  seed?: number
  onProgress?: (progress: { done: number; total: number }) => void
}

/** Examples, at most, that mutual information is measured on where no measurement is given. */
const measuredExamples = 1000

/**
 * Switches neurons of one layer off in an ONNX model's graph and compares its outputs (`logits`, else the first; of several axes
 * reduced as `capture` does) with those of the model as it is, on the same inputs. The file is not changed.
 *
 * Cost: the model runs over the inputs once, and once more for each choice and draw.
 * @throws RoteError what `capture` throws; `bad-option` for neurons, labels or a measurement that do not fit
 * @see Bansal, Pruthi and Belinkov 2022, who switch off neurons of low and high entropy
 */
export async function ablate(
  modelPath: string,
  inputs: ModelInputs | string,
  { layer, neurons, measurement, labels, draws = 5, seed = 0, onProgress, ...options }: AblateOptions,
): Promise<Ablation> {
  requireInteger("draws", draws, 1)
  const model = await openSwitchable(modelPath, inputs, layer, options)
  if (labels !== undefined) requireLabels(labels, model.outputs)
  const measured = { ...(await measuredLayer(model, neurons, measurement)), draws, seed }
  const choices = neurons.map((choice) => ({ order: orderOf(choice), lists: chosenNeurons(choice, measured) }))
  const total = choices.reduce((sum, { lists }) => sum + lists.length, 0)
  const accuracyOf = (outputs: ActivationMatrix) => (labels === undefined ? null : outputAccuracy(outputs, labels))
  const curves = new Map<AblationOrder, AblationCurve>()
  let done = 0
  for (const { order, lists } of choices) {
    const effects: AblationEffect[] = []
    for (const off of lists) {
      const after = await model.outputsWithout(off)
      effects.push({ ...outputChange(model.outputs, after), accuracy: accuracyOf(after) })
      onProgress?.({ done: ++done, total })
    }
    const point = { size: lists[0].length, neurons: lists, ...overDraws(effects) }
    curves.set(order, { order, points: [...(curves.get(order)?.points ?? []), point] })
  }
  return {
    model: model.name,
    layer: model.layer,
    width: model.activations.neurons,
    output: model.output,
    examples: model.outputs.examples,
    classes: model.outputs.neurons,
    accuracy: accuracyOf(model.outputs),
    draws,
    seed,
    curves: [...curves.values()],
  }
}

function orderOf(choice: NeuronChoice): AblationOrder {
  return "order" in choice ? choice.order : "chosen by number"
}

/**
 * The measurement given, or one of what its orders need: entropies of all examples, which are cheap, and mutual
 * information of a sample, which is not. An order means the same neurons whichever others are asked for.
 */
async function measuredLayer(
  { layer, activations }: SwitchableModel,
  neurons: readonly NeuronChoice[],
  given: Measurement | undefined,
): Promise<Pick<MeasuredLayer, "measurement" | "layer">> {
  if (given !== undefined) return { measurement: given, layer: requireLayer(given, layer, activations.neurons) }
  const measurement = await measure(activations, { mutualInformation: "none" })
  if (neurons.some((choice) => orderOf(choice) === "highest-mutual-information")) {
    const { neuronTable } = await measure(activations, { examples: measuredExamples })
    measurement.neuronTable.meanMutualInformation = neuronTable.meanMutualInformation
  }
  return { measurement, layer: measurement.layers[0] }
}

function requireLayer({ layers }: Measurement, name: string, width: number): Layer {
  const found = layers.find((layer) => layer.name === name)
  if (found !== undefined && found.end - found.start === width) return found
  throw new RoteError("bad-option", {
    input: "measurement",
    expected: `a layer "${name}" of ${width} neurons`,
    found:
      found === undefined ? layers.map((layer) => layer.name).join(", ") : `one of ${found.end - found.start} neurons`,
    hint: "measure the model's own layer: rote measure MODEL.onnx --inputs FILE --nodes LAYER",
  })
}

function requireLabels(labels: ArrayLike<number>, { examples, neurons: classes }: ActivationMatrix): void {
  const wrong = Array.from(labels).findIndex((label) => !Number.isInteger(label) || label < 0 || label >= classes)
  if (labels.length === examples && wrong === -1) return
  throw new RoteError("bad-option", {
    input: "labels",
    expected: `a class from 0 to ${classes - 1} for each of ${examples} examples`,
    found: labels.length === examples ? `${labels[wrong]} for example ${wrong}` : `${labels.length} labels`,
  })
}
