import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { findings } from "./axe.js"
import { writeSweep } from "./sample-sweep.js"
import { type StudioServer, studioServer } from "./studio-server.js"

const pages = {
  "the idea": "#/",
  runs: "#/runs",
  "entropy boxes": "#/compare?run=alpha-0&run=alpha-1&view=boxes",
  densities: "#/compare?run=alpha-0&run=alpha-1&view=densities",
  "heat maps": "#/compare?run=alpha-0&run=alpha-1&view=matrix",
  "the neuron table": "#/compare?run=alpha-0&run=alpha-1&view=neurons",
  examples: "#/compare?run=alpha-0&run=alpha-1&view=examples",
  scatter: "#/compare?run=alpha-0&run=alpha-1&view=scatter",
  ranking: "#/compare?run=alpha-0&run=alpha-1&view=ranking",
  settings: "#/compare?run=alpha-0&run=alpha-1&view=settings",
  "a sweep": "#/sweep?path=sweep",
  "measuring a file": "#/measure",
}

let studio: StudioServer

beforeAll(async () => {
  studio = await studioServer({ runs: ["alpha-0", "alpha-1"] })
  await writeSweep(join(studio.folder, "sweep"))
})

afterAll(() => studio?.close())

describe.each([
  ["on a desktop, light", { width: 1280, height: 900 }, "light"],
  ["on a phone, dark", { width: 390, height: 844 }, "dark"],
] as const)("%s", (_, viewport, colorScheme) => {
  it.each(Object.entries(pages))("%s: no serious finding, nothing wider than the page, no fault", async (_, at) => {
    const { tab, faults } = await studio.open(at, { viewport, colorScheme, reducedMotion: "reduce", bypassCSP: true })
    await settled(tab)
    expect(await findings(tab)).toEqual([])
    expect(await tab.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0)
    expect(faults).toEqual([])
    await tab.context().close()
  })
})

/** Until nothing is on its way and the headings are there. */
async function settled(tab: Page): Promise<void> {
  await tab.waitForSelector("main h1")
  await expect.poll(() => tab.locator("main").textContent(), { timeout: 30_000 }).not.toMatch(/Loading|Ranking …/)
}
