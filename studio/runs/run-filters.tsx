import { setQuery } from "../shell/route.js"
import { Choice, SearchField } from "./fields.js"
import type { ListQuery } from "./run-list.js"

const states = [
  { value: "", title: "Any" },
  { value: "complete", title: "Complete" },
  { value: "in progress", title: "In progress" },
  { value: "damaged", title: "Damaged" },
]

const kinds = [
  { value: "", title: "Runs and sweeps" },
  { value: "alone", title: "Runs of no sweep" },
  { value: "sweeps", title: "Sweeps" },
  { value: "of sweeps", title: "Runs of sweeps, one by one" },
]

/** What narrows the list. */
export function RunFilters({ query }: { query: ListQuery }) {
  const set = (change: Record<string, string>) => setQuery({ ...change, page: null })
  return (
    <search className="runs-fields">
      <SearchField
        label="Find"
        placeholder="path, layer or file"
        value={query.find}
        onChange={(find) => set({ find })}
      />
      <Choice label="State" value={query.state} options={states} onChange={(state) => set({ state })} />
      <Choice label="Show" value={query.kind} options={kinds} onChange={(kind) => set({ kind })} />
    </search>
  )
}
