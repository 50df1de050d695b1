import type { MatrixTile } from "../data/studio-run.js"
import type { TilePlace } from "./tiles.js"

/** A tile that has come, and its picture. */
export interface LoadedTile extends MatrixTile {
  picture: ImageBitmap
}

export interface TileCache {
  /** Fetches these and nothing else from now on, first things first; what is on its way and not among them is aborted. */
  want: (places: readonly TilePlace[]) => void
  /** What has come, or undefined. */
  get: (place: TilePlace) => LoadedTile | undefined
  close: () => void
}

export interface TileCacheOptions {
  load: (place: TilePlace, signal: AbortSignal) => Promise<LoadedTile>
  onLoaded: () => void
  onError: (error: unknown) => void
}

/** Requests at a time: as many as a browser has connections for one host. */
const concurrent = 6
/** Tiles kept beside those on show, half a megabyte each. */
const capacity = 96

/** The tiles of one matrix in one order that were used last, fetched as they are wanted. */
export function tileCache({ load, onLoaded, onError }: TileCacheOptions): TileCache {
  const loaded = new Map<string, LoadedTile>()
  const loading = new Map<string, AbortController>()
  const failed = new Set<string>()
  let closed = false
  let wanted = new Map<string, TilePlace>()

  function want(places: readonly TilePlace[]): void {
    wanted = new Map(places.map((place) => [keyOf(place), place]))
    for (const [key, controller] of loading) if (!wanted.has(key)) controller.abort()
    fetchNext()
  }

  function fetchNext(): void {
    for (const [key, place] of wanted) {
      if (loading.size >= concurrent) return
      if (!loaded.has(key) && !loading.has(key) && !failed.has(key)) void fetchTile(place, key)
    }
  }

  async function fetchTile(place: TilePlace, key: string): Promise<void> {
    const controller = new AbortController()
    loading.set(key, controller)
    try {
      keep(key, await load(place, controller.signal))
    } catch (error) {
      if (!controller.signal.aborted) {
        failed.add(key)
        onError(error)
      }
    }
    loading.delete(key)
    fetchNext()
  }

  function keep(key: string, tile: LoadedTile): void {
    if (closed) {
      tile.picture.close()
      return
    }
    loaded.set(key, tile)
    for (const [oldest, { picture }] of loaded) {
      if (loaded.size <= capacity) break
      if (wanted.has(oldest)) continue
      picture.close()
      loaded.delete(oldest)
    }
    onLoaded()
  }

  /** Moves it to the end of the map, whose first is the one not used for longest. */
  function get(place: TilePlace): LoadedTile | undefined {
    const key = keyOf(place)
    const tile = loaded.get(key)
    if (tile === undefined) return undefined
    loaded.delete(key)
    loaded.set(key, tile)
    return tile
  }

  function close(): void {
    want([])
    closed = true
    for (const { picture } of loaded.values()) picture.close()
    loaded.clear()
  }

  return { want, get, close }
}

function keyOf({ level, row, column }: TilePlace): string {
  return `${level}/${row}/${column}`
}
