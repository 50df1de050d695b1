import { readFile } from "node:fs/promises"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { extname, join, normalize } from "node:path"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { launchBrowser } from "../browser.js"
import { root } from "../project/repository.js"

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".wasm": "application/wasm",
}

/** With these, a page may share memory between threads. */
export const isolatedHeaders = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
}

export interface StaticStudio {
  /** Of the first page, with a slash at its end. */
  address: string
  browser: Browser
  /** A tab of its own, at an address such as `#/measure`; the caller may leave it open. */
  open: (at?: string, options?: BrowserContextOptions) => Promise<OpenedPage>
  close: () => Promise<void>
}

export interface OpenedPage {
  tab: Page
  /** What the page threw or wrote as an error, and requests to other hosts: empty unless something is wrong. */
  faults: string[]
}

export interface StaticStudioOptions {
  /** dist/studio unless given. */
  folder?: string
  /** Sent with every file. */
  headers?: Record<string, string>
  /** Folder of the host in which the site lies: `/some/where/`. */
  base?: string
}

/** The built studio as the static site on a free port of this machine, without the server's `api/`, and a browser to open it with. */
export async function staticStudio({
  folder = join(root, "dist/studio"),
  headers = {},
  base = "/",
}: StaticStudioOptions = {}): Promise<StaticStudio> {
  const server = await listen((request, response) => answer(request, response, { folder, headers, base }))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`
  const browser = await launchBrowser()
  return {
    address,
    browser,
    open: async (at = "", options = {}) => {
      const context = await browser.newContext({ reducedMotion: "no-preference", ...options })
      const tab = await context.newPage()
      const faults = watchFaults(tab, address)
      await tab.goto(address + at)
      return { tab, faults }
    },
    close: async () => {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Collects what the page throws, writes as an error, cannot load, or asks of another host. */
export function watchFaults(tab: Page, address: string): string[] {
  const faults: string[] = []
  const host = new URL(address).origin
  tab.on("pageerror", (error) => faults.push(error.stack ?? error.message))
  tab.on("console", (message) => message.type() === "error" && faults.push(message.text()))
  tab.on("request", (request) => {
    const { protocol, origin } = new URL(request.url())
    if (["http:", "https:", "ws:", "wss:"].includes(protocol) && origin !== host) faults.push(`asked ${request.url()}`)
  })
  return faults
}

async function answer(
  { url = "/" }: IncomingMessage,
  response: ServerResponse,
  { folder, headers, base }: Required<StaticStudioOptions>,
): Promise<void> {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname)
  const file = path.startsWith(base) ? normalize(`/${path.slice(base.length) || "index.html"}`) : null
  const bytes = file === null ? null : await readFile(join(folder, file)).catch(() => null)
  if (bytes === null) response.writeHead(404).end()
  else response.writeHead(200, { ...headers, "Content-Type": types[extname(file!)] ?? "text/plain" }).end(bytes)
}

function listen(onRequest: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(onRequest)
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)))
}
