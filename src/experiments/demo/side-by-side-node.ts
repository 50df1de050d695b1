import { Worker } from "node:worker_threads"
import type { EpochProgress, TrainedNetwork, TrainingJob } from "./train-network.js"
import type { WorkerMessage } from "./train-worker-node.js"

/**
 * Trains networks in worker threads, `threads` at a time (jax-js trains each in one), and returns them in the order of the
 * jobs. The result does not depend on the number of threads.
 * @throws whatever a job throws, after the other threads were stopped
 */
export async function trainSideBySide(
  jobs: readonly TrainingJob[],
  threads: number,
  onEpoch: (progress: EpochProgress) => void = () => {},
): Promise<TrainedNetwork[]> {
  const trained: TrainedNetwork[] = new Array(jobs.length)
  const running = new Set<Worker>()
  let next = 0
  const lane = async () => {
    while (next < jobs.length) {
      const index = next++
      const worker = new Worker(new URL("./train-worker-node.js", import.meta.url), { workerData: jobs[index] })
      running.add(worker)
      trained[index] = await resultOf(worker, onEpoch)
      running.delete(worker)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.max(1, threads) }, lane))
  } catch (error) {
    next = jobs.length
    await Promise.all([...running].map((worker) => worker.terminate()))
    throw error
  }
  return trained
}

function resultOf(worker: Worker, onEpoch: (progress: EpochProgress) => void): Promise<TrainedNetwork> {
  return new Promise((resolve, reject) => {
    worker.on("message", (message: WorkerMessage) => {
      if ("progress" in message) onEpoch(message.progress)
      else resolve(message.trained)
    })
    worker.once("error", reject)
    worker.once("exit", (code) => reject(new Error(`a training thread ended with code ${code} and no result`)))
  })
}
