import { readFile } from "node:fs/promises"
import { Worker } from "node:worker_threads"
import { type ErrorCode, type Fault, RoteError } from "../../errors.js"
import { fingerprintBytes, type InputFile } from "../../store/index.js"
import type { OnnxModel } from "../graph/onnx-model.js"
import type { InputTensor } from "../inputs/model-inputs.js"
import { type OutputTensor, openSession, type Session, type SessionOptions, type TensorInfo } from "./session.js"

/** What the parent asks of this process. The model's bytes are read from its file: they may be many. */
export type ProbeOrder = { timeout: number } & ({ load: Load } | { run: Run })

interface Load {
  graph: Omit<OnnxModel, "bytes">
  /** What the parent read of the model's file. */
  file: InputFile
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
  | { made: Record<string, OutputTensor> }
  | { failure: { code?: ErrorCode; fault?: Fault; message: string } }

let loaded: { model: OnnxModel; options: SessionOptions } | undefined
let running: { session: Session; outputs: readonly string[] } | undefined

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

async function load({ graph, file, outputs, threads }: Load): Promise<ProbeAnswer> {
  const model = { ...graph, bytes: new Uint8Array(await readFile(graph.path)) }
  if (fingerprintBytes(graph.path, model.bytes).sha256 !== file.sha256) throw changed(graph.path)
  const options = threads === undefined ? {} : { threads }
  const session = await openSession(model, outputs, options)
  loaded = { model, options }
  const answer = { loaded: { inputs: session.inputs, outputs: session.outputs } }
  await session.release()
  return answer
}

async function run({ feeds, outputs }: Run): Promise<ProbeAnswer> {
  const session = await sessionFor(outputs)
  return { made: await session.run(feeds) }
}

/** One at a time, and of no more outputs: the runtime keeps the values of every one it was opened with. */
async function sessionFor(outputs: readonly string[]): Promise<Session> {
  if (loaded === undefined) throw new Error("a model is run before it is loaded")
  if (running !== undefined && running.outputs.join("\0") === outputs.join("\0")) return running.session
  await running?.session.release()
  running = { session: await openSession(loaded.model, outputs, loaded.options), outputs }
  return running.session
}

function changed(input: string): RoteError {
  return new RoteError("checksum", {
    input,
    expected: "a file that stays as it is while it is used",
    found: "other bytes than a moment before",
    hint: "start again once nobody writes to it",
  })
}

function describe(error: unknown): { code?: ErrorCode; fault?: Fault; message: string } {
  if (error instanceof RoteError) return { code: error.code, fault: error.fault, message: error.message }
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
