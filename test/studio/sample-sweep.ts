import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { SweepFile } from "#src/experiments/sweep/sweep-file.js"
import { writeSweepFile } from "#src/experiments/sweep/sweep-file-node.js"
import { writeRun } from "#src/store/index.js"
import { runOf, sampleModels } from "../experiments/report/sample-experiment.js"

/** A sweep directory as `rote experiment` leaves it, of networks made up and measured. */
export async function writeSweep(folder: string): Promise<SweepFile> {
  const models = await sampleModels()
  const { experiment, options, trends } = runOf(models)
  for (const { result, measurements } of models) {
    const place = join(folder, "models", result.spec.id)
    for (const side of ["pre", "post"] as const) await writeRun(measurements[side], join(place, side))
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
