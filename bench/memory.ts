import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import type { MemoryCase, MemoryUse } from "./memory-child.js"
import { type BenchOptions, type BenchTable, type Row, reached } from "./question.js"

const target = 64
const megabyte = 2 ** 20

type Case = Omit<MemoryCase, "seed">

/** 90 neurons give two threads tiles enough to fill what memory they may. */
const largest: Case = { method: "ksg", examples: 10_000, neurons: 768, measured: 90, threads: 2 }
const longest: Case = { method: "ksg", examples: 40_000, neurons: 192, measured: 32, threads: 1 }
const quickCases = [largest, longest]
const cases = [{ ...largest, threads: 1 }, largest, longest, { ...largest, method: "binned", measured: 768 } as const]

/**
 * Peak memory of a process that measures all pairs, beyond what it had when its code was loaded, less the activations and
 * the result: what the threads take. In MB of 2^20 bytes.
 */
export async function memory(options: BenchOptions): Promise<BenchTable> {
  const rows: Row[] = []
  for (const one of options.quick ? quickCases : cases) {
    options.onStep(`${one.method} of ${one.measured} neurons, ${one.examples.toLocaleString("en")} examples`)
    const complete = { ...one, seed: options.seed }
    rows.push(memoryRow(complete, await measureIn(complete)))
  }
  return {
    name: "memory",
    rows,
    notes: [
      "MB of 2^20 bytes; peak above the process before it made its activations; per thread: peak less matrix and result",
    ],
  }
}

async function measureIn(one: MemoryCase): Promise<MemoryUse> {
  const program = fileURLToPath(new URL("memory-child.js", import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(one)])
  return JSON.parse(stdout)
}

function memoryRow({ method, examples, neurons, measured, threads }: MemoryCase, use: MemoryUse): Row {
  const above = use.peak - use.before
  const perThread = (above - use.matrix - use.result) / threads / megabyte
  return {
    quantity: method,
    examples,
    neurons,
    measured,
    threads,
    "peak MB": above / megabyte,
    "matrix MB": use.matrix / megabyte,
    "result MB": use.result / megabyte,
    "per thread MB": perThread,
    target: `≤ ${target} MB`,
    reached: reached(perThread, target),
  }
}
