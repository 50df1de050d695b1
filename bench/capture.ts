import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { InferenceSession } from "onnxruntime-node"
import { allocateValues, type Values } from "#src/activations.js"
import { withOutputs } from "#src/capture/graph/edit-model.js"
import type { ModelInputs } from "#src/capture/inputs/model-inputs.js"
import { openModel } from "#src/capture/open-model.js"
import { type CapturePlan, planCapture } from "#src/capture/plan-capture.js"
import type { Family } from "#src/capture/points/points.js"
import { runBatches } from "#src/capture/run-batches.js"
import { onnxRuntime } from "#src/capture/runtime/onnx-runtime.js"
import { openSession } from "#src/capture/runtime/session.js"
import { seededRandom } from "#src/random.js"
import { type CaptureWorkload, captureWorkloads, inMemory } from "./capture-workloads.js"
import type { BenchOptions, BenchTable, Row } from "./question.js"
import { type Contestant, secondsOf, threadCounts } from "./timing.js"

const onnx = await onnxRuntime()
const target = 0.95

/**
 * Examples per second of a capture of the layers measured by default, and of ONNX Runtime alone with the same outputs
 * and batches, copied into memory as they come; the two take turns. Beside it what a capture takes once, before: the
 * model read and tried out in a process of its own.
 */
export async function capture({ quick, seed, threads, onStep }: BenchOptions): Promise<BenchTable> {
  const rows: Row[] = []
  const folder = mkdtempSync(join(tmpdir(), "rote-bench-"))
  for (const workload of captureWorkloads) {
    const path = workload.model(folder, seed)
    if (!existsSync(path)) {
      rows.push({ model: workload.name, by: "rote", "examples/s": "only in the repository: fixtures/onnx" })
      continue
    }
    for (const count of threadCounts(threads)) {
      onStep(`${workload.name}, ${count === 1 ? "1 thread" : `${count} threads`}`)
      rows.push(...(await workloadRows(path, workload, count, seed, quick)))
    }
  }
  rmSync(folder, { recursive: true })
  return {
    name: "capture",
    rows,
    notes: [
      "of runtime: examples per second as a share of ONNX Runtime's own, from inputs in memory to outputs in memory",
      "start s: reading the model, trying it out in a process of its own, and loading it, once for each capture",
    ],
  }
}

async function workloadRows(
  path: string,
  workload: CaptureWorkload,
  threads: number,
  seed: number,
  quick: boolean,
): Promise<Row[]> {
  const examples = quick ? Math.ceil(workload.examples / 4) : workload.examples
  const feeds = workload.feeds(examples, seededRandom(seed))
  const inputs = inMemory(examples, feeds)
  const began = performance.now()
  const probed = await openModel(path, [], { threads })
  const plan = await planCapture(probed, inputs, { threads }).finally(probed.probe.stop)
  const outputs = plan.layers.map(({ tensor }) => tensor)
  const session = await openSession(probed.model, outputs, { threads })
  const start = (performance.now() - began) / 1000
  const runtime = await onnx.InferenceSession.create(withOutputs(probed.model, outputs), {
    intraOpNumThreads: threads,
    logSeverityLevel: 4,
  })
  const [ours, theirs] = await fastest(
    [captured(session, plan, probed.family), direct(runtime, inputs, plan.batch, outputs)],
    quick ? 15 : 31,
  )
  await session.release()
  await runtime.release()
  const share = theirs / ours
  const shared = { model: workload.name, threads, batch: plan.batch, layers: outputs.length }
  return [
    {
      ...shared,
      by: "rote",
      "examples/s": examples / ours,
      "start s": start,
      "of runtime": share,
      target: `≥ ${target}`,
      reached: share >= target ? "yes" : "no",
    },
    { ...shared, by: "ONNX Runtime", "examples/s": examples / theirs },
  ]
}

/**
 * The least seconds of each of two that take turns: what else a machine does only ever adds to them, and here a few per
 * cent are to be told apart.
 */
async function fastest(contestants: [Contestant, Contestant], turns: number): Promise<[number, number]> {
  const least: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let turn = 0; turn < turns; turn++) {
    for (const [c, contestant] of contestants.entries()) least[c] = Math.min(least[c], (await contestant()).seconds)
  }
  return least
}

type OurSession = Awaited<ReturnType<typeof openSession>>

function captured(session: OurSession, plan: CapturePlan, family: Family): Contestant {
  return async () => {
    let mean = Number.NaN
    const seconds = await secondsOf(async () => {
      const { data } = await runBatches(session, plan, family, {})
      mean = data[0]
    })
    return { seconds, mean }
  }
}

/** The least that anybody writes who wants these outputs: each batch of them copied behind the one before. */
function direct(session: InferenceSession, inputs: ModelInputs, batch: number, outputs: string[]): Contestant {
  const types = session.inputMetadata.map((info) => (info.isTensor ? info.type : "float32"))
  return async () => {
    let mean = Number.NaN
    const seconds = await secondsOf(async () => {
      let kept: Values = new Float32Array()
      let place = 0
      for (let start = 0; start < inputs.examples; start += batch) {
        const end = Math.min(start + batch, inputs.examples)
        const feeds = await inputs.batch(start, end)
        const tensors = session.inputNames.map((name, i) => {
          const { data, shape } = feeds[name]
          return [name, new onnx.Tensor(types[i] as "float32", data as Float32Array, shape)]
        })
        const made = await session.run(Object.fromEntries(tensors), outputs)
        const values = outputs.map((name) => made[name].data as Float32Array)
        if (start === 0) kept = allocateValues((inputs.examples * lengthOf(values)) / end, "float32")
        for (const each of values) {
          kept.set(each, place)
          place += each.length
        }
      }
      mean = kept[0]
    })
    return { seconds, mean }
  }
}

function lengthOf(arrays: Float32Array[]): number {
  return arrays.reduce((sum, { length }) => sum + length, 0)
}
