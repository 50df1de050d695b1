import { readFile } from "node:fs/promises"
import { Worker } from "node:worker_threads"
import { type ErrorCode, type Fault, RoteError } from "../errors.js"
import type { InputTensor } from "./model-inputs.js"
import type { OnnxModel } from "./onnx-model.js"
import { openSession, type Session, type TensorInfo } from "./session.js"

/** What the parent asks of this process. The model's bytes are read from its file: they may be many. */
export type ProbeOrder = { timeout: number } & (
  | { load: { graph: Omit<OnnxModel, "bytes">; outputs: string[]; threads?: number } }
  | { run: { feeds: Record<string, InputTensor>; outputs: string[] } }
)

/** What this process answers. */
export type ProbeAnswer =
  | { loaded: { inputs: TensorInfo[]; outputs: TensorInfo[] } }
  | { shapes: Record<string, number[]> }
  | { failure: { code?: ErrorCode; fault?: Fault; message: string } }

let session: Session | undefined

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
    if ("load" in order) {
      const { graph, outputs, threads } = order.load
      const model = { ...graph, bytes: new Uint8Array(await readFile(graph.path)) }
      session = await openSession(model, outputs, threads === undefined ? {} : { threads })
      return { loaded: { inputs: session.inputs, outputs: session.outputs } }
    }
    if (session === undefined) throw new Error("a model is run before it is loaded")
    const { feeds, outputs } = order.run
    const made = Object.entries(await session.run(feeds, outputs))
    return { shapes: Object.fromEntries(made.map(([name, { shape }]) => [name, shape])) }
  } catch (error) {
    return { failure: describe(error) }
  }
}

function describe(error: unknown): { code?: ErrorCode; fault?: Fault; message: string } {
  if (error instanceof RoteError) return { code: error.code, fault: error.fault, message: error.message }
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
