import { pairEngine } from "./pair-engine.js"
import { type PairTask, type Tile, tileMeasurer } from "./tiles.js"

export type ToWorker = { task: PairTask; module: WebAssembly.Module } | { tile: Tile }
export type FromWorker = { pairs: number } | { tile: Tile; values: Float64Array } | { failure: string }

const MILLISECONDS_BETWEEN_REPORTS = 100

/** Serves one thread: a task first, then tiles of it, each answered with its values. */
export function tileServer(post: (message: FromWorker) => void): (message: ToWorker) => void {
  let measure: ReturnType<typeof tileMeasurer>
  let unreported = 0
  let reported = 0
  const onPairs = (pairs: number) => {
    unreported += pairs
    const now = performance.now()
    if (now - reported < MILLISECONDS_BETWEEN_REPORTS) return
    post({ pairs: unreported })
    unreported = 0
    reported = now
  }
  return (message) => {
    try {
      if ("task" in message) {
        measure = tileMeasurer(message.task, pairEngine(message.task.settings, message.task.examples, message.module))
        return
      }
      const values = measure(message.tile, onPairs)
      post({ pairs: unreported })
      unreported = 0
      post({ tile: message.tile, values })
    } catch (error) {
      post({ failure: error instanceof Error ? error.message : String(error) })
    }
  }
}
