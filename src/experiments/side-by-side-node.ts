import { Worker } from "node:worker_threads"
import { RoteError } from "../errors.js"
import type { EpochProgress, TrainedNetwork, TrainingJob } from "./train-network.js"
import type { WorkerMessage } from "./train-worker-node.js"

export interface SideBySideOptions {
  /** Networks trained at the same time; jax-js trains each in one thread. */
  threads: number
  onEpoch?: (progress: EpochProgress) => void
  /** Stops every thread at once. */
  signal?: AbortSignal
}

/**
 * Trains networks in worker threads, `threads` at a time, and returns them in the order of the jobs. The result does not
 * depend on the number of threads.
 * @throws RoteError `interrupted` when the signal is raised; whatever a job throws, after the other threads were stopped
 */
export async function trainSideBySide(
  jobs: readonly TrainingJob[],
  { threads, onEpoch = () => {}, signal }: SideBySideOptions,
): Promise<TrainedNetwork[]> {
  const results: TrainedNetwork[] = new Array(jobs.length)
  const stop = new AbortController()
  const stopped = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
  let next = 0
  const lane = async () => {
    while (next < jobs.length) {
      const index = next++
      results[index] = await trainInThread(jobs[index], onEpoch, stopped)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.max(1, threads) }, lane))
  } catch (error) {
    stop.abort()
    throw error
  }
  return results
}

function trainInThread(
  job: TrainingJob,
  onEpoch: (progress: EpochProgress) => void,
  signal: AbortSignal,
): Promise<TrainedNetwork> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(interrupted(job))
      return
    }
    const worker = new Worker(new URL("./train-worker-node.js", import.meta.url), { workerData: job })
    const abort = () => {
      worker.terminate()
      reject(interrupted(job))
    }
    signal.addEventListener("abort", abort, { once: true })
    worker.on("message", (message: WorkerMessage) => {
      if ("progress" in message) onEpoch(message.progress)
      else resolve(message.trained)
    })
    worker.once("error", reject)
    worker.once("exit", () => {
      signal.removeEventListener("abort", abort)
      reject(new Error(`the thread training ${job.name} ended without a result`))
    })
  })
}

function interrupted({ name }: TrainingJob): RoteError {
  return new RoteError("interrupted", { input: name, expected: "training to its end", found: "an interruption" })
}
