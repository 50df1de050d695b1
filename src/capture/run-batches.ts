import { allocateValues, type Values } from "../activations.js"
import { RoteError } from "../errors.js"
import { filledUp } from "./batches.js"
import type { CaptureOptions } from "./capture.js"
import type { CapturePlan } from "./plan-capture.js"
import type { Family } from "./points/points.js"
import { placeReduced } from "./reduction/place-reduced.js"
import { planReduction, type ReductionPlan } from "./reduction/reduce.js"
import { examplesOfRows } from "./reduction/rows.js"
import { realTokens, tokensFed } from "./reduction/token-mask.js"
import type { Session } from "./runtime/session.js"

/** What all batches gave. */
export interface CapturedValues {
  /** Neuron by neuron, layer after layer. */
  data: Values
  /** The example that each row is of. */
  rows: Int32Array
}

export type BatchSession = Pick<Session, "outputs" | "run">

/** Runs the model batch by batch and puts what it makes in place at once. Between batches it can be interrupted. */
export async function runBatches(
  session: BatchSession,
  plan: CapturePlan,
  family: Family,
  options: CaptureOptions,
): Promise<CapturedValues> {
  const { inputs, layers, batch, fixed } = plan
  const { examples } = inputs
  const rows = await rowExamples(plan, options.signal)
  const data = allocate(rows.length, layers, session, options)
  let row = 0
  for (let start = 0; start < examples; start += batch) {
    options.signal?.throwIfAborted()
    const end = Math.min(start + batch, examples)
    const feeds = await inputs.batch(start, end)
    const fed = fixed ?? end - start
    const tokens = realTokens(feeds)
    const outputs = await session.run(fixed === undefined ? feeds : filledUp(feeds, fixed))
    let neuron = 0
    let next = row
    for (const layer of layers) {
      const made = outputs[layer.tensor]
      const now = planReduction(layer, made.shape, fed, family, layer.rule === "none" ? undefined : layer.rule)
      if (now.neurons !== layer.neurons) throw otherSize(layer, now)
      const values = data.subarray(neuron * rows.length, (neuron + layer.neurons) * rows.length)
      next = placeReduced(now, made, end - start, tokens(now.middle), { values, rows: rows.length }, row)
      neuron += layer.neurons
    }
    row = next
    options.onProgress?.({ done: end, total: examples })
  }
  return { data, rows }
}

/** The example of each row: known before anything is run, since what tokens are real is said by the inputs. */
async function rowExamples({ inputs, layers, batch }: CapturePlan, signal?: AbortSignal): Promise<Int32Array> {
  const [{ rule, middle }] = layers
  if (rule !== "tokens") return examplesOfRows(undefined, inputs.examples)
  const rows: number[] = []
  for (let start = 0; start < inputs.examples; start += batch) {
    signal?.throwIfAborted()
    const end = Math.min(start + batch, inputs.examples)
    const feeds = await inputs.batch(start, end)
    const tokens = realTokens(feeds)(tokensFed(feeds) ?? middle)
    for (let example = start; example < end; example++) {
      for (const _ of tokens(example - start)) rows.push(example)
    }
  }
  return Int32Array.from(rows)
}

function allocate(
  rows: number,
  layers: readonly ReductionPlan[],
  { outputs }: BatchSession,
  { memory = process.availableMemory() / 2 }: CaptureOptions,
): Values {
  const dtype = outputs.every(({ type }) => type === "float32" || type === "float16") ? "float32" : "float64"
  const neurons = layers.reduce((sum, layer) => sum + layer.neurons, 0)
  const bytes = rows * neurons * (dtype === "float32" ? 4 : 8)
  if (bytes <= memory) return allocateValues(rows * neurons, dtype)
  throw new RoteError("limit-exceeded", {
    expected: `activations of at most ${megabytes(memory)}`,
    found: `${megabytes(bytes)} for ${rows} rows × ${neurons} neurons`,
    hint: "choose fewer layers (--nodes), average them (--reduce mean), or take fewer examples",
  })
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString("en")} MB`
}

function otherSize({ layer, neurons }: ReductionPlan, now: ReductionPlan): RoteError {
  return new RoteError("shape-mismatch", {
    input: layer,
    expected: `${neurons} neurons for every example`,
    found: `${now.neurons} for some`,
    hint: "examples of different lengths cannot be flattened: choose another --reduce",
  })
}
