import { once } from "node:events"
import { mkdirSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { encodeActivations } from "#src/store/activation-file.js"
import { countKept, measureToRun } from "#src/store/index.js"
import { sampleActivations, temporaryFolder } from "../store/runs.js"
import { rote, start } from "./rote.js"

/** `rote studio` in a folder, once it has printed its link. */
async function startedStudio(folder: string, ...words: string[]) {
  const running = start(folder, ["studio", ...words])
  onTestFinished(() => void running.kill("SIGKILL"))
  const said = { stdout: "", stderr: "" }
  const link = new Promise<URL>((resolve, reject) => {
    running.stdout.on("data", (text) => {
      said.stdout += text
      if (said.stdout.includes("\n")) resolve(new URL(said.stdout))
    })
    running.once("close", () => reject(new Error(said.stderr)))
  })
  running.stderr.on("data", (text) => {
    said.stderr += text
  })
  return { running, said, link: await link }
}

function ask(link: URL, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: `Bearer ${link.searchParams.get("token")}` }
  return fetch(`${link.origin}/api/${path}`, { ...init, headers })
}

describe("rote studio", () => {
  it("shows the current folder on this machine alone, under the link it prints", async () => {
    const folder = temporaryFolder()
    await measureToRun(sampleActivations(4), join(folder, "run"), { mutualInformation: "none" })
    const { link, said } = await startedStudio(folder, "--port", "0")
    expect(said.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}\n$/)
    const { entries } = await (await ask(link, "folder")).json()
    expect(entries).toMatchObject([{ path: "run", state: "complete" }])
    expect(await (await fetch(link)).text()).toContain('<meta name="rote-server"')
    expect(said.stderr).toBe("Open this link in a browser; Ctrl-C stops the studio.\n")
  })

  it("ends within a second of Ctrl-C with status 130, and so do the measurements it started", async () => {
    const folder = temporaryFolder()
    const { running, said, link } = await startedStudio(folder, "--port", "0")
    const activations = sampleActivations(640, 1000)
    const body = new Uint8Array(encodeActivations(activations))
    const query = "measurements?file=acts.safetensors&run=long"
    expect((await ask(link, query, { method: "POST", body })).status).toBe(202)
    const share = async () => (await (await ask(link, "folder")).json()).entries[0]?.share ?? 0
    while ((await share()) === 0) expect(running.exitCode).toBeNull()
    const began = performance.now()
    running.kill("SIGINT")
    const [status] = await once(running, "close")
    expect([status, performance.now() - began < 1000]).toEqual([130, true])
    expect(said.stderr).toMatch(/a measurement that was going on keeps what it had, and can be gone on with\n$/)
    // Another program has run meanwhile: time in which a measurement left behind would have gone on.
    const kept = await countKept(join(folder, "long"))
    await rote(folder, "measure", "none.npy")
    expect(await countKept(join(folder, "long"))).toBe(kept)
  }, 60_000)

  it("takes the next port where another listens on the first, and refuses one that was asked for", async () => {
    const other = createServer().listen(0, "127.0.0.1")
    await once(other, "listening")
    onTestFinished(() => void other.close())
    const { port } = other.address() as { port: number }
    const { status, stderr } = await rote(temporaryFolder(), "studio", "--port", String(port))
    expect(status).toBe(3)
    expect(stderr).toContain(`127.0.0.1:${port}: expected a free port, found one that another program listens on`)
    const [first, second] = [await startedStudio(temporaryFolder()), await startedStudio(temporaryFolder())]
    expect(Number(first.link.port)).toBeGreaterThanOrEqual(4646)
    expect(Number(second.link.port)).toBeGreaterThan(Number(first.link.port))
  })

  it("warns of an address that others can reach, and wants the token there too", async () => {
    const { link, said } = await startedStudio(temporaryFolder(), "--host", "0.0.0.0", "--port", "0")
    expect(said.stderr).toMatch(/^warning: anybody who can reach this machine and has the link .+ start measurements/)
    expect((await ask(link, "folder")).status).toBe(200)
    expect((await fetch(`${link.origin}/api/folder`)).status).toBe(403)
  })

  it.each([
    [["nowhere"], 3, /nowhere: expected a folder of runs and sweeps, found none of that name/],
    [["file"], 3, /file: expected a folder of runs and sweeps, found a file/],
    [["a", "b"], 2, /expected DIR, found 2 arguments/],
    [["--port", "65536"], 2, /--port/],
    [["--port", "x"], 2, /--port: expected a whole number/],
    [["--upload-limit", "0"], 2, /--upload-limit/],
    [["--host", "no.such.host.invalid"], 3, /no\.such\.host\.invalid/],
  ])("refuses %j", async (words, expected, message) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, "a"))
    writeFileSync(join(folder, "file"), "")
    const { status, stdout, stderr } = await rote(folder, "studio", ...words)
    expect({ status, stdout }).toEqual({ status: expected, stdout: "" })
    expect(stderr).toMatch(message)
  })
})
