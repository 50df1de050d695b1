import { readFile } from "node:fs/promises"
import { Worker } from "node:worker_threads"
import { type ErrorCode, type Fault, RoteError } from "../../errors.js"
import type { OnnxModel } from "../graph/onnx-model.js"
import type { InputTensor } from "../inputs/model-inputs.js"
import { openSession, type SessionOptions, type TensorInfo } from "./session.js"

/** What the parent asks of this process. The model's bytes are read from its file: they may be many. */
export type ProbeOrder = { timeout: number } & ({ load: Load } | { run: Run })

interface Load {
  graph: Omit<OnnxModel, "bytes">
  outputs: string[]
  threads?: number
}

interface Run {
  feeds: Record<string, InputTensor>
  outputs: string[]
}

/** What this process answers. */
export type ProbeAnswer =
  | { loaded: { inputs: TensorInfo[]; outputs: TensorInfo[] } }
  | { shapes: Record<string, number[]> }
  | { failure: { code?: ErrorCode; fault?: Fault; message: string } }

let loaded: { model: OnnxModel; options: SessionOptions } | undefined

/** When the watchdog ends this process, in milliseconds of `Date.now()`; 0 while nothing runs. */
const deadline = new BigInt64Array(new SharedArrayBuffer(8))

const [memory, parent] = process.argv.slice(2).map(Number)
new Worker(new URL("./probe-watchdog.js", import.meta.url), { workerData: { deadline, memory, parent } })

process.on("message", async (order: ProbeOrder) => {
  Atomics.store(deadline, 0, BigInt(Math.ceil(Date.now() + order.timeout * 1000)))
  const answer = await answerTo(order)
  Atomics.store(deadline, 0, 0n)
  process.send?.(answer)
})

/** The parent is gone, by whatever signal. */
process.on("disconnect", () => process.exit(1))

async function answerTo(order: ProbeOrder): Promise<ProbeAnswer> {
  try {
    return "load" in order ? await load(order.load) : await run(order.run)
  } catch (error) {
    return { failure: describe(error) }
  }
}

async function load({ graph, outputs, threads }: Load): Promise<ProbeAnswer> {
  const model = { ...graph, bytes: new Uint8Array(await readFile(graph.path)) }
  const options = threads === undefined ? {} : { threads }
  const session = await openSession(model, outputs, options)
  loaded = { model, options }
  const answer = { loaded: { inputs: session.inputs, outputs: session.outputs } }
  await session.release()
  return answer
}

/** In a session of its own: the runtime keeps the values of every output it was opened with, fetched or not. */
async function run({ feeds, outputs }: Run): Promise<ProbeAnswer> {
  if (loaded === undefined) throw new Error("a model is run before it is loaded")
  const session = await openSession(loaded.model, outputs, loaded.options)
  const made = Object.entries(await session.run(feeds))
  await session.release()
  return { shapes: Object.fromEntries(made.map(([name, { shape }]) => [name, shape])) }
}

function describe(error: unknown): { code?: ErrorCode; fault?: Fault; message: string } {
  if (error instanceof RoteError) return { code: error.code, fault: error.fault, message: error.message }
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
