import { useCallback, useMemo } from "react"
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
  const load = useCallback(() => loadRuns(JSON.parse(key)[0], JSON.parse(key)[1]), [key])
  return useLoaded(load)
}

/** A short name for each id that tells it from the others. */
export function useRunNames(ids: readonly string[]): string[] {
  const key = JSON.stringify(ids)
  return useMemo(() => namesOf(JSON.parse(key)), [key])
}

function namesOf(ids: readonly string[]): string[] {
  const paths = ids.map((id) => (id.startsWith("file:") ? ["this page", id.slice("file:".length)] : id.split("/")))
  return shortestNames(paths).map((name) => (name === folderItself ? "the folder itself" : printable(name)))
}

/** Those loaded last: a run that stays picked is not loaded again. */
let kept = new Map<string, Promise<StudioRun>>()
let keptVersion = ""

async function loadRuns(ids: readonly string[], version: string): Promise<PickedRuns> {
  const names = namesOf(ids)
  const before = version === keptVersion ? kept : new Map<string, Promise<StudioRun>>()
  kept = new Map(ids.map((id, i) => [id, before.get(id) ?? loadRun(id, names[i])]))
  keptVersion = version
  const outcomes = await Promise.allSettled(ids.map((id) => kept.get(id)!))
  return {
    runs: outcomes.flatMap((outcome, i) => (outcome.status === "fulfilled" ? [named(outcome.value, names[i])] : [])),
    faults: outcomes.flatMap((outcome, i) =>
      outcome.status === "rejected" ? [{ id: ids[i], name: names[i], error: outcome.reason }] : [],
    ),
  }
}

function named(run: StudioRun, name: string): StudioRun {
  return run.name === name ? run : { ...run, name }
}

async function loadRun(id: string, name: string): Promise<StudioRun> {
  try {
    return id.startsWith("file:") ? localRun(id) : await loadServerRun(id, name)
  } catch (error) {
    kept.delete(id)
    throw error
  }
}
