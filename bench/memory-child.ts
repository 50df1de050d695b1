import { readFileSync } from "node:fs"
import { activationMatrix, allocateValues } from "../src/activations.js"
import { pairwiseMutualInformation } from "../src/estimators/pairwise.js"
import { normals, seededRandom } from "../src/random.js"

/** What the process that runs this file is to measure, as JSON in its first argument. */
export interface MemoryCase {
  method: "ksg" | "binned"
  examples: number
  neurons: number
  /** How many of the neurons are measured with each other. */
  measured: number
  threads: number
  seed: number
}

/** What it prints, in bytes. */
export interface MemoryUse {
  /** Resident before there were activations. */
  before: number
  peak: number
  matrix: number
  result: number
}

/** The most memory that was ever resident. Linux tells it of this program alone; elsewhere the system's own account serves. */
function peakMemory(): number {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "latin1"))
  return Number(kilobytes?.[1]) * 1024
}

const { method, examples, neurons, measured, threads, seed }: MemoryCase = JSON.parse(process.argv[2])
const before = process.memoryUsage.rss()
const normal = normals(seededRandom(seed))
const data = allocateValues(examples * neurons, "float32")
for (let i = 0; i < data.length; i++) data[i] = normal()
const result = await pairwiseMutualInformation(activationMatrix(data, examples, neurons), {
  method,
  threads,
  neurons: Int32Array.from({ length: measured }, (_, j) => j),
})
const use: MemoryUse = { before, peak: peakMemory(), matrix: data.byteLength, result: result.byteLength }
process.stdout.write(JSON.stringify(use))
