import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

export interface ChildReading {
  /** "reads", or the error's code. */
  outcome: string
  /** Bytes of the matrix; 0 without one. */
  held: number
  /** Processor time, which does not depend on what else the machine does. */
  seconds: number
  /** Bytes by which memory grew at its highest. */
  growth: number
}

// The kernel's own mark where there is one: getrusage's counts the parent's memory at the fork as well.
const script = `
  import { existsSync, readFileSync } from "node:fs"
  const highest = () => existsSync("/proc/self/status")
    ? Number(/VmHWM:\\s*(\\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024
    : process.resourceUsage().maxRSS * 1024
  const { readActivations } = await import(process.argv[1])
  const before = process.memoryUsage().rss
  const start = process.cpuUsage()
  const reading = await readActivations(process.argv[2]).then(
    ({ data }) => ({ outcome: "reads", held: data.byteLength }),
    (error) => ({ outcome: error.code ?? error.message, held: 0 }),
  )
  const { user, system } = process.cpuUsage(start)
  console.log(JSON.stringify({ ...reading, seconds: (user + system) / 1e6, growth: highest() - before }))
`

/** Reads a file in a process of its own, whose highest memory tells what reading it took. */
export async function readInChild(path: string): Promise<ChildReading> {
  const readers = fileURLToPath(new URL("../../dist/src/readers/index.js", import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, readers, path])
  return JSON.parse(stdout)
}
