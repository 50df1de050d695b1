import type { Entry, RunEntry, SweepEntry } from "#src/server/api.js"

export const sortKeys = ["newest", "name", "neurons", "entropy", "mutualInformation"] as const
export type SortKey = (typeof sortKeys)[number]

/** What is asked of the list, as the address has it. */
export interface ListQuery {
  /** Words that must all be found in a run's path, layers or files. */
  find: string
  state: "" | RunEntry["state"]
  /** Runs that belong to no sweep, sweeps folded, or the runs of sweeps one by one. */
  kind: "" | "alone" | "sweeps" | "of sweeps"
  sort: SortKey
  reversed: boolean
  /** Paths of the sweeps that are unfolded. */
  open: readonly string[]
}

/** A line of the list. */
export type Line = { entry: RunEntry; inSweep: boolean } | { entry: SweepEntry; open: boolean; runs: number }

/** The lines of the list: runs of a sweep under it while it is unfolded, or where they are asked for one by one. */
export function linesOf(entries: readonly Entry[], query: ListQuery): Line[] {
  const matching = matcher(query)
  const runs = entries.filter((entry) => entry.kind === "run").filter(matching)
  const sweeps = entries.filter((entry) => entry.kind === "sweep")
  const ofSweep = new Map(sweeps.map((sweep) => [sweep.path, runs.filter((run) => run.sweep === sweep.path)]))
  const inSweep = (run: RunEntry) => run.sweep !== null && ofSweep.has(run.sweep)
  const order = ordering(query, ofSweep)
  const toLine = (entry: RunEntry, within: boolean): Line => ({ entry, inSweep: within })
  if (query.kind === "of sweeps")
    return runs
      .filter(inSweep)
      .sort(order)
      .map((run) => toLine(run, false))
  const alone = query.kind === "sweeps" ? [] : runs.filter((run) => !inSweep(run))
  const shown =
    query.kind === "alone" ? [] : sweeps.filter((sweep) => showsSweep(sweep, ofSweep.get(sweep.path)!, query))
  return [...alone, ...shown].sort(order).flatMap((entry): Line[] => {
    if (entry.kind === "run") return [toLine(entry, false)]
    const within = ofSweep.get(entry.path)!
    const open = query.open.includes(entry.path)
    const line = { entry, open, runs: within.length }
    return open ? [line, ...[...within].sort(order).map((run) => toLine(run, true))] : [line]
  })
}

/** A sweep is there for its runs, or by itself while nothing is asked for that only runs have. */
function showsSweep(sweep: SweepEntry, matching: RunEntry[], { find, state }: ListQuery): boolean {
  return matching.length > 0 || (state === "" && holds(sweep.path, find))
}

function matcher({ find, state }: ListQuery): (run: RunEntry) => boolean {
  return (run) => {
    const { layers = [], files = [] } = run.measured ?? {}
    const text = [run.path, ...layers.map(({ name }) => name), ...files].join("\n")
    return (state === "" || run.state === state) && holds(text, find)
  }
}

function holds(text: string, find: string): boolean {
  const lower = text.toLowerCase()
  return find
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}

const natural = new Intl.Collator("en", { numeric: true })

/** What has no value comes last whichever way the rest is sorted. */
function ordering(
  { sort, reversed }: ListQuery,
  ofSweep: ReadonlyMap<string, RunEntry[]>,
): (a: Entry, b: Entry) => number {
  const sign = (sort === "newest") === reversed ? 1 : -1
  const started = (entry: Entry): string | null =>
    entry.kind === "run" ? entry.started : latest((ofSweep.get(entry.path) ?? []).map((run) => run.started))
  return (a, b) => {
    const byName = natural.compare(a.path, b.path)
    if (sort === "name") return (reversed ? -1 : 1) * byName
    if (sort === "newest") return ascending(started(a), started(b), sign) || byName
    return ascending(quantity(a, sort), quantity(b, sort), reversed ? -1 : 1) || byName
  }
}

function latest(times: (string | null)[]): string | null {
  return times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null)
}

function ascending<T extends string | number>(a: T | null, b: T | null, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a === b ? 0 : sign * (a < b ? -1 : 1)
}

function quantity(entry: Entry, key: Exclude<SortKey, "newest" | "name">): number | null {
  if (entry.kind === "sweep" || entry.measured === null) return null
  return key === "neurons" ? entry.measured.neurons : (entry.measured.means?.[key] ?? null)
}
