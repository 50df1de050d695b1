import { useState } from "react"
import { differingSettings } from "#src/report/settings.js"
import { hasServer } from "../data/server.js"
import { runId } from "../data/server-runs.js"
import { useFolder } from "../data/use-folder.js"
import { type RunFault, useRuns } from "../data/use-runs.js"
import { Boundary } from "../parts/boundary.js"
import { Empty, Failure, Loading } from "../parts/states.js"
import { href, setQuery, useQuery } from "../shell/route.js"
import { CompareHead } from "./compare-head.js"
import { counted } from "./numbers.js"
import { usePicking } from "./use-picking.js"
import { DifferingSettings } from "./views/settings-view.js"
import { ViewLinks, type ViewProps, views } from "./views.js"
import "./runs.css"
import "./compare.css"

/** One or several runs, in one view at a time. */
export function ComparePage() {
  const { picked } = usePicking()
  if (picked.length === 0) return <NonePicked />
  return hasServer ? <FromFolder ids={picked} /> : <PickedRuns ids={picked} version="" />
}

function NonePicked() {
  return (
    <Empty title="No run is picked">
      <p>One run shows what its neurons do, two or more what sets them apart.</p>
      {hasServer ? <a href={href("runs")}>Pick runs</a> : <a href={href("measure")}>Measure a file</a>}
    </Empty>
  )
}

/** Loads a run anew when it changes in the folder: one in progress is shown once it is complete. */
function FromFolder({ ids }: { ids: readonly string[] }) {
  const { folder } = useFolder()
  const entries = folder?.entries.filter((entry) => entry.kind === "run" && ids.includes(runId(entry.path))) ?? []
  const unfinished = entries.filter((entry) => entry.kind === "run" && entry.state !== "complete")
  return <PickedRuns ids={ids} version={JSON.stringify(unfinished.map(({ path }) => path))} />
}

function PickedRuns({ ids, version }: { ids: readonly string[]; version: string }) {
  const [attempt, setAttempt] = useState(0)
  const loaded = useRuns(ids, `${version} ${attempt}`)
  if (loaded.state === "loading") return <Loading what={ids.length === 1 ? "the run" : counted(ids.length, "run")} />
  if (loaded.state === "failed") return <Failure error={loaded.error} />
  const { runs, faults } = loaded.value
  return (
    <div className="runs">
      <CompareHead ids={ids} runs={runs} />
      {faults.map((fault) => (
        <Fault key={fault.id} fault={fault} ids={ids} onRetry={() => setAttempt(attempt + 1)} />
      ))}
      {runs.length > 0 && <View runs={runs} />}
    </div>
  )
}

function View({ runs }: ViewProps) {
  const [chosen] = useQuery<string>("view", views[0].key)
  const { key, View: Chosen } = views.find((view) => view.key === chosen) ?? views[0]
  if (differingSettings(runs).length > 0) return <DifferingSettings runs={runs} />
  return (
    <>
      <ViewLinks chosen={key} />
      <Boundary key={key}>
        <Chosen runs={runs} />
      </Boundary>
    </>
  )
}

function Fault({ fault, ids, onRetry }: { fault: RunFault; ids: readonly string[]; onRetry: () => void }) {
  const { id, name, error } = fault
  return (
    <div className="runs-notice" role="alert">
      <p>
        <strong>{name}</strong> cannot be shown: {error instanceof Error ? error.message : String(error)}
      </p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>{" "}
      <button type="button" onClick={() => setQuery({ run: ids.filter((each) => each !== id) })}>
        Leave it out
      </button>
    </div>
  )
}
