import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { runFolders } from "#src/cli/run-folders.js"

function folderOf(...runs: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "rote-folders-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const run of runs) {
    mkdirSync(join(folder, run), { recursive: true })
    writeFileSync(join(folder, run, "manifest.json"), "{}")
  }
  return folder
}

describe("folders of runs", () => {
  it("stand for the runs in them, by number and not by letter", async () => {
    const folder = folderOf("checkpoint-10", "checkpoint-2", "checkpoint-100")
    mkdirSync(join(folder, "logs"))
    writeFileSync(join(folder, "notes.txt"), "")
    expect(await runFolders([folder])).toEqual([2, 10, 100].map((step) => join(folder, `checkpoint-${step}`)))
  })

  it("are taken as they are where they are runs, and mix with others in the order given", async () => {
    const folder = folderOf("b/1", "a")
    expect(await runFolders([join(folder, "b"), join(folder, "a")])).toEqual([join(folder, "b/1"), join(folder, "a")])
  })

  it("without a run, or missing, are left for the reader of runs to name", async () => {
    const folder = folderOf()
    expect(await runFolders([folder, join(folder, "none")])).toEqual([folder, join(folder, "none")])
  })
})
