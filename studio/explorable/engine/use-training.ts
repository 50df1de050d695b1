import { useEffect, useMemo, useState, useSyncExternalStore } from "react"
import type { LiveSettings } from "#src/experiments/circles/live/settings.js"
import { workerTrainer } from "./trainer.js"
import { createTraining, type TrainingControls, type TrainingSnapshot } from "./training.js"

export interface Training extends TrainingSnapshot, TrainingControls {}

/** Three networks trained in workers while the page is shown. `initial` counts once; `change` is for later. */
export function useTraining(initial: LiveSettings): Training {
  const [store] = useState(() =>
    createTraining(initial, workerTrainer, { atOnce: Math.max(1, navigator.hardwareConcurrency - 1) }),
  )
  useEffect(() => store.start(), [store])
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot)
  return useMemo(() => ({ ...store, ...snapshot }), [store, snapshot])
}
