import { readFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import type { Browser } from "playwright-core"
import { build, type Rollup } from "vite"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type * as Library from "#src/browser.js"
import { measure, parseActivations } from "#src/browser.js"
import { launchBrowser } from "../browser.js"
import { root } from "./repository.js"

const isolated = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" }

const page = `<!doctype html><title>rote</title>
<script type="module">import * as rote from "/rote.js"; globalThis.rote = rote</script>`

let browser: Browser
let files: Map<string, string | Uint8Array>
let activations: Buffer

beforeAll(async () => {
  activations = await readFile(join(root, "fixtures/examples/activations.npz"))
  files = new Map([["/", page], ...(await bundled())])
  browser = await launchBrowser()
})

afterAll(() => browser?.close())

describe.each([
  ["with shared memory", isolated],
  ["without shared memory", {}],
])("in a browser %s", (_, headers) => {
  it("the library measures what it measures in Node", async () => {
    const server = await serve(headers)
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await tab.waitForFunction("globalThis.rote !== undefined")
    const here = await tab.evaluate(measureInPage, activations.toString("base64"))
    const { summary } = await measure(await parseActivations(activations, "activations.npz"), { threads: 2 })
    expect(here.isolated).toBe(headers === isolated)
    expect(here.entropy).toBeCloseTo(summary.all.entropy.mean, 12)
    expect(here.mutualInformation).toBeCloseTo(summary.all.mutualInformation!.mean, 12)
    await tab.close()
    server.close()
  })
})

/** The browser's entry and its workers, as a page's bundler makes them. */
async function bundled(): Promise<[string, string | Uint8Array][]> {
  const { output } = (await build({
    logLevel: "silent",
    configFile: false,
    root,
    worker: { format: "es" },
    build: {
      write: false,
      target: "esnext",
      rollupOptions: {
        input: join(root, "dist/src/browser.js"),
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "rote.js" },
      },
    },
  })) as Rollup.RollupOutput
  return output.map((file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : file.source])
}

function serve(headers: Record<string, string>): Promise<Server> {
  const server = createServer(({ url = "/" }, response) => {
    const file = files.get(url)
    const type = url === "/" ? "text/html" : "text/javascript"
    response.writeHead(file === undefined ? 404 : 200, { ...headers, "Content-Type": type })
    response.end(file)
  })
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server))
  })
}

/** Sent to the page as text. */
async function measureInPage(base64: string) {
  const { measure, parseActivations } = (globalThis as unknown as { rote: typeof Library }).rote
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const { summary } = await measure(await parseActivations(bytes, "activations.npz"), { threads: 2 })
  return {
    isolated: crossOriginIsolated,
    entropy: summary.all.entropy.mean,
    mutualInformation: summary.all.mutualInformation?.mean,
  }
}
