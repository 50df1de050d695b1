import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { onTestFinished } from "vitest"
import { normals, seededRandom } from "#src/random.js"
import { encodeNpy } from "#src/store/npy.js"

export const program = fileURLToPath(import.meta.resolve("#src/cli/main.js"))

export interface Outcome {
  status: number | null
  stdout: string
  stderr: string
}

/** Runs `rote` in a folder, as a shell would with both outputs piped. */
export async function rote(folder: string, ...words: string[]): Promise<Outcome> {
  const running = start(folder, words)
  const outcome = { stdout: "", stderr: "" }
  running.stdout.on("data", (text) => {
    outcome.stdout += text
  })
  running.stderr.on("data", (text) => {
    outcome.stderr += text
  })
  const [status] = await once(running, "close")
  return { status, ...outcome }
}

export function start(folder: string, words: string[], environment: Record<string, string> = {}) {
  const env = { ...process.env, ...environment }
  return spawn(process.execPath, [program, ...words], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] })
}

/** A folder of its own for one test, with `activations.npy` of normal values in it. */
export function folderWithActivations(examples = 100, neurons = 6): string {
  const folder = mkdtempSync(join(tmpdir(), "rote-test-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const random = normals(seededRandom(3))
  const values = Float64Array.from({ length: examples * neurons }, random)
  writeFileSync(join(folder, "activations.npy"), encodeNpy(values, [examples, neurons]))
  return folder
}
