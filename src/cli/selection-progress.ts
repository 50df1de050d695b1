import { onInterrupt } from "./interrupt.js"
import { progressBar } from "./progress.js"

/** What work is to tell while it goes on. */
export interface Watch {
  onProgress: (progress: { done: number; total: number }) => void
}

/** Shows the progress of work that keeps nothing on disk; Ctrl-C ends it, and says so. */
export async function withProgress<T>(what: string, work: (watch: Watch) => Promise<T>): Promise<T> {
  const bar = progressBar(what)
  const release = onInterrupt(() => {
    bar.stop()
    return "interrupted: nothing is kept; the runs are as they were"
  })
  try {
    return await work({ onProgress: ({ done, total }) => bar.update(done, total) })
  } finally {
    release()
    bar.stop()
  }
}
