import { useMemo } from "react"
import type { Entry, Job } from "#src/server/api.js"
import { runId } from "../data/server-runs.js"
import { setQuery, useQuery } from "../shell/route.js"
import { moveByArrows } from "./arrow-keys.js"
import { Pager } from "./pager.js"
import { PickedBar } from "./picked-bar.js"
import { RunFilters } from "./run-filters.js"
import { RunLine, SweepLine } from "./run-lines.js"
import { linesOf, type SortKey } from "./run-list.js"
import { SortHeading } from "./sort-heading.js"
import { isDescending, sortBy, useListQuery } from "./use-list-query.js"
import type { Picking } from "./use-picking.js"

const linesPerPage = 50

const columns: { key: SortKey; title: string; wide?: boolean }[] = [
  { key: "name", title: "Name" },
  { key: "neurons", title: "Neurons", wide: true },
  { key: "entropy", title: "Mean H" },
  { key: "mutualInformation", title: "Mean MI" },
  { key: "newest", title: "Started", wide: true },
]

export interface RunListProps {
  entries: readonly Entry[]
  jobs: readonly Job[]
  picking: Picking
}

/** The list, what narrows and orders it, and what can be done with the runs picked. */
export function RunList({ entries, jobs, picking }: RunListProps) {
  const query = useListQuery()
  const [page, setPage] = useQuery<string>("page", "1")
  const lines = useMemo(() => linesOf(entries, query), [entries, query])
  const lastPage = Math.max(1, Math.ceil(lines.length / linesPerPage))
  const first = (Math.min(Number(page) || 1, lastPage) - 1) * linesPerPage
  const shown = lines.slice(first, first + linesPerPage)
  const pickable = shown.flatMap(({ entry }) =>
    entry.kind === "run" && entry.state === "complete" ? [runId(entry.path)] : [],
  )
  const running = new Set(jobs.filter(({ state }) => state === "running").map(({ run }) => run))
  const toggle = (path: string) => setQuery({ open: toggled(query.open, path) })
  return (
    <>
      <RunFilters query={query} />
      <PickedBar picking={picking} />
      <div className="runs-scroll">
        <table className="runs-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Pick</span>
              </th>
              {columns.map(({ key, title, wide }) => (
                <SortHeading
                  key={key}
                  title={title}
                  wide={wide === true}
                  sorted={query.sort !== key ? null : isDescending(query) ? "descending" : "ascending"}
                  onSort={() => sortBy(query, key)}
                />
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={moveByArrows}>
            {shown.map((line) =>
              "open" in line ? (
                <SweepLine key={`sweep ${line.entry.path}`} line={line} onToggle={() => toggle(line.entry.path)} />
              ) : (
                <RunLine
                  key={line.entry.path}
                  line={line}
                  picked={picking.picked.includes(runId(line.entry.path))}
                  onPick={(wanted, through) => picking.pick(runId(line.entry.path), wanted, through, pickable)}
                  stoppable={running.has(line.entry.path)}
                />
              ),
            )}
          </tbody>
        </table>
        {lines.length === 0 && <NothingLikeThat />}
      </div>
      <Pager first={first} shown={shown.length} all={lines.length} perPage={linesPerPage} onPage={setPage} />
    </>
  )
}

function NothingLikeThat() {
  return (
    <p className="runs-none">
      Nothing in the list is like that.{" "}
      <button type="button" onClick={() => setQuery({ find: null, state: null, kind: null })}>
        Show all
      </button>
    </p>
  )
}

function toggled(open: readonly string[], path: string): string[] {
  return open.includes(path) ? open.filter((each) => each !== path) : [...open, path]
}
