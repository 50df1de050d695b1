import { describe, expect, it } from "vitest"
import { type LoadedTile, tileCache } from "../../studio/heat-map/tile-cache.js"
import type { TilePlace } from "../../studio/heat-map/tiles.js"

/** A loader whose tiles come when they are let; those of a run in the page cannot be aborted. */
function waiting({ abortable = true } = {}) {
  const asked: { place: TilePlace; signal: AbortSignal; come: (error?: Error) => void; closed: boolean }[] = []
  const errors: unknown[] = []
  let arrived = 0
  const cache = tileCache({
    load: (place, signal) =>
      new Promise<LoadedTile>((resolve, reject) => {
        const request = {
          place,
          signal,
          closed: false,
          come: (error?: Error) => (error ? reject(error) : resolve(tile)),
        }
        const picture = { close: () => (request.closed = true) } as unknown as ImageBitmap
        const tile = { width: 1, height: 1, cells: new Float32Array(1), picture }
        if (abortable) signal.addEventListener("abort", () => reject(new Error("aborted")))
        asked.push(request)
      }),
    onLoaded: () => arrived++,
    onError: (error) => errors.push(error),
  })
  return { cache, asked, errors, arrived: () => arrived }
}

const row = (count: number, from = 0): TilePlace[] =>
  Array.from({ length: count }, (_, column) => ({ level: 0, row: 0, column: column + from }))

/** What has been promised by now is done. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

describe("tiles on their way", () => {
  it("are six at a time, in the order wanted", async () => {
    const { cache, asked } = waiting()
    cache.want(row(8))
    expect(asked.map(({ place }) => place.column)).toEqual([0, 1, 2, 3, 4, 5])
    asked[2].come()
    await settle()
    expect(asked.map(({ place }) => place.column)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(cache.get(row(8)[2])).toBeDefined()
  })

  it("are aborted once they are out of sight, which is no error", async () => {
    const { cache, asked, errors } = waiting()
    cache.want(row(4))
    cache.want(row(4, 3))
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, true, false, false, false])
    await settle()
    expect(asked.map(({ place }) => place.column)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(errors).toEqual([])
  })

  it("are not asked for twice, and those that failed not again and again", async () => {
    const { cache, asked, errors, arrived } = waiting()
    cache.want(row(2))
    cache.want(row(2))
    asked[0].come()
    asked[1].come(new Error("damaged"))
    await settle()
    cache.want(row(2))
    expect(asked).toHaveLength(2)
    expect(arrived()).toBe(1)
    expect(errors.map(String)).toEqual(["Error: damaged"])
  })
})

describe("tiles kept", () => {
  it("are those used last; of the others the pictures are given back", async () => {
    const { cache, asked } = waiting()
    const all = row(120)
    for (const place of all) {
      cache.want([place])
      cache.get(all[0])
      asked.at(-1)!.come()
      await settle()
    }
    expect(cache.get(all[0])).toBeDefined()
    expect(cache.get(all[1])).toBeUndefined()
    expect(cache.get(all[119])).toBeDefined()
    expect(asked.filter(({ closed }) => closed)).toHaveLength(120 - 96)
  })

  it("are never fewer than those on show", async () => {
    const { cache, asked } = waiting()
    const all = row(130)
    cache.want(all)
    for (let i = 0; i < all.length; i++) {
      asked[i].come()
      await settle()
    }
    expect(asked).toHaveLength(all.length)
    expect(all.every((place) => cache.get(place) !== undefined)).toBe(true)
  })

  it("are none once it is closed: the picture of one that comes nevertheless is given back", async () => {
    const { cache, asked, arrived } = waiting({ abortable: false })
    cache.want(row(2))
    asked[0].come()
    await settle()
    cache.close()
    asked[1].come()
    await settle()
    expect(asked.map(({ closed }) => closed)).toEqual([true, true])
    expect(arrived()).toBe(1)
  })
})
