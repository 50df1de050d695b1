import { createHash } from "node:crypto"
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import { type ActivationMatrix, activationMatrix } from "#src/activations.js"
import { normals, seededRandom } from "#src/random.js"

/** A folder of its own for one test, gone afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "rote-test-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Normal activations in two layers; 150 neurons make 3 × 3 tiles, the last ones not whole. */
export function sampleActivations(neurons = 150, examples = 80, seed = 7): ActivationMatrix {
  const random = normals(seededRandom(seed))
  const data = Float64Array.from({ length: examples * neurons }, random)
  const middle = Math.ceil(neurons / 2)
  return activationMatrix(data, examples, neurons, [
    { name: "first", start: 0, end: middle },
    { name: "second", start: middle, end: neurons },
  ])
}

/** Every file of a run with the SHA-256 of its bytes; the manifest without the parts that say who wrote it and when. */
export function contents(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).sort()
  return Object.fromEntries(
    files
      .filter((name) => statSync(join(directory, name)).isFile())
      .map((name) => {
        const bytes = readFileSync(join(directory, name))
        return [
          name,
          createHash("sha256")
            .update(name === "manifest.json" ? lasting(bytes) : bytes)
            .digest("hex"),
        ]
      }),
  )
}

/** Which files were written again since `before`: a rename gives a new inode. */
export function inodes(directory: string): Record<string, number> {
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" })
  return Object.fromEntries(files.map((name) => [name, statSync(join(directory, name)).ino]))
}

function lasting(manifest: Buffer): string {
  const { tool, timings, ...rest } = JSON.parse(manifest.toString())
  if (tool === undefined || timings === undefined) throw new Error("a manifest says who wrote it and when")
  return JSON.stringify(rest)
}
