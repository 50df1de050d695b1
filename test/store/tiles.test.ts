import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { get, open } from "zarrita"
import { crc32c } from "#src/store/crc32c.js"
import { measureToRun } from "#src/store/index.js"
import { openTiles } from "#src/store/tiles.js"
import { sampleActivations, temporaryFolder } from "./runs.js"

describe("the matrix on disk", () => {
  it("is read by zarrita as it was measured, whole tiles and last ones", async () => {
    const directory = join(temporaryFolder(), "run")
    const { measurement } = await measureToRun(sampleActivations(70), directory, { threads: 1 })
    const store = {
      get: (key: string) => new Uint8Array(readFileSync(join(directory, "mutual-information.zarr", key))),
    }
    const array = await open.v3(store, { kind: "array" })
    const { data, shape } = await get(array)
    expect(shape).toEqual([70, 70])
    expect(data).toEqual(measurement.mutualInformation?.values)
  })

  it("pads the last tiles with NaN, and a tile's mirror is its transpose", async () => {
    const directory = temporaryFolder()
    const tile = Float64Array.from({ length: 64 * 6 }, (_, i) => i)
    await openTiles(directory, 70).save(0, 1, tile)
    const mirror = chunkValues(directory, 1, 0)
    expect(Array.from(mirror.slice(0, 3))).toEqual([0, 6, 12])
    expect(mirror.slice(6 * 64).every(Number.isNaN)).toBe(true)
    const chunk = chunkValues(directory, 0, 1)
    expect(Array.from(chunk.slice(64, 71))).toEqual([6, 7, 8, 9, 10, 11, Number.NaN])
    expect(await openTiles(directory, 70).load(0, 1)).toEqual(tile)
  })

  it("ends each chunk with its CRC-32C, whose check value is e3069283", () => {
    expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283)
  })
})

function chunkValues(directory: string, row: number, column: number): Float64Array {
  const bytes = readFileSync(join(directory, "mutual-information.zarr", "c", String(row), String(column)))
  expect(bytes.readUInt32LE(64 * 64 * 8)).toBe(crc32c(bytes.subarray(0, 64 * 64 * 8)))
  return new Float64Array(new Uint8Array(bytes).buffer.slice(0, 64 * 64 * 8))
}
