import { useEffect, useState } from "react"
import type { Measurement } from "#src/estimators/measurement.js"
import type { PairwiseProgress } from "#src/estimators/pairwise.js"
import { addLocalRun } from "../data/local-runs.js"
import { type Fields, measureOptions } from "./fields.js"
import type { MeasuringWorker } from "./measuring-worker.js"

export interface Finished {
  /** Of the run that it is in this page from now on. */
  id: string
  /** Of the file, without its ending. */
  name: string
  measurement: Measurement
}

export type Measuring =
  | { state: "idle" }
  | { state: "running"; started: number; progress: PairwiseProgress | null }
  | { state: "stopped" }
  | { state: "refused"; error: Error }
  | { state: "done" }

/** Measures what a worker has read. Another worker, as after a stop, begins anew; what came out before stays on show. */
export function useMeasuring(worker: MeasuringWorker | null): {
  measuring: Measuring
  finished: Finished | null
  start: (name: string, fields: Fields) => void
  /** What goes on is given up; the worker has to be stopped besides. */
  stop: () => void
} {
  const [measuring, setMeasuring] = useState<Measuring>({ state: "idle" })
  const [finished, setFinished] = useState<Finished | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever another worker was at is over
  useEffect(() => setMeasuring((now) => (now.state === "stopped" ? now : { state: "idle" })), [worker])
  const start = async (name: string, fields: Fields) => {
    if (worker === null) return
    setMeasuring({ state: "running", started: performance.now(), progress: null })
    const report = (progress: PairwiseProgress) =>
      setMeasuring((now) => (now.state === "running" ? { ...now, progress } : now))
    try {
      const { measurement, activations } = await worker.ask("measure", measureOptions(fields), report)
      const { id } = addLocalRun(name, measurement, activations)
      setFinished({ id, name: id.slice("file:".length), measurement })
      setMeasuring({ state: "done" })
    } catch (error) {
      setMeasuring({ state: "refused", error: error as Error })
    }
  }
  return { measuring, finished, start, stop: () => setMeasuring({ state: "stopped" }) }
}
