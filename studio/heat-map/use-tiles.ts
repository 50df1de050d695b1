import { useEffect, useState } from "react"
import type { MatrixOrder } from "#src/server/api.js"
import type { StudioRun } from "../data/studio-run.js"
import { type TileCache, tileCache } from "./tile-cache.js"
import { withPicture } from "./tile-picture.js"

export interface Tiles {
  cache: TileCache
  /** How many have come: it changes when there is more to draw. */
  arrived: number
  /** Why one did not; null while all do. */
  error: unknown
}

/** A run's tiles in one order and range of colours; null for a moment at first. Another `attempt` asks for all anew. */
export function useTiles(
  run: StudioRun,
  order: MatrixOrder,
  [low, high]: [number, number],
  attempt: number,
): Tiles | null {
  const [cache, setCache] = useState<TileCache | null>(null)
  const [arrived, setArrived] = useState(0)
  const [error, setError] = useState<unknown>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is one more reason
  useEffect(() => {
    const made = tileCache({
      load: async ({ level, row, column }, signal) =>
        withPicture(await run.tile(order, level, row, column, signal), [low, high]),
      onLoaded: () => setArrived((count) => count + 1),
      onError: setError,
    })
    setCache(made)
    setArrived(0)
    setError(null)
    return made.close
  }, [run, order, low, high, attempt])
  return cache && { cache, arrived, error }
}
