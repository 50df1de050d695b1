import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Measurement } from "#src/estimators/measurement.js"
import type { ExperimentRun } from "#src/experiments/run-experiment-node.js"
import { measuredSides } from "#src/experiments/sweep/model-result.js"
import type { Side } from "#src/experiments/sweep/model-spec.js"
import type { SweepFile } from "#src/experiments/sweep/sweep-file.js"
import { writeSweepFile } from "#src/experiments/sweep/sweep-file-node.js"
import type { SweptModel } from "#src/experiments/sweep/trend-table.js"
import { writeRun } from "#src/store/index.js"
import { runOf, sampleModels } from "../experiments/report/sample-experiment.js"
import { sampleTextModels, type TextSampleOptions, textRunOf } from "../experiments/report/sample-text-experiment.js"

/** A sweep directory as `rote experiment` leaves it, of networks made up and measured. */
export async function writeSweep(folder: string): Promise<SweepFile> {
  const models = await sampleModels()
  return writeModels(folder, models, runOf(models))
}

/** The same of encoders and texts. */
export async function writeTextSweep(folder: string, sample: TextSampleOptions): Promise<SweepFile> {
  const models = await sampleTextModels(sample)
  return writeModels(folder, models, textRunOf(models))
}

async function writeModels(
  folder: string,
  models: (SweptModel & { measurements: Partial<Record<Side, Measurement>> })[],
  { experiment, options, trends }: ExperimentRun,
): Promise<SweepFile> {
  for (const { result, measurements } of models) {
    const place = join(folder, "models", result.spec.id)
    for (const side of measuredSides(result)) await writeRun(measurements[side]!, join(place, side))
    writeFileSync(join(place, "model.json"), JSON.stringify(result))
  }
  const listed = models.map(({ knob, value, seed, result }) => {
    return { knob, value, seed, folder: `models/${result.spec.id}`, result }
  })
  await writeSweepFile(folder, {
    experiment: experiment.name,
    options,
    complete: true,
    sweeps: experiment.sweeps,
    models: listed,
    trends,
  })
  return JSON.parse(readFileSync(join(folder, "sweep.json"), "utf8"))
}
