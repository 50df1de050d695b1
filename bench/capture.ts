import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { InferenceSession, Tensor } from "onnxruntime-node"
import { allocateValues, type Values } from "#src/activations.js"
import { mlpGraph } from "#src/capture/encode/mlp.js"
import { encodeOnnx } from "#src/capture/encode/onnx.js"
import { withOutputs } from "#src/capture/graph/edit-model.js"
import type { InputTensor, ModelInputs } from "#src/capture/inputs/model-inputs.js"
import { openModel } from "#src/capture/open-model.js"
import { type CapturePlan, planCapture } from "#src/capture/plan-capture.js"
import type { Family } from "#src/capture/points/points.js"
import { runBatches } from "#src/capture/run-batches.js"
import { openSession } from "#src/capture/runtime/session.js"
import { mlp } from "#src/networks/mlp.js"
import { type Random, seededRandom } from "#src/random.js"
import type { BenchOptions, BenchTable, Row } from "./question.js"
import { type Contestant, secondsOf, threadCounts } from "./timing.js"

const target = 0.95

/** A model, and examples for it. */
interface Workload {
  name: string
  /** Writes the model into a folder, or finds it in fixtures/onnx; its path. */
  model: (folder: string, seed: number) => string
  examples: number
  /** One input's values for one example after the other, by name. */
  feeds: (examples: number, random: Random) => Record<string, InputTensor>
}

/** The paper's network for Colored MNIST. */
const widths = [392, 256, 256, 256, 10]

const workloads: Workload[] = [
  {
    name: `MLP ${widths.join("-")}`,
    model: (folder, seed) => {
      const path = join(folder, "mlp.onnx")
      writeFileSync(path, encodeOnnx(mlpGraph(mlp(widths).initialise(seededRandom(seed)))))
      return path
    },
    examples: 10_000,
    feeds: (examples, random) => ({ input: uniform([examples, widths[0]], random) }),
  },
  {
    name: "ResNet-18, 8 channels, 48 × 48 × 3",
    model: fixture("cnn.onnx"),
    examples: 512,
    feeds: (examples, random) => ({ image: uniform([examples, 3, 48, 48], random) }),
  },
  {
    name: "DistilBERT, 3 layers of 64, 20 tokens",
    model: fixture("distilbert.onnx"),
    examples: 2048,
    feeds: (examples, random) => tokens(examples, 20, random),
  },
]

/**
 * Examples per second of a capture of the layers measured by default, and of ONNX Runtime alone with the same outputs
 * and batches, copied into memory as they come; the two take turns. Beside it what a capture takes once, before: the
 * model read and tried out in a process of its own.
 */
export async function capture({ quick, seed, threads, onStep }: BenchOptions): Promise<BenchTable> {
  const rows: Row[] = []
  const folder = mkdtempSync(join(tmpdir(), "rote-bench-"))
  for (const workload of workloads) {
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

function fixture(name: string): Workload["model"] {
  return () => fileURLToPath(new URL(`../../fixtures/onnx/${name}`, import.meta.url))
}

async function workloadRows(
  path: string,
  workload: Workload,
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
  const runtime = await InferenceSession.create(withOutputs(probed.model, outputs), {
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
          return [name, new Tensor(types[i] as "float32", data as Float32Array, shape)]
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

function inMemory(examples: number, feeds: Record<string, InputTensor>): ModelInputs {
  return {
    examples,
    batch: async (start, end) =>
      Object.fromEntries(
        Object.entries(feeds).map(([name, { shape, data }]) => {
          const width = data.length / examples
          return [name, { shape: [end - start, ...shape.slice(1)], data: data.subarray(start * width, end * width) }]
        }),
      ),
    describe: (index) => ({ kind: "array", index }),
    files: [],
  }
}

function uniform(shape: number[], random: Random): InputTensor {
  const length = shape.reduce((product, axis) => product * axis, 1)
  return { shape, data: Float32Array.from({ length }, random) }
}

/** Token numbers that the small vocabulary has, and an attention mask: the later half of some examples is padding. */
function tokens(examples: number, length: number, random: Random): Record<string, InputTensor> {
  const shape = [examples, length]
  const ids = BigInt64Array.from({ length: examples * length }, () => BigInt(Math.floor(random() * 100)))
  const mask = BigInt64Array.from(ids, (_, at) => BigInt(at % length < length / 2 || at % 3 > 0 ? 1 : 0))
  return { input_ids: { shape, data: ids }, attention_mask: { shape, data: mask } }
}
