import { cpSync, mkdirSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { writeSweepFile } from "#src/experiments/sweep/sweep-file-node.js"
import type { Entry, RunEntry } from "#src/server/api.js"
import { measureToRun } from "#src/store/index.js"
import { readManifest, writeManifest } from "#src/store/manifest.js"
import { tool } from "#src/store/tool.js"
import { sampleActivations } from "../store/runs.js"
import { testStudio } from "./studio.js"

const quick = { mutualInformation: { method: "gaussian-copula" }, threads: 1 } as const

/** A run in progress with these of its tiles: a complete one that lost the rest and its result. */
async function interruptedRun(directory: string, lostRows: number[]): Promise<void> {
  await measureToRun(sampleActivations(150), directory, quick)
  const manifest = await readManifest(directory)
  if (manifest === undefined) throw new Error("a run was measured")
  await writeManifest(directory, { ...manifest, complete: false, result: null })
  for (const row of lostRows) rmSync(join(directory, "mutual-information.zarr", "c", String(row)), { recursive: true })
}

const sweep = (models: number, done: number) => ({
  experiment: "colored-mnist" as const,
  options: { profile: "quick" as const },
  complete: done === models,
  sweeps: [],
  trends: null,
  models: Array.from({ length: models }, (_, seed) => ({
    knob: "alpha" as const,
    value: 0,
    seed,
    folder: `models/alpha-0-seed-${seed}`,
    result: seed < done ? { epochs: 1, measuredEpoch: 1, accuracy: {}, pre: [], post: [] } : null,
  })),
})

function only<T extends Entry>(entries: Entry[]): T {
  expect(entries.length).toBe(1)
  return entries[0] as T
}

describe("what the server says of a folder", () => {
  it("is its name, the version and threads, and nothing more of an empty one", async () => {
    const { entries } = await testStudio()
    const { threads, ...rest } = await entries()
    expect(rest).toEqual({ name: "runs", version: tool.version, entries: [], jobs: [] })
    expect(threads).toBeGreaterThanOrEqual(1)
  })

  it("is each complete run with its means, from its manifest", async () => {
    const { folder, entries } = await testStudio()
    const { manifest, measurement } = await measureToRun(sampleActivations(150), join(folder, "a", "run"), {
      ...quick,
      neurons: 50,
      examples: 60,
      keepActivations: true,
      files: [{ name: "acts.npz", bytes: 1, sha256: "0" }],
    })
    const { all } = measurement.summary
    const run = only<RunEntry>((await entries()).entries)
    const { activationBytes, ...measured } = run.measured ?? { activationBytes: null }
    expect({ ...run, measured }).toEqual({
      kind: "run",
      path: "a/run",
      state: "complete",
      fault: null,
      started: manifest.timings.started,
      seconds: manifest.timings.seconds,
      sweep: null,
      share: 1,
      measured: {
        examples: 60,
        neurons: 150,
        layers: measurement.layers,
        settings: measurement.settings,
        files: ["acts.npz"],
        captured: false,
        matrixSize: 100,
        means: {
          entropy: all.entropy.mean,
          entropyLocal: all.entropyLocal.mean,
          entropyKnn: all.entropyKnn.mean,
          mutualInformation: all.mutualInformation?.mean,
        },
      },
    })
    expect(activationBytes).toBeGreaterThan(150 * 80 * 8)
  })

  it("is a run in progress with the share of its tiles that are there, at each look", async () => {
    const { folder, entries } = await testStudio()
    const run = join(folder, "run")
    await interruptedRun(run, [2])
    const look = async () => only<RunEntry>((await entries()).entries)
    expect(await look()).toMatchObject({ state: "in progress", share: 0.5, measured: { means: null, matrixSize: 150 } })
    rmSync(join(run, "mutual-information.zarr", "c", "1", "0"))
    expect((await look()).share).toBeCloseTo(2 / 6, 12)
    await measureToRun(sampleActivations(150), run, quick)
    expect(await look()).toMatchObject({ state: "complete", share: 1 })
  })

  it("is one without mutual information too", async () => {
    const { folder, entries } = await testStudio()
    await measureToRun(sampleActivations(4), folder, { mutualInformation: "none" })
    const { path, share, measured } = only<RunEntry>((await entries()).entries)
    expect([path, share, measured?.matrixSize, measured?.means?.mutualInformation]).toEqual(["", 1, null, null])
  })

  it("is a damaged run with what is wrong and what mends it", async () => {
    const { folder, entries } = await testStudio()
    await measureToRun(sampleActivations(4), join(folder, "run"), quick)
    truncateSync(join(folder, "run", "manifest.json"), 300)
    const { state, fault, started, measured } = only<RunEntry>((await entries()).entries)
    expect({ state, started, measured }).toEqual({ state: "damaged", started: null, measured: null })
    expect(fault).toMatch(/^run\/manifest\.json: .*found text that is not JSON; delete this folder and measure again$/)
  })

  it("is each sweep with what is done of it, and its runs as parts of it", async () => {
    const { folder, entries } = await testStudio()
    const directory = join(folder, "sweeps", "colored")
    await writeSweepFile(directory, sweep(3, 2))
    await measureToRun(sampleActivations(4), join(directory, "models", "alpha-0-seed-0", "pre"), quick)
    const found = (await entries()).entries
    const at = { path: "sweeps/colored", fault: null, complete: false }
    expect(found).toContainEqual({ kind: "sweep", experiment: "colored-mnist", done: 2, total: 3, ...at })
    expect(found).toContainEqual(
      expect.objectContaining({ path: "sweeps/colored/models/alpha-0-seed-0/pre", sweep: "sweeps/colored" }),
    )
    writeFileSync(join(directory, "sweep.json"), "[]")
    const damaged = (await entries()).entries.find(({ kind }) => kind === "sweep")
    expect(damaged).toMatchObject({ experiment: null, done: 0, total: 0, fault: expect.stringContaining("sweep.json") })
  })

  it("has the newest first", async () => {
    const { folder, entries } = await testStudio()
    for (const name of ["first", "second"]) await measureToRun(sampleActivations(4), join(folder, name), quick)
    await writeSweepFile(join(folder, "old"), sweep(1, 0))
    utimesSync(join(folder, "old", "sweep.json"), 1e9, 1e9)
    expect((await entries()).entries.map(({ path }) => path)).toEqual(["second", "first", "old"])
  })

  it("leaves out what is hidden, others' and linked to", async () => {
    const { folder, outside, entries } = await testStudio()
    await measureToRun(sampleActivations(4), join(outside, "run"), quick)
    for (const name of [".hidden", "node_modules", "a/.b/c", "deep/1/2/3/4/5/6/7/8/9"]) {
      cpSync(join(outside, "run"), join(folder, name), { recursive: true })
    }
    symlinkSync(join(outside, "run"), join(folder, "link"))
    mkdirSync(join(folder, "app"))
    writeFileSync(join(folder, "app", "manifest.json"), `{ "name": "a web app" }`)
    mkdirSync(join(folder, "broken"))
    writeFileSync(join(folder, "broken", "manifest.json"), "{")
    expect((await entries()).entries).toEqual([])
    cpSync(join(outside, "run"), join(folder, "deep", "1", "2", "3"), { recursive: true })
    expect((await entries()).entries.map(({ path }) => path)).toEqual(["deep/1/2/3"])
  })

  it("is not sent again while nothing changed", async () => {
    const { folder, ask } = await testStudio()
    await measureToRun(sampleActivations(4), join(folder, "run"), quick)
    const etag = (await ask("folder")).headers.get("ETag") as string
    const again = () => ask("folder", { headers: { "If-None-Match": etag } })
    expect((await again()).status).toBe(304)
    await measureToRun(sampleActivations(4), join(folder, "another"), quick)
    expect((await (await again()).json()).entries.length).toBe(2)
    rmSync(join(folder, "another"), { recursive: true })
    expect((await again()).status).toBe(304)
  })
})
