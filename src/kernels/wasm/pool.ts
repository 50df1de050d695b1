import { defaultThreads, startThread, type Thread } from "#threads"
import { kernelsModule } from "./module.js"
import { pairEngine } from "./pair-engine.js"
import { nanosecondsForPair, type PairTask, pairsInTile, type Tile, tileMeasurer } from "./tiles.js"
import type { FromWorker } from "./worker.js"

export interface PoolOptions {
  /** All cores unless given. */
  threads?: number
  signal?: AbortSignal
  onPairs?: (pairs: number) => void
  /** Asked just before a tile is measured: one that somebody else has finished meanwhile is passed over. */
  isFinished?: (tile: Tile) => Promise<boolean>
  /** Hears every tile measured once, in no fixed order; a rejection stops the pool. */
  onTile: (tile: Tile, values: Float64Array) => void | Promise<void>
}

/** Work that takes less than this is done before a thread would have started. */
const NANOSECONDS_WORTH_THREADS = 2e8

/**
 * Measures the tiles, on worker threads where there is work for them. Where a tile is measured changes nothing in its values.
 * Rejects with the signal's reason at once when it aborts; tiles heard until then are whole.
 */
export async function measureTiles(task: PairTask, tiles: Tile[], options: PoolOptions): Promise<void> {
  options.signal?.throwIfAborted()
  const pairs = tiles.reduce((sum, tile) => sum + pairsInTile(task, tile), 0)
  if (pairs * nanosecondsForPair(task) < NANOSECONDS_WORTH_THREADS) await measureHere(task, tiles, options)
  else await measureOnThreads(task, tiles, options)
}

async function measureHere(task: PairTask, tiles: Tile[], options: PoolOptions): Promise<void> {
  const { signal, onPairs = () => {}, isFinished, onTile } = options
  const measure = tileMeasurer(task, pairEngine(task.settings, task.examples))
  for (const tile of tiles) {
    signal?.throwIfAborted()
    if (await isFinished?.(tile)) continue
    await onTile(tile, measure(tile, onPairs))
  }
}

async function measureOnThreads(task: PairTask, tiles: Tile[], options: PoolOptions): Promise<void> {
  const { signal, onPairs, isFinished, onTile } = options
  const queue = tiles.values()
  const threads: Thread[] = []
  let stop = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      stop = () => reject(signal?.reason)
      signal?.addEventListener("abort", stop)
      let left = tiles.length
      const finish = () => {
        left--
        if (left === 0) resolve()
      }
      const feed = async (thread: Thread) => {
        for (const tile of queue) {
          if (!(await isFinished?.(tile))) return thread.post({ tile })
          finish()
        }
      }
      const hear = async (thread: Thread, message: FromWorker) => {
        if ("failure" in message) return reject(new Error(message.failure))
        if ("pairs" in message) return onPairs?.(message.pairs)
        await Promise.all([feed(thread), onTile(message.tile, message.values)])
        finish()
      }
      const count = Math.min(options.threads ?? defaultThreads(), tiles.length)
      for (let t = 0; t < count; t++) {
        const thread: Thread = startThread((message) => void hear(thread, message).catch(reject), reject)
        threads.push(thread)
        thread.post({ task, module: kernelsModule() })
        feed(thread).catch(reject)
      }
    })
  } finally {
    signal?.removeEventListener("abort", stop)
    for (const thread of threads) thread.stop()
  }
}
