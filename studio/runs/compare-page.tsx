import { useState } from "react"
import { differingSettings } from "#src/report/settings.js"
import { hasServer } from "../data/server.js"
import { runId } from "../data/server-runs.js"
import { useFolder } from "../data/use-folder.js"
import { useRuns } from "../data/use-runs.js"
import { Boundary } from "../parts/boundary.js"
import { Empty, Failure, Loading } from "../parts/states.js"
import { href, setQuery, useQuery } from "../shell/route.js"
import { CompareHead } from "./compare-head.js"
import { counted } from "./numbers.js"
import { RunNotice } from "./run-notice.js"
import { usePicking } from "./use-picking.js"
import { DifferingSettings } from "./views/settings-view.js"
import { ViewLinks, type ViewProps, views } from "./views.js"
import "./runs.css"
import "./compare.css"

const noShares = new Map<string, number>()

/** One or several runs, in one view at a time. */
export function ComparePage() {
  const { picked } = usePicking()
  if (picked.length === 0) return <NonePicked />
  return hasServer ? <FromFolder ids={picked} /> : <PickedRuns ids={picked} version="" shares={noShares} />
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
  const shares = new Map<string, number>()
  for (const entry of folder?.entries ?? []) {
    if (entry.kind === "run" && entry.state === "in progress") shares.set(runId(entry.path), entry.share)
  }
  const version = JSON.stringify(ids.filter((id) => shares.has(id)))
  return <PickedRuns ids={ids} version={version} shares={shares} />
}

interface PickedRunsProps {
  ids: readonly string[]
  version: string
  /** Of the pairs measured, by the run that is in progress. */
  shares: ReadonlyMap<string, number>
}

function PickedRuns({ ids, version, shares }: PickedRunsProps) {
  const [attempt, setAttempt] = useState(0)
  const loaded = useRuns(ids, `${version} ${attempt}`)
  if (loaded.state === "loading") return <Loading what={ids.length === 1 ? "the run" : counted(ids.length, "run")} />
  if (loaded.state === "failed") return <Failure error={loaded.error} />
  const { runs, faults } = loaded.value
  return (
    <div className="runs">
      <CompareHead ids={ids} runs={runs} />
      {faults.map((fault) => (
        <RunNotice
          key={fault.id}
          fault={fault}
          share={shares.get(fault.id)}
          onRetry={() => setAttempt(attempt + 1)}
          onLeaveOut={() => setQuery({ run: ids.filter((id) => id !== fault.id) })}
        />
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
