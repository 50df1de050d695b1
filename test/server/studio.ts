import { once } from "node:events"
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import type { Folder } from "#src/server/api.js"
import { type StudioOptions, startStudio } from "#src/server/studio-server.js"
import { program } from "../cli/rote.js"

export interface TestStudio {
  /** The folder served, and one beside it that is none of its business. */
  folder: string
  outside: string
  /** `http://127.0.0.1:PORT`, and its parts. */
  address: string
  port: number
  token: string
  /** Asks under `api/` with the token. */
  ask: (path: string, init?: RequestInit) => Promise<Response>
  entries: () => Promise<Folder>
  /** Sends these bytes as they are and answers with all that comes back until the connection ends. */
  raw: (request: string | Uint8Array) => Promise<string>
  stop: () => void
}

/** A studio of an empty folder with a page of two files, gone when the test ends. */
export async function testStudio(options: Partial<StudioOptions> = {}): Promise<TestStudio> {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "rote-test-")))
  const [folder, outside, page] = ["runs", "outside", "page"].map((name) => join(parent, name))
  for (const path of [folder, outside, join(page, "assets")]) mkdirSync(path, { recursive: true })
  writeFileSync(
    join(page, "index.html"),
    "<!doctype html>\n<html><head>\n<title>page</title></head><body></body></html>",
  )
  writeFileSync(join(page, "assets", "main-a1b2c3.js"), `console.log("${"x".repeat(5000)}")`)
  writeFileSync(join(page, "icon.svg"), `<svg xmlns="http://www.w3.org/2000/svg"/>`)
  const usual = { folder, page, program, host: "127.0.0.1", port: 0, uploadLimit: 1e8 }
  const { url, stop } = await startStudio({ ...usual, ...options })
  onTestFinished(() => {
    stop()
    rmSync(parent, { recursive: true, force: true })
  })
  const { origin: address, port, searchParams } = new URL(url)
  const token = searchParams.get("token") as string
  const ask = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set("Authorization", `Bearer ${token}`)
    return fetch(`${address}/api/${path}`, { ...init, headers })
  }
  const entries = async () => (await ask("folder")).json()
  const asked = { ask, entries, raw: (request: string | Uint8Array) => raw(Number(port), request) }
  return { folder, outside, address, port: Number(port), token, ...asked, stop }
}

async function raw(port: number, request: string | Uint8Array): Promise<string> {
  const socket = connect(port, "127.0.0.1")
  let answer = ""
  socket.setEncoding("latin1").on("data", (text) => {
    answer += text
  })
  // Reset by a server that has said all it had to say.
  socket.on("error", () => undefined)
  socket.write(request)
  await once(socket, "close")
  return answer
}

/** Of the answer itself, not the "100 Continue" before it. */
export function statusOf(answer: string): number {
  return Number(/^(?:HTTP\/1\.1 100 Continue\r\n\r\n)?HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
}
