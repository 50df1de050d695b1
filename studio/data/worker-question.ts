import { workerError } from "./reach.js"

type Told<Answer> = { answer: Answer } | { fault: string }

/** Asks a worker that was started for this one question, and ends it. Rejects with the worker's words, or the signal's reason. */
export function askWorker<Question, Answer>(
  worker: Worker,
  question: Question,
  { transfer = [], signal }: { transfer?: Transferable[]; signal?: AbortSignal } = {},
): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason))
    worker.addEventListener("error", (event) => reject(workerError(event)))
    worker.addEventListener("message", ({ data }: MessageEvent<Told<Answer>>) => {
      if ("answer" in data) resolve(data.answer)
      else reject(new Error(data.fault))
    })
    worker.postMessage(question, transfer)
  }).finally(() => worker.terminate())
}

/** The worker's side of `askWorker`. */
export function answerQuestion<Question, Answer>(
  answerTo: (question: Question) => Promise<{ answer: Answer; transfer?: Transferable[] }>,
): void {
  addEventListener("message", async ({ data }: MessageEvent<Question>) => {
    try {
      const { answer, transfer = [] } = await answerTo(data)
      postMessage({ answer }, { transfer })
    } catch (error) {
      postMessage({ fault: error instanceof Error ? error.message : String(error) })
    }
  })
}
