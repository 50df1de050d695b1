import { spawn } from "node:child_process"
import { once } from "node:events"
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { beforeAll, describe, expect, it } from "vitest"
import { seededRandom } from "#src/random.js"
import { measureToRun, readRun } from "#src/store/index.js"
import { contents, inodes, sampleActivations, temporaryFolder } from "./runs.js"

const quick = { mutualInformation: { method: "gaussian-copula" }, threads: 1 } as const
const child = fileURLToPath(new URL("measure-child.mjs", import.meta.url))
const childSize = ["150", "300"]

/** Measures in another process; kill −9 once it has printed `lines` lines and some milliseconds have gone by. */
async function measureInChild(directory: string, kill?: { lines: number; milliseconds: number }): Promise<void> {
  const running = spawn(process.execPath, [child, directory, ...childSize], { stdio: ["ignore", "pipe", "inherit"] })
  let lines = 0
  running.stdout.on("data", (text: Buffer) => {
    lines += text.toString().split("\n").length - 1
    if (kill && lines >= kill.lines) setTimeout(() => running.kill("SIGKILL"), kill.milliseconds)
  })
  const [code] = await once(running, "exit")
  if (kill === undefined && code !== 0) throw new Error(`exit status ${code}`)
}

describe("a run that was killed", () => {
  let untouched: Record<string, string>
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "rote-test-"))
    await measureInChild(join(folder, "run"))
    untouched = contents(join(folder, "run"))
    rmSync(folder, { recursive: true })
  })

  it.each([1, 2, 3])("at any moment ends bit-identical when started again (moment %i)", async (seed) => {
    const random = seededRandom(seed)
    const directory = join(temporaryFolder(), "run")
    for (let attempt = 0; attempt < 2; attempt++) {
      await measureInChild(directory, { lines: 1 + Math.floor(random() * 4), milliseconds: random() * 100 })
      await expect(readRun(directory)).rejects.toMatchObject({ code: "damaged-run" })
    }
    await measureInChild(directory)
    expect(contents(directory)).toEqual(untouched)
  })

  it("and worked on by two processes at once ends bit-identical", async () => {
    const directory = join(temporaryFolder(), "run")
    await Promise.all([measureInChild(directory), measureInChild(directory)])
    expect(contents(directory)).toEqual(untouched)
  })
})

describe("a run that was interrupted", () => {
  it("keeps the tiles it has, and computes only the others", async () => {
    const folder = temporaryFolder()
    const activations = sampleActivations(150, 300)
    await measureToRun(activations, join(folder, "whole"))
    const directory = join(folder, "run")
    const kept = () => Object.entries(inodes(directory)).filter(([name]) => /\/c\/\d+\/\d+$/.test(name))
    const stop = new AbortController()
    const onProgress = () => {
      if (kept().length > 0) stop.abort()
    }
    await expect(
      measureToRun(activations, directory, { threads: 1, signal: stop.signal, onProgress }),
    ).rejects.toThrow()
    const before = kept()
    expect(before.length).toBeGreaterThan(0)
    expect(existsSync(join(directory, "neurons.parquet"))).toBe(false)
    await measureToRun(activations, directory, { threads: 2 })
    expect(kept()).toEqual(expect.arrayContaining(before))
    expect(contents(directory)).toEqual(contents(join(folder, "whole")))
  })

  it("is measured again not at all once it is complete", async () => {
    const directory = join(temporaryFolder(), "run")
    const first = await measureToRun(sampleActivations(), directory, quick)
    const before = inodes(directory)
    const again = await measureToRun(sampleActivations(), directory, quick)
    expect(inodes(directory)).toEqual(before)
    expect(again).toEqual(first)
  })

  it.each([
    [
      "other settings",
      { ...quick, seed: 1, entropy: { bins: 50 } },
      7,
      /seed 0 there, 1 here; entropy\.bins 100 there, 50 here/,
    ],
    ["other activations", quick, 8, /activations\.values\.sha256/],
  ])("is refused for %s, which are listed", async (_, options, seed, message) => {
    const directory = join(temporaryFolder(), "run")
    await measureToRun(sampleActivations(4), directory, quick)
    const before = contents(directory)
    await expect(measureToRun(sampleActivations(4, 80, seed), directory, options)).rejects.toMatchObject({
      code: "settings-differ",
      message: expect.stringMatching(message),
    })
    expect(contents(directory)).toEqual(before)
  })
})

describe("a damaged run", () => {
  const damages: [string, string, (path: string) => void][] = [
    ["a missing chunk", "mutual-information.zarr/c/1/2", (path) => rmSync(path)],
    ["a missing mirror chunk", "mutual-information.zarr/c/2/0", (path) => rmSync(path)],
    ["a truncated chunk", "mutual-information.zarr/c/0/1", (path) => truncateSync(path, 1000)],
    ["a chunk with one bit turned", "mutual-information.zarr/c/2/2", turnBit],
  ]
  it.each(damages)("%s is named, and just it computed again", async (_, chunk, damage) => {
    const directory = join(temporaryFolder(), "run")
    await measureToRun(sampleActivations(), directory, quick)
    const whole = contents(directory)
    const before = inodes(directory)
    damage(join(directory, chunk))
    await expect(readRun(directory)).rejects.toMatchObject({
      code: "damaged-run",
      message: expect.stringMatching(new RegExp(`${chunk}.*rote measure`)),
    })
    await measureToRun(sampleActivations(), directory, quick)
    const [row, column] = chunk.split("/").slice(-2)
    const mirror = `mutual-information.zarr/c/${column}/${row}`
    const { [chunk]: _1, [mirror]: _2, ...others } = chunks(before)
    expect(inodes(directory)).toMatchObject(others)
    expect(contents(directory)).toEqual(whole)
  })

  it("with damaged neurons is mended without measuring a pair", async () => {
    const directory = join(temporaryFolder(), "run")
    await measureToRun(sampleActivations(), directory, quick)
    const whole = contents(directory)
    const before = chunks(inodes(directory))
    turnBit(join(directory, "neurons.parquet"))
    await measureToRun(sampleActivations(), directory, quick)
    expect(inodes(directory)).toMatchObject(before)
    expect(contents(directory)).toEqual(whole)
  })
})

describe("measuring into a folder is refused", () => {
  it("where other files are, which stay as they are", async () => {
    const directory = temporaryFolder()
    writeFileSync(join(directory, "thesis.tex"), "precious")
    const refused = { code: "io", message: expect.stringMatching(/thesis\.tex/) }
    await expect(measureToRun(sampleActivations(4), directory, quick)).rejects.toMatchObject(refused)
    expect(Object.keys(contents(directory))).toEqual(["thesis.tex"])
  })

  it("where a file is in the way", async () => {
    const path = join(temporaryFolder(), "file")
    writeFileSync(path, "")
    await expect(measureToRun(sampleActivations(4), path, quick)).rejects.toMatchObject({ code: "io" })
    await expect(measureToRun(sampleActivations(4), join(path, "run"), quick)).rejects.toMatchObject({ code: "io" })
  })

  it("where it may only read", async () => {
    const directory = temporaryFolder()
    chmodSync(directory, 0o555)
    await asOrdinaryUser(async () => {
      const refused = { code: "io", message: expect.stringMatching(/no permission/) }
      await expect(measureToRun(sampleActivations(4), join(directory, "run"), quick)).rejects.toMatchObject(refused)
    })
    expect(existsSync(join(directory, "run"))).toBe(false)
  })
})

function chunks<T>(files: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => /\/c\/\d+\/\d+$/.test(name)))
}

function turnBit(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length >> 1] ^= 1
  writeFileSync(path, bytes)
}

/** The superuser may write anywhere; run as nobody for the while. */
async function asOrdinaryUser(act: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return act()
  process.seteuid?.(65534)
  try {
    await act()
  } finally {
    process.seteuid?.(0)
  }
}
