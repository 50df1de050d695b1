import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll } from "vitest"
import type { TensorInfo } from "#src/capture/runtime/session.js"

/** A folder for the tests of one file, with a function that writes a file into it and gives its path. */
export function temporaryFolder(): { path: string; write: (name: string, content: string | Uint8Array) => string } {
  const path = mkdtempSync(join(tmpdir(), "rote-inputs-"))
  afterAll(() => rmSync(path, { recursive: true, force: true }))
  const write = (name: string, content: string | Uint8Array) => {
    const file = join(path, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    return file
  }
  return { path, write }
}

export const tokenInputs = (...names: string[]): TensorInfo[] =>
  names.map((name) => ({ name, type: "int64", shape: ["batch", "tokens"] }))

export const imageInput = (...shape: (number | string)[]): TensorInfo[] => [
  { name: "pixel_values", type: "float32", shape: ["batch", ...shape] },
]
