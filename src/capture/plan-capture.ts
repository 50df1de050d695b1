import { printable, RoteError } from "../errors.js"
import { batchSize, bytesOf, filledUp, fixedExamples } from "./batches.js"
import type { CaptureOptions } from "./capture.js"
import { chosenLayers } from "./choose-layers.js"
import { arrayInputs, holdsArrays } from "./inputs/array-inputs.js"
import { openInputs, type ResolvedModel } from "./inputs/index.js"
import type { ModelInputs } from "./inputs/model-inputs.js"
import { tensorList } from "./inputs/tensor-list.js"
import type { ProbedModel } from "./open-model.js"
import { planReduction, type ReductionPlan } from "./reduction/reduce.js"
import type { TensorInfo } from "./runtime/session.js"

/** What a capture is going to do. */
export interface CapturePlan {
  inputs: ModelInputs
  layers: ReductionPlan[]
  /** Examples run at a time. */
  batch: number
  /** The number of examples that the model was exported for, where it takes no other. */
  fixed?: number
}

/** Two examples tell a tensor that has an axis of examples from one that has not. */
const probedExamples = 2

/**
 * Opens the inputs, runs the model on two examples in the probe, and plans by the shapes that come out.
 * @throws RoteError see `capture`
 */
export async function planCapture(
  { model, family, points, probe, resolved }: ProbedModel,
  source: ModelInputs | string,
  options: CaptureOptions,
): Promise<CapturePlan> {
  const layers = chosenLayers(model, points, options.nodes)
  if (layers.length === 0) throw nothingChosen(model.path)
  const fixed = fixedExamples(probe.inputs)
  requireRoom(probe.inputs, fixed ?? 1, model.path, options)
  const inputs = typeof source === "string" ? await open(source, probe.inputs, resolved, options) : source
  requireExamples(inputs)
  requireBatch(options.batch, fixed)
  const fed = fixed ?? Math.min(probedExamples, inputs.examples)
  const feeds = filledUp(await inputs.batch(0, Math.min(fed, inputs.examples)), fed)
  const made = await probe.run(
    feeds,
    layers.map(({ tensor }) => tensor),
  )
  const plans = plansFor(
    layers,
    (layer) => planReduction(layer, made[layer.tensor].shape, fed, family, options.reduce),
    {
      mayLeaveOut: options.nodes === undefined,
      ...options,
    },
  )
  requireSameRows(plans)
  const bytesOfOne = (bytesOf(Object.values(feeds)) + bytesOf(plans.map(({ tensor }) => made[tensor]))) / fed
  return {
    inputs,
    layers: plans,
    batch: options.batch ?? batchSize(bytesOfOne, inputs.examples, fixed),
    ...(fixed === undefined ? {} : { fixed }),
  }
}

async function open(
  path: string,
  inputs: TensorInfo[],
  model: ResolvedModel,
  { request, onWarning, timeout }: CaptureOptions,
): Promise<ModelInputs> {
  const heard = onWarning === undefined ? {} : { onWarning }
  if (holdsArrays(path)) return arrayInputs(path, inputs, heard)
  return openInputs({ ...request, path, model, ...(timeout && { timeout }), ...heard }, inputs)
}

type Layer = Parameters<typeof planReduction>[0]

/**
 * Of the layers that nobody asked for those that cannot be reduced are left out, with a remark; unless none is left.
 */
function plansFor(
  layers: readonly Layer[],
  plan: (layer: Layer) => ReductionPlan,
  { mayLeaveOut, onWarning, reduce }: Pick<CaptureOptions, "onWarning" | "reduce"> & { mayLeaveOut: boolean },
): ReductionPlan[] {
  const plans: ReductionPlan[] = []
  const refusals: unknown[] = []
  for (const layer of layers) {
    try {
      const planned = plan(layer)
      if (reduce === "tokens" && planned.kind !== "tokens") throw noTokens(planned)
      plans.push(planned)
    } catch (error) {
      if (!mayLeaveOut || !(error instanceof RoteError)) throw error
      refusals.push(error)
    }
  }
  if (plans.length === 0) throw refusals[0]
  for (const error of refusals) onWarning?.(printable(`left out ${error instanceof Error ? error.message : error}`))
  return plans
}

function requireSameRows(plans: readonly ReductionPlan[]): void {
  const [first] = plans
  const other = plans.find(({ rule, middle }) => rule === "tokens" && middle !== first.middle)
  if (other === undefined) return
  throw new RoteError("shape-mismatch", {
    input: other.layer,
    expected: `${first.middle} tokens for an example, as in "${first.layer}": each is a row`,
    found: `${other.middle}`,
    hint: "capture them one after the other (--nodes)",
  })
}

function noTokens({ layer }: ReductionPlan): RoteError {
  return new RoteError("shape-mismatch", {
    input: layer,
    expected: "a layer with tokens, each of which becomes a row",
    found: "one with a single row for an example",
    hint: "choose layers with tokens (--nodes), or another --reduce",
  })
}

function nothingChosen(input: string): RoteError {
  return new RoteError("bad-option", {
    input,
    expected: "layers to capture",
    found: "none that suggests itself in this model",
    hint: "name some with nodes (--nodes): --list shows them",
  })
}

function requireExamples({ examples }: ModelInputs): void {
  if (examples > 0) return
  throw new RoteError("too-few-examples", { expected: "at least one example", found: "none" })
}

/** By the lengths that the model fixes: it may claim any. */
function requireRoom(
  inputs: readonly TensorInfo[],
  examples: number,
  input: string,
  { memory = process.availableMemory() / 2 }: CaptureOptions,
): void {
  const shapes = inputs.map(({ shape: [, ...lengths] }) => lengths.map((length) => Number(length) || 1))
  if (bytesOf(shapes.map((lengths) => ({ shape: [examples, ...lengths] }))) <= memory) return
  throw new RoteError("limit-exceeded", {
    input,
    expected: "a model that takes examples which fit in memory",
    found: tensorList(inputs),
    hint: "export it for a free number of examples, or for smaller ones",
  })
}

function requireBatch(batch: number | undefined, fixed: number | undefined): void {
  if (batch === undefined) return
  const valid = Number.isInteger(batch) && batch > 0 && (fixed === undefined || batch === fixed)
  if (valid) return
  const expected = fixed === undefined ? "a whole number above 0" : `${fixed}, for which the model was exported`
  throw new RoteError("bad-option", { input: "batch", expected, found: `${batch}` })
}
