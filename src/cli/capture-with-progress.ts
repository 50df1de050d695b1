import { setImmediate } from "node:timers/promises"
import type { Captured, CaptureOptions } from "../capture/capture.js"
import { onInterrupt } from "./interrupt.js"
import { progressBar } from "./progress.js"
import { warn } from "./say.js"

/** Captures with a bar on stderr, and a last word when it is interrupted. */
export async function captureWithProgress(model: string, inputs: string, options: CaptureOptions): Promise<Captured> {
  // Only now: the runtime and what reads images take a while to load.
  const { capture } = await import("../capture/capture.js")
  const bar = progressBar("examples")
  let share = 0
  const release = onInterrupt(() => {
    bar.stop()
    return `interrupted at ${Math.floor(100 * share)} % of the examples: nothing is kept; the same command starts again`
  })
  const onProgress: CaptureOptions["onProgress"] = ({ done, total }) => {
    share = done / total
    bar.update(done, total)
  }
  try {
    return await capture(model, inputs, { ...options, onProgress, onWarning: warn })
  } finally {
    // What was pressed while the model kept this thread busy is heard only now.
    await setImmediate()
    release()
    bar.stop()
  }
}
