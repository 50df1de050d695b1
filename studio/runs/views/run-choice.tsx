import { useMemo } from "react"
import type { StudioRun } from "../../data/studio-run.js"
import { setQuery, useRoute } from "../../shell/route.js"
import { Choice } from "../fields.js"

/** The one of the runs that a view of single neurons shows, which the address keeps; the first unless it says otherwise. */
export function useChosenRun(runs: readonly StudioRun[]): StudioRun {
  const id = useRoute().query.get("of")
  return useMemo(() => runs.find((run) => run.id === id) ?? runs[0], [runs, id])
}

export function RunChoice({ runs, chosen }: { runs: readonly StudioRun[]; chosen: StudioRun }) {
  if (runs.length === 1) return null
  return (
    <Choice
      label="Run"
      value={chosen.id}
      options={runs.map(({ id, name }) => ({ value: id, title: name }))}
      onChange={(id) => setQuery({ of: id === runs[0].id ? null : id, page: null })}
    />
  )
}
