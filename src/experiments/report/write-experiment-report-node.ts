import { join } from "node:path"
import { readRun } from "../../store/index.js"
import type { SweptModel } from "../sweep/trend-table.js"
import type { LoadedModel } from "./loaded-model.js"

/**
 * The models of a sweep directory with their measurements.
 * @throws RoteError `not-a-run`, `damaged-run` and what else `readRun` throws
 */
export function loadModels(out: string, models: readonly SweptModel[]): Promise<LoadedModel[]> {
  return Promise.all(
    models.map(async (model) => {
      const folder = join(out, "models", model.result.spec.id)
      const [pre, post] = await Promise.all([readRun(join(folder, "pre")), readRun(join(folder, "post"))])
      return { ...model, measurements: { pre: pre.measurement, post: post.measurement } }
    }),
  )
}
