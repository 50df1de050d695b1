import { describe, expect, it } from "vitest"
import type { Entry, RunEntry, SweepEntry } from "#src/server/api.js"
import { type ListQuery, linesOf } from "../../studio/runs/run-list.js"

const settings = {} as NonNullable<RunEntry["measured"]>["settings"]

function run(
  path: string,
  {
    sweep = null,
    started = "2026-01-01",
    state = "complete",
    entropy = 1,
  }: Partial<RunEntry> & { entropy?: number } = {},
): RunEntry {
  const means = { entropy, entropyLocal: 0, entropyKnn: 0, mutualInformation: null }
  const layers = [{ name: "fc1", start: 0, end: 4 }]
  const measured = {
    examples: 10,
    neurons: 4,
    layers,
    settings,
    files: [`${path}.npz`],
    captured: false,
    activationBytes: null,
    matrixSize: null,
    means: state === "complete" ? means : null,
  }
  return { kind: "run", path, state, fault: null, started, seconds: 1, sweep, share: 1, measured }
}

const sweep: SweepEntry = {
  kind: "sweep",
  path: "s",
  experiment: "circles",
  complete: true,
  fault: null,
  done: 2,
  total: 2,
}
const usual: ListQuery = { find: "", state: "", kind: "", sort: "newest", reversed: false, open: [] }
const entries: Entry[] = [
  run("run-2", { started: "2026-01-02", entropy: 3 }),
  run("run-10", { started: "2026-01-03", state: "in progress" }),
  run("run-1", { started: "2026-01-01", entropy: 2 }),
  sweep,
  run("s/a", { sweep: "s", started: "2026-01-04" }),
  run("s/b", { sweep: "s", started: "2026-01-01" }),
]

function paths(query: Partial<ListQuery>, of = entries): string[] {
  return linesOf(of, { ...usual, ...query }).map(({ entry }) => entry.path)
}

describe("the list of runs", () => {
  it("has the newest first, a sweep by its newest run, its runs folded", () => {
    expect(paths({})).toEqual(["s", "run-10", "run-2", "run-1"])
    expect(paths({ reversed: true })).toEqual(["run-1", "run-2", "run-10", "s"])
  })

  it("unfolds a sweep", () => {
    const lines = linesOf(entries, { ...usual, open: ["s"] })
    expect(lines.slice(0, 3).map(({ entry }) => entry.path)).toEqual(["s", "s/a", "s/b"])
    expect(lines[0]).toMatchObject({ open: true, runs: 2 })
    expect(lines[1]).toMatchObject({ inSweep: true })
  })

  it("goes by name as people count, and by numbers with those that have none last, either way", () => {
    expect(paths({ sort: "name" })).toEqual(["run-1", "run-2", "run-10", "s"])
    expect(paths({ sort: "entropy" })).toEqual(["run-1", "run-2", "run-10", "s"])
    expect(paths({ sort: "entropy", reversed: true })).toEqual(["run-2", "run-1", "run-10", "s"])
  })

  it("finds all words in path, layers or files", () => {
    expect(paths({ find: "RUN-1 npz" })).toEqual(["run-10", "run-1"])
    expect(paths({ find: "fc1 2" })).toEqual(["run-2"])
    expect(paths({ find: "s/b" })).toEqual(["s"])
    expect(paths({ find: "nothing" })).toEqual([])
  })

  it("keeps to a state and to a kind", () => {
    expect(paths({ state: "in progress" })).toEqual(["run-10"])
    expect(paths({ kind: "alone" })).toEqual(["run-10", "run-2", "run-1"])
    expect(paths({ kind: "sweeps" })).toEqual(["s"])
    expect(paths({ kind: "of sweeps" })).toEqual(["s/a", "s/b"])
  })

  it("shows a run whose sweep is not in the folder by itself", () => {
    expect(paths({}, [run("x/a", { sweep: "x" })])).toEqual(["x/a"])
  })
})
