import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import type { MutualInformationMatrix } from "#src/estimators/measurement.js"
import { clusterOrder } from "#src/inspection/cluster-order.js"
import { matrixPyramid, pyramidTile } from "#src/inspection/matrix-pyramid.js"
import { measureToRun } from "#src/store/index.js"
import { readManifest, writeManifest } from "#src/store/manifest.js"
import { sampleActivations } from "../store/runs.js"
import { type TestStudio, testStudio } from "./studio.js"

const neurons = 300

/** A studio with a run of 300 neurons, so of two levels, and its matrix. */
async function studioWithRun(): Promise<TestStudio & { matrix: MutualInformationMatrix; run: string }> {
  const studio = await testStudio()
  const run = join(studio.folder, "a", "run")
  const { measurement } = await measureToRun(sampleActivations(neurons, 20), run, {
    mutualInformation: { method: "gaussian-copula" },
    threads: 1,
  })
  return { ...studio, matrix: measurement.mutualInformation as MutualInformationMatrix, run }
}

async function floats(response: Response): Promise<Float32Array> {
  expect(response.status).toBe(200)
  return new Float32Array(await response.arrayBuffer())
}

describe("a run's matrix", () => {
  it("comes in the tiles of its pyramid, at each level and in both orders", async () => {
    const { ask, matrix } = await studioWithRun()
    const values = Float32Array.from(matrix.values)
    for (const order of ["layers", "clusters"]) {
      const pyramid = matrixPyramid(values, neurons, order === "layers" ? null : clusterOrder(values, neurons))
      for (const [level, row, column] of [
        [0, 0, 0],
        [0, 0, 1],
        [0, 1, 1],
        [1, 0, 0],
      ]) {
        const response = await ask(`matrix/a/run?order=${order}&level=${level}&row=${row}&column=${column}`)
        const tile = pyramidTile(pyramid, level, row, column)
        expect([response.headers.get("X-Height"), response.headers.get("X-Width")].map(Number)).toEqual([
          tile.height,
          tile.width,
        ])
        expect(await floats(response)).toEqual(tile.cells)
      }
    }
  })

  it("comes with the order of its rows", async () => {
    const { ask, matrix } = await studioWithRun()
    const clusters = clusterOrder(Float32Array.from(matrix.values), neurons)
    expect(await (await ask("order/a/run?order=clusters")).json()).toEqual(Array.from(clusters))
    const layers = await (await ask("order/a/run?order=layers")).json()
    expect(layers).toEqual(Array.from({ length: neurons }, (_, row) => row))
  })

  it("comes whole, to the bit", async () => {
    const { ask, matrix } = await studioWithRun()
    const response = await ask("pairs/a/run")
    expect(response.headers.get("Content-Length")).toBe(String(8 * neurons * neurons))
    expect(new Float64Array(await response.arrayBuffer())).toEqual(matrix.values)
  })

  it("is blank where a run in progress has no tile yet, and fills as they come", async () => {
    const { ask, run } = await studioWithRun()
    const overview = async () => floats(await ask("matrix/a/run?order=layers&level=1&row=0&column=0"))
    const whole = await overview()
    const manifest = await readManifest(run)
    if (manifest === undefined) throw new Error("a run was measured")
    rmSync(join(run, "mutual-information.zarr", "c", "4"), { recursive: true })
    await writeManifest(run, { ...manifest, complete: false, result: null })
    const part = await overview()
    expect(part.subarray(0, 128 * 150)).toEqual(whole.subarray(0, 128 * 150))
    expect(part.subarray(128 * 150).every(Number.isNaN)).toBe(true)
    expect((await floats(await ask("matrix/a/run?order=layers&level=0&row=1&column=0"))).every(Number.isNaN)).toBe(true)
    const pairs = new Float64Array(await (await ask("pairs/a/run")).arrayBuffer())
    expect(pairs.subarray(256 * neurons).every(Number.isNaN)).toBe(true)
    expect(pairs.subarray(0, 256 * neurons).some(Number.isNaN)).toBe(false)
  })

  it("of a complete run that lost a chunk is refused with what mends it, tile by tile", async () => {
    const { ask, run } = await studioWithRun()
    writeFileSync(join(run, "mutual-information.zarr", "c", "0", "0"), "rubbish")
    for (const order of ["layers", "clusters"]) {
      const response = await ask(`matrix/a/run?order=${order}&level=0&row=0&column=0`)
      expect(response.status).toBe(409)
      expect(await response.text()).toMatch(/^[^\n]+c\/0\/0[^\n]+computes just that part again$/)
    }
    await floats(await ask("matrix/a/run?order=layers&level=0&row=1&column=1"))
    await expect(ask("pairs/a/run").then((response) => response.arrayBuffer())).rejects.toThrow()
    expect((await ask("folder")).status).toBe(200)
  })

  it("has no tile beyond it, and none that is not asked for in whole numbers", async () => {
    const { ask } = await studioWithRun()
    const refusals: [string, number][] = [
      ["a/run?order=layers&level=0&row=2&column=0", 404],
      ["a/run?order=layers&level=2&row=0&column=0", 404],
      ["a/run?order=layers&level=999999999&row=0&column=0", 404],
      ["a/run?order=layers&level=0&row=999999999&column=0", 404],
      ["a/run?order=size&level=0&row=0&column=0", 400],
      ["a/run?order=layers&level=-1&row=0&column=0", 400],
      ["a/run?order=layers&level=0.5&row=0&column=0", 400],
      ["a/run?order=layers&level=0&row=NaN&column=0", 400],
      ["a/run?order=layers&level=0&row=0", 400],
      ["a/run", 400],
      ["a?order=layers&level=0&row=0&column=0", 404],
      ["none?order=layers&level=0&row=0&column=0", 404],
      ["?order=layers&level=0&row=0&column=0", 404],
    ]
    for (const [query, status] of refusals) {
      expect([query, (await ask(`matrix/${query}`)).status]).toEqual([query, status])
    }
  })

  it("of a run without mutual information is not there", async () => {
    const { ask, folder } = await testStudio()
    await measureToRun(sampleActivations(4), folder, { mutualInformation: "none" })
    for (const path of ["matrix/?order=layers&level=0&row=0&column=0", "order/?order=clusters", "pairs/"]) {
      expect((await ask(path)).status).toBe(404)
    }
  })

  it("of more neurons than memory is made for is refused before anything is read, but for single tiles", async () => {
    const { ask, folder } = await testStudio()
    await measureToRun(sampleActivations(4), folder, { mutualInformation: "none" })
    const manifest = await readManifest(folder)
    if (manifest === undefined) throw new Error("a run was measured")
    const claim = async (size: number) => {
      const layers = [{ name: "a", start: 0, end: size }]
      const { settings, input } = manifest
      const mutualInformation = { method: "mixed" as const, k: 3, bins: 10, neuronsPerLayer: null }
      await writeManifest(folder, {
        ...manifest,
        complete: false,
        result: null,
        input: { ...input, neurons: size, layers },
        settings: { ...settings, mutualInformation },
      })
    }
    await claim(20_000)
    for (const path of ["matrix/?order=layers&level=3&row=0&column=0", "order/?order=clusters"]) {
      const response = await ask(path)
      expect(response.status).toBe(413)
      expect(await response.text()).toMatch(/at most 10000 neurons, found 20000/)
    }
    expect((await floats(await ask("matrix/?order=layers&level=0&row=78&column=0"))).length).toBe(32 * 256)
    await claim(1e12)
    expect((await ask("pairs/")).status).toBe(413)
    expect((await (await ask("folder")).json()).entries).toMatchObject([{ share: 0 }])
  })
})
