import { cpSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect } from "vitest"
import { rote } from "./rote.js"

export const examples = fileURLToPath(new URL("../../fixtures/examples/", import.meta.url))

/**
 * A folder for the tests of one file with a run for each of the files of fixtures/examples named (`alphas/alpha-0`), in the
 * folder of that name, and more by words of `rote measure`.
 */
export function folderWithRuns(files: string[], ...more: string[][]): { path: string } {
  const folder = { path: "" }
  beforeAll(async () => {
    folder.path = mkdtempSync(join(tmpdir(), "rote-runs-"))
    cpSync(examples, join(folder.path, "examples"), { recursive: true })
    const plain = files.map((file) => [`examples/${file}.npz`, "--out", file])
    for (const words of [...plain, ...more]) {
      const { status, stderr } = await rote(folder.path, "measure", ...words)
      expect({ words, status, stderr: status === 0 ? "" : stderr }).toEqual({ words, status: 0, stderr: "" })
    }
  })
  afterAll(() => rmSync(folder.path, { recursive: true, force: true }))
  return folder
}
