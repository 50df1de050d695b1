import { type ErrorCode, type Fault, RoteError } from "../../errors.js"
import { type Device, openDevice } from "../../networks/device-node.js"
import type { ModelResult } from "./model-result.js"
import type { ModelSpec } from "./model-spec.js"
import { type ModelProgress, trainModel } from "./train-model-node.js"

/** What the parent sends: a model to train, and its folder. */
export interface ModelOrder {
  spec: ModelSpec
  folder: string
  device: Device
}

/** What this process answers: how far it is, then the model, or what went wrong. */
export type ModelAnswer =
  | { progress: ModelProgress }
  | { result: ModelResult }
  | { failure: { code?: ErrorCode; fault?: Fault; message: string } }

const millisecondsBetweenReports = 200

process.on("message", async ({ spec, folder, device }: ModelOrder) => {
  let reported = 0
  const onProgress = (progress: ModelProgress) => {
    if (performance.now() - reported < millisecondsBetweenReports && progress.done < progress.total) return
    reported = performance.now()
    answer({ progress })
  }
  try {
    await openDevice(device)
    answer({ result: await trainModel(spec, folder, { onProgress }) })
  } catch (error) {
    answer({ failure: describe(error) })
  }
})

/** The parent is gone, by whatever signal: nobody waits for the model any more, and what is done of it is on disk. */
process.on("disconnect", () => process.exit(1))

/** A parent that is gone cannot be told anything, and `disconnect` follows. */
function answer(message: ModelAnswer): void {
  process.send?.(message, () => {})
}

function describe(error: unknown): { code?: ErrorCode; fault?: Fault; message: string } {
  if (error instanceof RoteError) return { code: error.code, fault: error.fault, message: error.message }
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
