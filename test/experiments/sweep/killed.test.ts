import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, expect, it } from "vitest"

const child = fileURLToPath(new URL("sweep-child.mjs", import.meta.url))
const folder = mkdtempSync(join(tmpdir(), "rote-killed-"))
afterAll(() => rmSync(folder, { recursive: true }))

function start(directory: string): ChildProcess {
  return spawn(process.execPath, [child, directory], { stdio: ["ignore", "pipe", "inherit"] })
}

/** Process numbers of those that this one started. */
function childrenOf({ pid }: ChildProcess): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
  return text.trim().split(/\s+/).filter(Boolean).map(Number)
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))
  } catch {
    return false
  }
}

async function gone(pids: number[]): Promise<void> {
  while (pids.some(isRunning)) await new Promise((resolve) => setImmediate(resolve))
}

/**
 * Every file of a sweep but what names the machine's time: the results without their seconds. Half-written files have
 * their own tests: they stay while the process that wrote them does, which a container's first process may let linger.
 */
function contents(directory: string): Record<string, unknown> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/manifest\.json$|checkpoint\.safetensors$|\.writing@/.test(path))
      .sort()
      .map((path) => [path.slice(directory.length), path.endsWith("model.json") ? result(path) : readFileSync(path)]),
  )
}

function result(path: string): unknown {
  const { seconds: _, ...lasting } = JSON.parse(readFileSync(path, "utf8"))
  return lasting
}

it("a sweep killed with its work half done ends its processes, and the next start does only what is missing", async () => {
  const whole = join(folder, "whole")
  await once(start(whole), "exit")

  const killed = join(folder, "killed")
  const first = start(killed)
  const [line] = await once(first.stdout!, "data")
  const workers = childrenOf(first)
  first.kill("SIGKILL")
  await once(first, "exit")
  expect(workers.length).toBeGreaterThan(0)
  await gone(workers)

  const done = readdirSync(killed).filter((id) => readdirSync(join(killed, id)).includes("model.json"))
  expect(done).toContain(String(line).split("\n")[0])
  const kept = done.map((id) => readFileSync(join(killed, id, "model.json"), "utf8"))
  await once(start(killed), "exit")
  expect(contents(killed)).toEqual(contents(whole))
  expect(done.map((id) => readFileSync(join(killed, id, "model.json"), "utf8"))).toEqual(kept)
})
