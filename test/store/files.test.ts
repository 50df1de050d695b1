import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { mkdir, open } from "node:fs/promises"
import { hostname } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, it, vi } from "vitest"
import { createWhole, readWhole, removeAbandoned, writeWhole } from "#src/store/files.js"
import { measureToRun, readRun } from "#src/store/index.js"
import { contents, sampleActivations, temporaryFolder } from "./runs.js"

vi.mock("node:fs/promises", async (original) => {
  const actual = await original<typeof import("node:fs/promises")>()
  return { ...actual, open: vi.fn(actual.open), mkdir: vi.fn(actual.mkdir) }
})

const { open: real, mkdir: realMkdir } = await vi.importActual<typeof import("node:fs/promises")>("node:fs/promises")

/** A disk on which the next `files` files fit, and half of the one after. */
function diskWithRoomFor(files: number): void {
  let left = files
  vi.mocked(open).mockImplementation(async (...given) => {
    const file = await real(...given)
    if (left-- > 0) return file
    const writeFile = file.writeFile.bind(file)
    file.writeFile = async (data) => {
      await writeFile((data as Uint8Array).subarray(0, 100))
      throw Object.assign(new Error("write"), { code: "ENOSPC" })
    }
    return file
  })
}

afterEach(() => {
  vi.mocked(open).mockImplementation(real)
  vi.mocked(mkdir).mockImplementation(realMkdir)
})

describe("a full disk", () => {
  it.each([0, 1, 2, 4, 8, 11])(
    "after %i files leaves nothing half-written, and the run goes on from there",
    async (files) => {
      const folder = temporaryFolder()
      const options = { mutualInformation: { method: "gaussian-copula" }, threads: 1 } as const
      const activations = sampleActivations(150, 40)
      await measureToRun(activations, join(folder, "whole"), options)
      const directory = join(folder, "run")
      diskWithRoomFor(files)
      await expect(measureToRun(activations, directory, options)).rejects.toMatchObject({
        code: "io",
        message: expect.stringMatching(/no space left on the disk; free some space/),
      })
      await expect(readRun(directory)).rejects.toMatchObject({ code: "damaged-run" })
      vi.mocked(open).mockImplementation(real)
      await measureToRun(activations, directory, options)
      expect(contents(directory)).toEqual(contents(join(folder, "whole")))
    },
  )

  it("keeps the old file where there was one", async () => {
    const path = join(temporaryFolder(), "file")
    await writeWhole(path, Buffer.from("old"))
    diskWithRoomFor(0)
    await expect(writeWhole(path, Buffer.from("new"))).rejects.toMatchObject({ code: "io" })
    expect(readFileSync(path, "utf8")).toBe("old")
  })
})

it("of several that create a file, one does", async () => {
  const path = join(temporaryFolder(), "file")
  const created = await Promise.all(["a", "b", "c"].map((text) => createWhole(path, Buffer.from(text))))
  expect(created.filter(Boolean)).toHaveLength(1)
  expect(readFileSync(path, "utf8")).toBe(["a", "b", "c"][created.indexOf(true)])
  expect(readdirSync(join(path, ".."))).toEqual(["file"])
})

it("what dead processes of this machine left is removed, what others are writing stays", async () => {
  const folder = temporaryFolder()
  const machine = encodeURIComponent(hostname())
  const dead = `.0.writing@${machine}@4194305-1`
  const alive = `.1.writing@${machine}@${process.pid}-1`
  const elsewhere = ".2.writing@another-machine@4194305-1"
  for (const name of [dead, alive, elsewhere]) writeFileSync(join(folder, name), "")
  await removeAbandoned(folder)
  expect(readdirSync(folder)).toEqual([alive, elsewhere])
  await expect(removeAbandoned(join(folder, "missing"))).resolves.toBeUndefined()
})

it("a process that ended counts as gone, though its parent never asks how it ended", async () => {
  const folder = temporaryFolder()
  // The shell starts a process that ends at once, then becomes a program that knows nothing of it.
  const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 60"])
  try {
    const [processId] = await once(parent.stdout, "data")
    const left = `.0.writing@${encodeURIComponent(hostname())}@${Number(processId)}-1`
    writeFileSync(join(folder, left), "")
    await vi.waitFor(async () => {
      await removeAbandoned(folder)
      expect(readdirSync(folder)).toEqual([])
    })
  } finally {
    parent.kill()
  }
})

it("a run killed before it had a manifest leaves nothing of it in the one that follows", async () => {
  const folder = temporaryFolder()
  const dead = `.manifest.json.writing@${encodeURIComponent(hostname())}@4194305-1`
  writeFileSync(join(folder, dead), "")
  await measureToRun(sampleActivations(4), folder, { threads: 1 })
  expect(readdirSync(folder)).not.toContain(dead)
})

describe("what is no file", () => {
  it("is never replaced by one: a pipe stays a pipe, and nobody waits for it", async () => {
    const pipe = join(temporaryFolder(), "pipe")
    execFileSync("mkfifo", [pipe])
    await expect(writeWhole(pipe, Buffer.from("x"))).rejects.toMatchObject({
      code: "io",
      message: expect.stringMatching(/found a pipe or a device; name a file/),
    })
    expect(lstatSync(pipe).isFIFO()).toBe(true)
    expect(await readWhole(pipe)).toHaveLength(0)
  })

  it("is named: a folder where a file should go", async () => {
    const folder = join(temporaryFolder(), "folder")
    mkdirSync(folder)
    const refusal = { code: "io", message: expect.stringMatching(/found a folder of that name/) }
    await expect(writeWhole(folder, Buffer.from("x"))).rejects.toMatchObject(refusal)
  })
})

it("a file system that has no room for folders, such as /proc, is told from one whose parent is missing", async () => {
  const folder = temporaryFolder()
  await writeWhole(join(folder, "a/b/c"), Buffer.from("x"))
  expect(readFileSync(join(folder, "a/b/c"), "utf8")).toBe("x")
  const refusing = Object.assign(new Error("mkdir"), { code: "ENOENT" })
  vi.mocked(mkdir).mockImplementation(async (path) => {
    throw String(path).endsWith("refused") ? refusing : Object.assign(new Error("mkdir"), { code: "EEXIST" })
  })
  await expect(writeWhole(join(folder, "refused/file"), Buffer.from("x"))).rejects.toMatchObject({
    code: "io",
    message: expect.stringMatching(/no folder can be made/),
  })
})
