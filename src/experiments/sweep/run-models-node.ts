import { type ChildProcess, fork } from "node:child_process"
import { join } from "node:path"
import { RoteError } from "../../errors.js"
import type { Device } from "../../networks/device-node.js"
import { removeAbandoned } from "../../store/files.js"
import type { ModelResult } from "./model-result.js"
import type { ModelSpec } from "./model-spec.js"
import type { ModelAnswer, ModelOrder } from "./model-worker-node.js"
import { type ModelProgress, readModelResult } from "./train-model-node.js"
import { requireSameSpec } from "./train-to-end-node.js"

export interface RunModelsOptions {
  /** Folder of the models' folders. */
  folder: string
  /** Processes that train side by side, one model each. */
  workers: number
  /** Where they train (`wasm`). */
  device?: Device
  onProgress?: (progress: ModelProgress) => void
  /** A model is complete; those found complete at the start come first. */
  onModel?: (result: ModelResult) => void | Promise<void>
}

/**
 * Trains and measures models in worker processes and returns their results in the order of the specifications. Models that
 * are complete on disk are read; the others go on from their last checkpoint. The results do not depend on `workers`.
 * @throws RoteError `settings-differ` when a folder holds another model, before anything is trained; what a model throws,
 * after the other processes were stopped
 */
export async function runModels(specs: readonly ModelSpec[], options: RunModelsOptions): Promise<ModelResult[]> {
  const { folder, workers, device = "wasm", onProgress = () => {}, onModel = () => {} } = options
  await removeAbandoned(folder)
  const results: ModelResult[] = new Array(specs.length)
  const missing: number[] = []
  for (const [index, spec] of specs.entries()) {
    const found = await readModelResult(join(folder, spec.id))
    if (found === undefined) missing.push(index)
    else {
      requireSameSpec(join(folder, spec.id), found.spec, spec)
      results[index] = found
      await onModel(found)
    }
  }
  const running = new Set<ChildProcess>()
  const lane = async () => {
    if (missing.length === 0) return
    const worker = fork(new URL("./model-worker-node.js", import.meta.url), { serialization: "advanced" })
    running.add(worker)
    for (let index = missing.shift(); index !== undefined; index = missing.shift()) {
      const spec = specs[index]
      results[index] = await trainedBy(worker, { spec, folder: join(folder, spec.id), device }, onProgress)
      await onModel(results[index])
    }
    worker.disconnect()
  }
  try {
    await Promise.all(Array.from({ length: Math.min(Math.max(1, workers), missing.length) }, lane))
  } catch (error) {
    missing.length = 0
    for (const worker of running) worker.kill()
    throw error
  }
  return results
}

function trainedBy(
  worker: ChildProcess,
  order: ModelOrder,
  onProgress: (progress: ModelProgress) => void,
): Promise<ModelResult> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off("message", onMessage)
      worker.off("exit", onExit)
      worker.off("error", onError)
      act()
    }
    const onMessage = (answer: ModelAnswer) => {
      if ("progress" in answer) onProgress(answer.progress)
      else if ("result" in answer) settle(() => resolve(answer.result))
      else settle(() => reject(failure(order.spec.id, answer.failure)))
    }
    const onExit = (code: number | null, signal: string | null) =>
      settle(() => reject(new Error(`the process that trained ${order.spec.id} ended by ${signal ?? `code ${code}`}`)))
    const onError = (error: Error) => settle(() => reject(error))
    worker.on("message", onMessage)
    worker.on("exit", onExit)
    worker.on("error", onError)
    worker.send(order)
  })
}

type Failure = Extract<ModelAnswer, { failure: unknown }>["failure"]

function failure(id: string, { code, fault, message }: Failure): Error {
  return code !== undefined && fault !== undefined ? new RoteError(code, fault) : new Error(`${id}: ${message}`)
}
