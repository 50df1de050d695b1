import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { InferenceSession, Tensor } from "onnxruntime-node"
import { withOutputs } from "#src/capture/edit-model.js"
import type { InputTensor, ModelInputs } from "#src/capture/model-inputs.js"
import { openModel } from "#src/capture/open-model.js"
import { type CapturePlan, planCapture } from "#src/capture/plan-capture.js"
import type { Family } from "#src/capture/points.js"
import { runBatches } from "#src/capture/run-batches.js"
import { openSession } from "#src/capture/session.js"
import { type Random, seededRandom } from "#src/random.js"
import type { BenchOptions, BenchTable, Row } from "./question.js"
import { type Contestant, secondsOf, takeTurns, threadCounts } from "./timing.js"

const target = 0.95

/** A model of fixtures/onnx, and examples for it. */
interface Workload {
  name: string
  model: string
  examples: number
  /** One input's values for one example after the other, by name. */
  feeds: (examples: number, random: Random) => Record<string, InputTensor>
}

const workloads: Workload[] = [
  {
    name: "MLP 64-48-26-10",
    model: "mlp.onnx",
    examples: 100_000,
    feeds: (examples, random) => ({ x: uniform([examples, 64], random) }),
  },
  {
    name: "ResNet-18, 8 channels, 48 × 48 × 3",
    model: "cnn.onnx",
    examples: 512,
    feeds: (examples, random) => ({ image: uniform([examples, 3, 48, 48], random) }),
  },
  {
    name: "DistilBERT, 3 layers of 64, 20 tokens",
    model: "distilbert.onnx",
    examples: 2048,
    feeds: (examples, random) => tokens(examples, 20, random),
  },
]

/**
 * Examples per second of a capture of the layers measured by default, and of ONNX Runtime alone with the same outputs and
 * batches, which take turns. Beside it what a capture takes once, before: the model read and tried out in a process of its own.
 */
export async function capture({ quick, seed, threads, onStep }: BenchOptions): Promise<BenchTable> {
  const rows: Row[] = []
  for (const workload of workloads.filter(({ model }) => existsSync(pathOf(model)))) {
    for (const count of threadCounts(threads)) {
      onStep(`${workload.name}, ${count === 1 ? "1 thread" : `${count} threads`}`)
      rows.push(...(await workloadRows(workload, count, seed, quick)))
    }
  }
  const missing = rows.length > 0 ? [] : ["the models are in the repository, in fixtures/onnx, and not in the package"]
  return {
    name: "capture",
    rows,
    notes: [
      ...missing,
      "of runtime: examples per second as a share of ONNX Runtime's own, from the inputs in memory to the activations",
      "start s: reading the model, trying it out in a process of its own, and loading it, once for each capture",
    ],
  }
}

function pathOf(model: string): string {
  return fileURLToPath(new URL(`../../fixtures/onnx/${model}`, import.meta.url))
}

async function workloadRows(workload: Workload, threads: number, seed: number, quick: boolean): Promise<Row[]> {
  const examples = quick ? Math.ceil(workload.examples / 4) : workload.examples
  const feeds = workload.feeds(examples, seededRandom(seed))
  const inputs = inMemory(examples, feeds)
  const began = performance.now()
  const probed = await openModel(pathOf(workload.model), [], { threads })
  const plan = await planCapture(probed, inputs, { threads }).finally(probed.probe.stop)
  const outputs = plan.layers.map(({ tensor }) => tensor)
  const session = await openSession(probed.model, outputs, { threads })
  const start = (performance.now() - began) / 1000
  const runtime = await InferenceSession.create(withOutputs(probed.model, outputs), {
    intraOpNumThreads: threads,
    logSeverityLevel: 4,
  })
  const [ours, theirs] = await takeTurns(
    [captured(session, plan, probed.family), direct(runtime, inputs, plan.batch, outputs)],
    quick ? 15 : 31,
  )
  await session.release()
  await runtime.release()
  const share = theirs.seconds / ours.seconds
  const shared = { model: workload.name, threads, batch: plan.batch, layers: outputs.length }
  return [
    {
      ...shared,
      by: "rote",
      "examples/s": examples / ours.seconds,
      "start s": start,
      "of runtime": share,
      target: `≥ ${target}`,
      reached: share >= target ? "yes" : "no",
    },
    { ...shared, by: "ONNX Runtime", "examples/s": examples / theirs.seconds },
  ]
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

/** What anybody would write who wants these outputs, and drops them. */
function direct(session: InferenceSession, inputs: ModelInputs, batch: number, outputs: string[]): Contestant {
  const types = session.inputMetadata.map((info) => (info.isTensor ? info.type : "float32"))
  return async () => {
    let mean = Number.NaN
    const seconds = await secondsOf(async () => {
      for (let start = 0; start < inputs.examples; start += batch) {
        const feeds = await inputs.batch(start, Math.min(start + batch, inputs.examples))
        const tensors = session.inputNames.map((name, i) => {
          const { data, shape } = feeds[name]
          return [name, new Tensor(types[i] as "float32", data as Float32Array, shape)]
        })
        const made = await session.run(Object.fromEntries(tensors), outputs)
        mean = Number(made[outputs[0]].data[0])
      }
    })
    return { seconds, mean }
  }
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
