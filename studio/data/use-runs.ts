import { useCallback } from "react"
import { printable } from "#src/errors.js"
import { shortestNames } from "#src/report/run-names.js"
import { localRun } from "./local-runs.js"
import { folderItself, loadServerRun } from "./server-runs.js"
import type { StudioRun } from "./studio-run.js"
import { type Loaded, useLoaded } from "./use-loaded.js"

export interface RunFault {
  id: string
  name: string
  error: unknown
}

export interface PickedRuns {
  /** In the order picked, without those that could not be had. */
  runs: StudioRun[]
  faults: RunFault[]
}

/** The runs of these ids. `version` changes when one of them does in the folder, which loads it again. */
export function useRuns(ids: readonly string[], version: string): Loaded<PickedRuns> {
  const key = JSON.stringify([ids, version])
  return useLoaded(
    useCallback(() => {
      const [picked, when] = JSON.parse(key)
      return loadRuns(picked, when)
    }, [key]),
  )
}

/** A short name for each id that tells it from the others. */
function namesOf(ids: readonly string[]): string[] {
  const paths = ids.map((id) => (id.startsWith("file:") ? ["this page", id.slice("file:".length)] : id.split("/")))
  return shortestNames(paths).map((name) => (name === folderItself ? "the folder itself" : printable(name)))
}

/** Those loaded last: a run that stays picked is not loaded again. */
let kept: ReadonlyMap<string, Promise<StudioRun>> = new Map()
let keptVersion = ""

async function loadRuns(ids: readonly string[], version: string): Promise<PickedRuns> {
  const names = namesOf(ids)
  const before = version === keptVersion ? kept : new Map<string, Promise<StudioRun>>()
  const loading = new Map(ids.map((id, i) => [id, before.get(id) ?? loadRun(id, names[i])]))
  kept = loading
  keptVersion = version
  const outcomes = await Promise.allSettled(ids.map((id) => loading.get(id)!))
  const picked: PickedRuns = { runs: [], faults: [] }
  outcomes.forEach((outcome, i) => {
    const [id, name] = [ids[i], names[i]]
    if (outcome.status === "fulfilled") picked.runs.push(named(outcome.value, name))
    else {
      // It may be there the next time it is picked.
      loading.delete(id)
      picked.faults.push({ id, name, error: outcome.reason })
    }
  })
  return picked
}

function named(run: StudioRun, name: string): StudioRun {
  return run.name === name ? run : { ...run, name }
}

async function loadRun(id: string, name: string): Promise<StudioRun> {
  return id.startsWith("file:") ? localRun(id) : loadServerRun(id, name)
}
