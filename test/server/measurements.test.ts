import { once } from "node:events"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeEach, describe, expect, it, onTestFinished } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { normals, seededRandom } from "#src/random.js"
import type { Job } from "#src/server/api.js"
import { encodeActivations } from "#src/store/activation-file.js"
import { measureToRun, readRun } from "#src/store/index.js"
import { contents, sampleActivations } from "../store/runs.js"
import { statusOf, type TestStudio, testStudio } from "./studio.js"

// Where uploads lie is seen by the folder for temporary files being the test's own.
let temporary: string
beforeEach(() => {
  const usual = process.env.TMPDIR
  temporary = mkdtempSync(join(tmpdir(), "rote-test-"))
  process.env.TMPDIR = temporary
  onTestFinished(() => {
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
    rmSync(temporary, { recursive: true, force: true })
  })
})

/** Files sent to be measured that are still there. */
function uploads(): string[] {
  return readdirSync(temporary).filter((name) => name.startsWith("rote-studio-"))
}

function bytes(neurons = 6, examples = 60): Uint8Array<ArrayBuffer> {
  const random = normals(seededRandom(3))
  const data = Float64Array.from({ length: examples * neurons }, random)
  const layers = [{ name: "layer", start: 0, end: neurons }]
  return new Uint8Array(encodeActivations(activationMatrix(data, examples, neurons, layers)))
}

function post({ ask }: TestStudio, query: string, body: BodyInit = bytes()): Promise<Response> {
  return ask(`measurements?${query}`, { method: "POST", body })
}

/** Waits until what the server tells of a job fits, looking again and again. */
async function jobThat({ entries }: TestStudio, run: string, fits: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job = (await entries()).jobs.find((each) => each.run === run)
    if (job !== undefined && fits(job)) return job
  }
}

const hasEnded = ({ state }: Job) => state !== "running"

/** So much that it cannot be measured while the test looks on. */
const long = { query: "file=long.safetensors&run=long", body: () => bytes(384, 1000) }

async function longRunInProgress(studio: TestStudio): Promise<void> {
  expect((await post(studio, long.query, long.body())).status).toBe(202)
  for (;;) {
    const { entries, jobs } = await studio.entries()
    expect(jobs[0]).toMatchObject({ run: "long", state: "running" })
    if (entries.some((entry) => entry.kind === "run" && entry.path === "long" && entry.share > 0)) return
  }
}

describe("a measurement started by the page", () => {
  it("is that of `rote measure` with the same settings, and its file is gone at the end", async () => {
    const studio = await testStudio()
    const query =
      "file=acts.safetensors&run=new run&bins=50&mi=ksg&k=4&seed=7&binning=local&entropy=knn&examples=50&neurons=5"
    const response = await post(studio, query)
    expect(response.status).toBe(202)
    expect(await response.json()).toMatchObject({ run: "new run", state: "running" })
    expect(await jobThat(studio, "new run", hasEnded)).toMatchObject({ state: "done" })
    const { manifest } = await readRun(join(studio.folder, "new run"))
    expect(manifest.input.files.map(({ name }) => name)).toEqual(["acts.safetensors"])
    expect(manifest.settings).toMatchObject({
      seed: 7,
      examples: 50,
      entropy: { method: "knn", bins: 50, edges: "local", k: 4 },
      mutualInformation: { method: "ksg", k: 4, neuronsPerLayer: 5 },
    })
    expect((await studio.entries()).entries).toMatchObject([{ path: "new run", state: "complete" }])
    expect(uploads()).toEqual([])
  })

  it("may be told its layers, unit and what to leave out, and no value is taken for another option", async () => {
    const studio = await testStudio()
    await post(studio, "file=a.safetensors&run=bits&layers=layer&unit=bits&drop-nonfinite=true&mi=none")
    expect(await jobThat(studio, "bits", hasEnded)).toMatchObject({ state: "done" })
    expect((await readRun(join(studio.folder, "bits"))).manifest.settings.unit).toBe("bits")
    await post(studio, `file=a.safetensors&run=other&layers=${encodeURIComponent("--out=elsewhere")}`)
    const { state, message } = await jobThat(studio, "other", hasEnded)
    expect([state, message]).toEqual(["failed", expect.stringContaining("--out=elsewhere")])
    expect(readdirSync(studio.folder)).toEqual(["bits"])
  })

  it("that fails says why in the command's words, and its file is gone", async () => {
    const studio = await testStudio()
    await post(studio, "file=acts.npz&run=broken", "this is no zip archive")
    const { state, message } = await jobThat(studio, "broken", hasEnded)
    expect(state).toBe("failed")
    expect(message).toMatch(/^acts\.npz: expected /)
    expect(uploads()).toEqual([])
    await post(studio, "file=acts.safetensors&run=odd&mi=telepathy")
    expect((await jobThat(studio, "odd", hasEnded)).message).toMatch(/^--mi: expected .*found "telepathy"/)
  })

  it("shows its share, is stopped with its tiles kept, and gone on with to the same end", async () => {
    const studio = await testStudio()
    await longRunInProgress(studio)
    const began = performance.now()
    const response = await studio.ask("measurements/long", { method: "DELETE" })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      run: "long",
      state: "stopped",
      message: "stopped: what is measured is kept; the same file measured into long again goes on from there",
    })
    expect(performance.now() - began).toBeLessThan(6000)
    expect(uploads()).toEqual([])
    const [run] = (await studio.entries()).entries
    expect(run).toMatchObject({ path: "long", state: "in progress" })
    const kept = run.kind === "run" ? run.share : 0
    expect(kept).toBeGreaterThan(0)
    expect((await studio.ask("measurements/long", { method: "DELETE" })).status).toBe(404)

    expect((await post(studio, `${long.query}&seed=1`, long.body())).status).toBe(202)
    expect((await jobThat(studio, "long", hasEnded)).message).toMatch(/expected a new folder, or a run of the same/)
    expect((await post(studio, long.query, long.body())).status).toBe(202)
    expect(await jobThat(studio, "long", hasEnded)).toMatchObject({ state: "done" })
    expect((await readRun(join(studio.folder, "long"))).manifest.complete).toBe(true)
  }, 120_000)

  it("is refused for a name that is taken, by a run or anything else, which stays as it is", async () => {
    const studio = await testStudio()
    const { folder } = studio
    await measureToRun(sampleActivations(4), join(folder, "run"), { mutualInformation: "none" })
    mkdirSync(join(folder, "thesis"))
    writeFileSync(join(folder, "file"), "")
    const before = contents(folder)
    for (const run of ["run", "thesis", "file"]) {
      const response = await post(studio, `file=a.npy&run=${run}`)
      expect([run, response.status]).toEqual([run, 409])
      expect(await response.text()).toMatch(new RegExp(`^${run}: expected the name of a new run, .+$`))
    }
    expect(contents(folder)).toEqual(before)
    expect((await studio.entries()).jobs).toEqual([])
  })

  it("is refused beside two others, and beside one into the same run", async () => {
    const studio = await testStudio()
    await longRunInProgress(studio)
    expect((await post(studio, long.query, long.body())).status).toBe(409)
    expect((await post(studio, "file=long.safetensors&run=second", long.body())).status).toBe(202)
    const third = await post(studio, "file=a.npy&run=third")
    expect(third.status).toBe(429)
    expect(await third.text()).toBe("2 measurements are going on: wait for one or stop it")
    for (const run of ["long", "second"]) await studio.ask(`measurements/${run}`, { method: "DELETE" })
    expect(existsSync(join(studio.folder, "third"))).toBe(false)
  }, 60_000)

  it("is ended with the server, and its file is gone", async () => {
    const studio = await testStudio()
    await longRunInProgress(studio)
    expect(uploads().length).toBe(1)
    studio.stop()
    expect(uploads()).toEqual([])
  })

  it("is refused for names that are no plain names, and settings that are none", async () => {
    const studio = await testStudio()
    const names = [
      "",
      ".",
      "..",
      "../x",
      "a/b",
      "a\\b",
      ".hidden",
      "-x",
      "--out",
      "a\u0000b",
      "a\nb",
      "a\u202eb",
      "C:x",
      "a ",
      "con",
    ]
    for (const name of [...names, "x".repeat(201)]) {
      const encoded = encodeURIComponent(name)
      expect([name, (await post(studio, `file=a.npy&run=${encoded}`)).status]).toEqual([name, 400])
    }
    for (const query of [
      "file=..%2fa.npy&run=a",
      "file=.npy&run=a",
      "file=-a.npy&run=a",
      "file=a%00.npy&run=a",
      "run=a",
      "file=a.npy",
      "file=a.onnx&run=a",
      "file=a.exe&run=a",
      "file=a.npy&run=a&out=elsewhere",
      "file=a.npy&run=a&k=-1",
      "file=a.npy&run=a&k=3&k=4",
      "file=a.npy&run=a&bins=1e3",
      "file=a.npy&run=a&mi=--yes",
      "file=a.npy&run=a&entropy=",
      "file=a.npy&run=a&drop-nonfinite=1",
      "file=a.npy&run=a&__proto__=1",
    ]) {
      expect([query, (await post(studio, query)).status]).toEqual([query, 400])
    }
    expect(readdirSync(studio.folder)).toEqual([])
    expect(uploads()).toEqual([])
  })
})

describe("a file sent to be measured", () => {
  const head = ({ port, token }: TestStudio, rest: string) =>
    `POST /api/measurements?file=a.npy&run=a HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n${rest}\r\n\r\n`

  it("over the limit is refused with 413 before it is sent, where it says how large it is", async () => {
    const studio = await testStudio({ uploadLimit: 1000 })
    const answer = await studio.raw(head(studio, "Connection: close\r\nContent-Length: 1001"))
    expect(statusOf(answer)).toBe(413)
    expect(answer).toMatch(/expected a file of at most 0\.001 MB; rote studio --upload-limit allows more$/)
    expect(uploads()).toEqual([])
  })

  it("over the limit is refused with 413 while it is sent, where it does not say", async () => {
    const studio = await testStudio({ uploadLimit: 100_000 })
    const socket = connect(studio.port, "127.0.0.1")
    socket.on("error", () => undefined)
    let answer = ""
    socket.on("data", (text) => {
      answer += text
    })
    socket.write(head(studio, "Transfer-Encoding: chunked"))
    const chunk = `2710\r\n${"x".repeat(10_000)}\r\n`
    // No end: a server that waited for it would wait for ever.
    for (let sent = 0; sent < 20; sent++) socket.write(chunk)
    await once(socket, "close")
    expect(statusOf(answer)).toBe(413)
    expect(uploads()).toEqual([])
    expect((await studio.entries()).jobs).toEqual([])
  })

  it("that ends early, or is none, is refused and gone, and the name is free again", async () => {
    const studio = await testStudio()
    const socket = connect(studio.port, "127.0.0.1")
    socket.write(`${head(studio, "Content-Length: 5000")}${"x".repeat(100)}`)
    while (uploads().length === 0) await studio.entries()
    socket.destroy()
    while (uploads().length > 0) await studio.entries()
    expect((await post(studio, "file=a.npy&run=a", "")).status).toBe(400)
    expect(uploads()).toEqual([])
    expect((await post(studio, "file=a.safetensors&run=a&mi=none")).status).toBe(202)
    expect(await jobThat(studio, "a", hasEnded)).toMatchObject({ state: "done" })
  })

  it("that is still on its way when the server ends is gone", async () => {
    const studio = await testStudio()
    const socket = connect(studio.port, "127.0.0.1")
    socket.on("error", () => undefined)
    socket.write(`${head(studio, "Content-Length: 5000")}${"x".repeat(100)}`)
    while (uploads().length === 0) await studio.entries()
    studio.stop()
    await once(socket, "close")
    expect(uploads()).toEqual([])
  })

  it("of exactly the limit is taken", async () => {
    const body = bytes()
    const studio = await testStudio({ uploadLimit: body.length })
    expect((await post(studio, "file=a.safetensors&run=a&mi=none", body)).status).toBe(202)
    expect((await post(studio, "file=a.safetensors&run=b&mi=none", Buffer.concat([body, Buffer.of(0)]))).status).toBe(
      413,
    )
    await jobThat(studio, "a", hasEnded)
  })
})
