import { namedTensors } from "./choose-layers.js"
import type { OnnxModel } from "./graph/onnx-model.js"
import { readModel } from "./graph/read-model.js"
import { type ResolvedModel, resolveModel } from "./inputs/index.js"
import { familyOf } from "./points/family.js"
import { candidateTensors, type Family, measurementPoints, type Point } from "./points/points.js"
import { type Probe, type ProbeOptions, startProbe } from "./runtime/probe.js"
import { canBeRead } from "./runtime/session.js"

/** A model with the points where it can be measured. */
export interface ModelPoints {
  model: OnnxModel
  family: Family
  /** In the graph's order. */
  points: Point[]
}

export interface ProbedModel extends ModelPoints {
  /** The files beside it: a tokenizer, the preprocessing of images. */
  resolved: ResolvedModel
  /** The model in a process of its own; whoever opened it stops it. */
  probe: Probe
}

/**
 * The points of a model that are worth measuring, and which of them are measured when no one chooses. The path is an
 * .onnx file's, or that of a folder as Hugging Face lays them out. The model is loaded in a process of its own, not
 * run.
 * @throws RoteError what `readModel` and `startProbe` throw
 */
export async function listPoints(modelPath: string, options: ProbeOptions = {}): Promise<ModelPoints> {
  const { probe, model, family, points } = await openModel(modelPath, [], options)
  probe.stop()
  return { model, family, points }
}

/** Reads a model and loads it in a process of its own, with its points and the tensors named besides as outputs. */
export async function openModel(
  modelPath: string,
  names: readonly string[],
  options: ProbeOptions,
): Promise<ProbedModel> {
  const resolved = await resolveModel(modelPath)
  const model = await readModel(resolved.model)
  const outputs = new Set([...candidateTensors(model).filter(canBeRead), ...namedTensors(model, names)])
  const probe = await startProbe(model, [...outputs], options)
  try {
    const points = measurementPoints(model, probe.outputs)
    return { resolved, model, probe, family: familyOf(model, points), points }
  } catch (error) {
    probe.stop()
    throw error
  }
}
