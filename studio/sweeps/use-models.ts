import { useCallback } from "react"
import type { ModelResult } from "#src/experiments/sweep/model-result.js"
import type { SweepFileModel } from "#src/experiments/sweep/sweep-file.js"
import type { SweptModel } from "#src/experiments/sweep/trend-table.js"
import { parseVersioned } from "#src/experiments/sweep/versioned-json.js"
import { ask, encodePath } from "../data/server.js"
import { type Loaded, useLoaded } from "../data/use-loaded.js"
import { within } from "./use-sweep.js"

/** All that the model.json of each of these complete models says: the way of their training, and their settings. */
export function useModels(path: string, models: readonly SweepFileModel[]): Loaded<SweptModel[]> {
  const load = useCallback(
    (signal: AbortSignal) =>
      Promise.all(
        models.map(async ({ knob, value, seed, folder }) => {
          return { knob, value, seed, result: await askModel(within(path, `${folder}/model.json`), signal) }
        }),
      ),
    [path, models],
  )
  return useLoaded(load)
}

async function askModel(name: string, signal: AbortSignal): Promise<ModelResult> {
  const response = await ask(`files/${encodePath(name)}`, { signal })
  return parseVersioned<ModelResult>(await response.text(), name, "rote-model")
}
