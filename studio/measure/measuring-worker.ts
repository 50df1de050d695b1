import type { PairwiseProgress } from "#src/estimators/pairwise.js"
import type { Answer, Fault, Question, TaskName, WorkerTasks } from "./worker-tasks.js"

/** An error from the worker; `code` is RoteError's where the input is to blame. */
export class WorkerFault extends Error {
  readonly code: string | null

  constructor({ code, message }: Fault) {
    super(message)
    this.code = code
  }
}

export interface MeasuringWorker {
  ask<Task extends TaskName>(
    task: Task,
    wanted: Parameters<WorkerTasks[Task]>[0],
    onProgress?: (progress: PairwiseProgress) => void,
  ): ReturnType<WorkerTasks[Task]>
  /** Ends it, its threads and whatever it is doing; what it was asked is never answered. */
  stop(): void
}

interface Waiting {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
  onProgress: (progress: PairwiseProgress) => void
}

/** A thread beside the page's own that reads a file and measures it, so that the page stays alive whatever the file is. */
export function startWorker(): MeasuringWorker {
  const worker = new Worker(new URL("./measure-worker.ts", import.meta.url), { type: "module" })
  const waiting = new Map<number, Waiting>()
  let questions = 0
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    const asker = waiting.get(data.id)!
    if ("progress" in data) return asker.onProgress(data.progress)
    waiting.delete(data.id)
    if ("fault" in data) asker.reject(new WorkerFault(data.fault))
    else asker.resolve(data.value)
  })
  worker.addEventListener("error", (event) => {
    const message = event.message || "its worker did not start, or ran out of memory"
    for (const { reject } of waiting.values()) reject(new WorkerFault({ code: null, message }))
    waiting.clear()
  })
  return {
    ask: (task, wanted, onProgress = () => {}) => {
      const question: Question = { id: ++questions, task, wanted }
      worker.postMessage(question)
      return new Promise((resolve, reject) => {
        waiting.set(question.id, { resolve, reject, onProgress })
      }) as never
    },
    stop: () => worker.terminate(),
  }
}
