import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, BrowserContextOptions } from "playwright-core"
import { startStudio } from "#src/server/studio-server.js"
import { launchBrowser } from "../browser.js"
import { examples } from "../cli/example-runs.js"
import { program, rote } from "../cli/rote.js"
import { root } from "../project/repository.js"
import { type OpenedPage, watchFaults } from "./page.js"

export interface StudioServer {
  /** The folder that it serves. */
  folder: string
  /** The link with the token. */
  url: string
  browser: Browser
  /** A tab of its own that has the token, at an address such as `#/runs`. */
  open: (at?: string, options?: BrowserContextOptions) => Promise<OpenedPage>
  close: () => Promise<void>
}

export interface StudioServerOptions {
  /** Names of files of fixtures/examples/alphas, each measured into the run of that name. */
  runs?: readonly string[]
}

/** `rote studio` on a free port over a folder of its own, the page as built in dist/studio, and a browser to open it with. */
export async function studioServer({ runs = [] }: StudioServerOptions = {}): Promise<StudioServer> {
  const folder = mkdtempSync(join(tmpdir(), "rote-studio-"))
  for (const name of runs) await rote(folder, "measure", join(examples, `alphas/${name}.npz`), "--out", name)
  const studio = await startStudio({
    folder,
    page: `${join(root, "dist/studio")}/`,
    program,
    host: "127.0.0.1",
    port: 0,
    uploadLimit: 1e8,
  })
  const browser = await launchBrowser()
  return {
    folder,
    url: studio.url,
    browser,
    open: async (at = "", options = {}) => {
      const context = await browser.newContext(options)
      const tab = await context.newPage()
      const faults = watchFaults(tab, studio.url)
      await tab.goto(studio.url + at)
      return { tab, faults }
    },
    close: async () => {
      await browser.close()
      studio.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
