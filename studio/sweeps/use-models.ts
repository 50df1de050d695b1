import { useCallback, useRef } from "react"
import type { ModelResult } from "#src/experiments/sweep/model-result.js"
import type { SweepFileModel } from "#src/experiments/sweep/sweep-file.js"
import type { SweptModel } from "#src/experiments/sweep/trend-table.js"
import { parseVersioned } from "#src/experiments/sweep/versioned-json.js"
import { ask, encodePath } from "../data/server.js"
import { type Loaded, useLoaded } from "../data/use-loaded.js"
import { within } from "./use-sweep.js"

/**
 * All that the model.json of each of these complete models says: the way of their training, and their settings. While more come,
 * those that are there stay; never an empty list.
 */
export function useModels(path: string, models: readonly SweepFileModel[]): Loaded<SweptModel[]> {
  const asked = useRef(new Map<string, Promise<ModelResult>>())
  const latest = useRef<Loaded<SweptModel[]>>({ state: "loading" })
  const load = useCallback(
    () =>
      Promise.all(
        models.map(async ({ knob, value, seed, folder }) => {
          const name = within(path, `${folder}/model.json`)
          return { knob, value, seed, result: await askOnce(asked.current, name) }
        }),
      ),
    [path, models],
  )
  const loaded = useLoaded(load)
  if (loaded.state !== "loading" && models.length > 0) latest.current = loaded
  return latest.current
}

/** A model.json never changes once it is there. */
function askOnce(asked: Map<string, Promise<ModelResult>>, name: string): Promise<ModelResult> {
  const before = asked.get(name)
  if (before !== undefined) return before
  const result = askModel(name).catch((error) => {
    asked.delete(name)
    throw error
  })
  asked.set(name, result)
  return result
}

async function askModel(name: string): Promise<ModelResult> {
  const response = await ask(`files/${encodePath(name)}`)
  return parseVersioned<ModelResult>(await response.text(), name, "rote-model")
}
