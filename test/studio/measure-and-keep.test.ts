import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { normals, seededRandom } from "#src/random.js"
import { readRun } from "#src/store/index.js"
import { encodeNpy } from "#src/store/npy.js"
import { root } from "../project/repository.js"
import { closeTo, drop, dropHuge, printedSummary } from "./measuring.js"
import { type StudioServer, studioServer } from "./studio-server.js"

const example = join(root, "fixtures/examples/activations.npz")

let studio: StudioServer
let folder: string
let wide: string

beforeAll(async () => {
  studio = await studioServer()
  folder = mkdtempSync(join(tmpdir(), "rote-keep-"))
  wide = join(folder, "wide.npy")
  const random = normals(seededRandom(5))
  writeFileSync(wide, encodeNpy(Float32Array.from({ length: 1500 * 500 }, random), [1500, 500]))
})

afterAll(async () => {
  await studio?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe("a file that the server measures", () => {
  it("ends as a run of the folder, with the numbers of the command line", async () => {
    const { tab, faults } = await studio.open("#/measure")
    await drop(tab, example)
    await keep(tab, "kept")
    await tab.locator(".measure-jobs").getByRole("link", { name: "kept" }).click()
    await tab.waitForURL("**/#/compare?run=kept")
    await tab.goto(`${studio.url}#/runs`)
    await tab.waitForSelector("main >> text=kept")
    const { measurement } = await readRun(join(studio.folder, "kept"))
    const { summary } = (await printedSummary(folder, "measure", example)) as { summary: unknown }
    expect(JSON.parse(JSON.stringify(measurement.summary))).toEqual(closeTo(summary))
    expect(faults).toEqual([])
    await tab.context().close()
  })

  it("is measured with the settings of the address and the layers chosen", async () => {
    const { tab } = await studio.open("#/measure?entropy=knn&k=4&mi=none&unit=bits&seed=2&examples=500")
    await drop(tab, example)
    await tab.getByRole("checkbox", { name: /^hidden 1,200/ }).uncheck()
    await keep(tab, "chosen")
    await tab.locator(".measure-jobs").getByRole("link", { name: "chosen" }).waitFor()
    const { measurement } = await readRun(join(studio.folder, "chosen"))
    expect(measurement.layers.map(({ name }) => name)).toEqual(["hidden.relu"])
    expect(measurement.settings).toMatchObject({
      entropy: { method: "knn", k: 4 },
      mutualInformation: null,
      unit: "bits",
      seed: 2,
      examples: 500,
    })
    await tab.context().close()
  })

  it("can be stopped, is still told of after a reload, and is gone on with when sent again", async () => {
    const { tab, faults } = await studio.open("#/measure")
    await drop(tab, wide)
    await keep(tab, "long")
    const job = tab.locator(".measure-jobs li", { hasText: "long" }).first()
    await job.getByRole("progressbar").waitFor()
    await job.getByRole("button", { name: /^Stop/ }).click()
    await job.locator("text=what is measured is kept").waitFor()
    await tab.reload()
    await tab.locator(".measure-jobs li", { hasText: "stopped" }).waitFor()
    await drop(tab, wide)
    await keep(tab, "long")
    await tab.locator(".measure-jobs").getByRole("link", { name: "long" }).waitFor({ timeout: 100_000 })
    expect((await readRun(join(studio.folder, "long"))).manifest.complete).toBe(true)
    expect(faults).toEqual([])
    await tab.context().close()
  })

  it.each([
    ["taken", "kept", /^kept: expected the name of a new run, .* found one that is taken/],
    ["no name of a folder", "../out", /^run: expected the name of a new folder, without slashes/],
  ])("is refused in the server's words where the run's name is %s", async (_, run, words) => {
    const { tab } = await studio.open("#/measure")
    await drop(tab, example)
    await keep(tab, run)
    const refusal = tab.locator(".measure-keep").getByRole("alert")
    await refusal.waitFor()
    expect(await refusal.textContent()).toMatch(words)
    await tab.context().close()
  })

  it("may be one too large for the page", async () => {
    const { tab } = await studio.open("#/measure")
    await dropHuge(tab)
    await tab.waitForSelector(".measure-refusal")
    expect(await tab.getByRole("button", { name: "Measure and keep" }).isEnabled()).toBe(true)
    expect(await tab.getByRole("button", { name: "Measure here" }).count()).toBe(0)
    await tab.context().close()
  })

  it("that fails there says why", async () => {
    const { tab } = await studio.open("#/measure?k=400&mi=none")
    await drop(tab, example)
    await tab.waitForSelector("text=/^No pairs/")
    await tab.getByLabel("Examples").fill("300")
    await tab.getByLabel("Method").first().selectOption("knn")
    await keep(tab, "failing")
    const job = tab.locator(".measure-jobs li", { hasText: "failing" })
    await job.locator("text=/expected more than k = 400 examples, found 300/").waitFor()
    expect(await job.textContent()).toContain("failed")
    await tab.context().close()
  })
})

async function keep(tab: Page, run: string): Promise<void> {
  await tab.getByLabel(/keep it in the folder/).fill(run)
  await tab.getByRole("button", { name: "Measure and keep" }).click()
}
