import { useCallback, useEffect, useState } from "react"
import { RoteError } from "#src/errors.js"
import type { MeasuredModel } from "#src/selection/comparison.js"
import type { Ranking } from "#src/selection/ranking.js"
import { workerError } from "../../data/reach.js"
import { type StudioRun, wholeMeasurement } from "../../data/studio-run.js"
import type { FromRanking, ToRanking } from "./ranking-worker.js"

export type RankingState =
  | { state: "running"; share: number }
  | { state: "cancelled" }
  | { state: "failed"; error: unknown }
  /** By every measure that all have, and for either fear. */
  | { state: "ready"; rankings: Ranking[] }

type Runs = readonly StudioRun[]

/** The last ranking made, for who comes back to it from another view. */
let last: { runs: Runs; rankings: Ranking[] } | null = null

/** Ranks the runs in a worker, from when it is called until `cancel`. */
export function useRanking(runs: Runs): { ranking: RankingState; cancel: () => void; again: () => void } {
  const [attempt, setAttempt] = useState({ runs, cancelled: false })
  const [found, setFound] = useState<{ of: object; ranking: RankingState } | null>(null)
  const current = attempt.runs === runs ? attempt : { runs, cancelled: false }
  if (current !== attempt) setAttempt(current)
  useEffect(() => {
    if (current.cancelled || last?.runs === current.runs) return
    return startRanking(current.runs, (ranking) => setFound({ of: current, ranking }))
  }, [current])
  const cancel = useCallback(() => setAttempt({ runs, cancelled: true }), [runs])
  const again = useCallback(() => setAttempt({ runs, cancelled: false }), [runs])
  return { ranking: stateOf(current, found), cancel, again }
}

function stateOf(
  attempt: { runs: Runs; cancelled: boolean },
  found: { of: object; ranking: RankingState } | null,
): RankingState {
  if (attempt.cancelled) return { state: "cancelled" }
  if (last?.runs === attempt.runs) return { state: "ready", rankings: last.rankings }
  return found?.of === attempt ? found.ranking : { state: "running", share: 0 }
}

function startRanking(runs: Runs, show: (ranking: RankingState) => void): () => void {
  const worker = new Worker(new URL("./ranking-worker.ts", import.meta.url), { type: "module" })
  const tell = (message: ToRanking) => worker.postMessage(message)
  const fail = (error: unknown) => {
    worker.terminate()
    show({ state: "failed", error })
  }
  worker.addEventListener("error", (event) => fail(workerError(event)))
  worker.addEventListener("message", ({ data }: MessageEvent<FromRanking>) => {
    if ("need" in data) modelOf(runs[data.need]).then((model) => tell({ model }), fail)
    else if ("done" in data) show({ state: "running", share: data.done / data.total })
    else if ("fault" in data) fail(new Error(data.fault))
    else {
      worker.terminate()
      last = { runs, rankings: data.rankings }
      show({ state: "ready", rankings: data.rankings })
    }
  })
  tell({ names: runs.map(({ name }) => name), threads: threadsFor(runs) })
  return () => worker.terminate()
}

/** Neurons of a model whose pairs are measured anew at most, and pairs that are worth the start of a thread. */
const neuronsMeasured = 256
const pairsPerThread = 4096

function threadsFor(runs: Runs): number {
  const neurons = Math.min(neuronsMeasured, Math.max(...runs.map(({ matrixSize }) => matrixSize ?? 0)))
  const worthwhile = Math.ceil((neurons * (neurons - 1)) / 2 / pairsPerThread)
  return Math.max(1, Math.min(navigator.hardwareConcurrency, worthwhile))
}

async function modelOf(run: StudioRun): Promise<MeasuredModel> {
  const activations = await run.activations()
  if (activations !== null) return { name: run.name, activations, measurement: await wholeMeasurement(run) }
  throw new RoteError("damaged-run", {
    input: run.name,
    expected: "the activations that were measured, parts of which a ranking measures again",
    found: "none kept in the run",
    hint: "measure it again without --no-activations",
  })
}
