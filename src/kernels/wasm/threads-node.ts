import { availableParallelism } from "node:os"
import { Worker } from "node:worker_threads"
import type { FromWorker, ToWorker } from "./worker.js"

/** A thread that measures tiles. */
export interface Thread {
  post(message: ToWorker): void
  stop(): void
}

export function defaultThreads(): number {
  return availableParallelism()
}

export function startThread(onMessage: (message: FromWorker) => void, onFailure: (error: Error) => void): Thread {
  const worker = new Worker(new URL("./worker-node.js", import.meta.url))
  worker.on("message", onMessage)
  worker.on("error", onFailure)
  return { post: (message) => worker.postMessage(message), stop: () => void worker.terminate() }
}
