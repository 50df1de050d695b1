import { join } from "node:path"
import { RoteError } from "../errors.js"
import type { Device } from "../networks/device-node.js"
import { removeAbandoned } from "../store/files.js"
import { circlesSections } from "./circles/sections-node.js"
import type { Experiment, ExperimentOptions, PlannedModel } from "./experiment.js"
import { writeExperimentReport } from "./report/write-experiment-report-node.js"
import { type ModelResult, measuredSides } from "./sweep/model-result.js"
import { runModels } from "./sweep/run-models-node.js"
import { readSweepFile, type SweepFileModel, writeSweepFile } from "./sweep/sweep-file-node.js"
import type { ModelProgress } from "./sweep/train-model-node.js"
import { type SweptModel, type TrendRow, trendTable } from "./sweep/trend-table.js"

export interface RunExperimentOptions extends ExperimentOptions {
  /** The sweep directory. */
  out: string
  /** Processes that train side by side. */
  workers: number
  /** Where they train (`wasm`). */
  device?: Device
  onProgress?: (progress: ModelProgress) => void
  onModel?: (result: ModelResult, done: number, total: number) => void
  /** All models are there; figures and report come now. */
  onReport?: () => void
}

export interface ExperimentRun {
  experiment: Experiment
  options: ExperimentOptions
  models: SweptModel[]
  trends: TrendRow[]
}

/**
 * Trains and measures every model of an experiment into a sweep directory, finds the trends, draws the figures and writes
 * the report. What is there already is
 * not done again: a second call goes on where the first was stopped, and with more seeds adds theirs.
 * @throws RoteError `settings-differ` when the directory holds another experiment or other models
 */
export async function runExperiment(experiment: Experiment, asked: RunExperimentOptions): Promise<ExperimentRun> {
  const { out, workers, device, onProgress, onModel, onReport, ...options } = asked
  await requireSameExperiment(out, experiment)
  await removeAbandoned(out)
  const planned = experiment.plan(options)
  const found = new Map<string, ModelResult>()
  const save = (trends: TrendRow[] | null) =>
    writeSweepFile(out, {
      experiment: experiment.name,
      options,
      complete: trends !== null,
      sweeps: experiment.sweeps,
      models: planned.map((model) => fileModel(model, found.get(model.spec.id))),
      trends,
    })
  await save(null)
  const results = await runModels(
    planned.map(({ spec }) => spec),
    {
      folder: join(out, "models"),
      workers,
      ...(device === undefined ? {} : { device }),
      ...(onProgress === undefined ? {} : { onProgress }),
      async onModel(result) {
        found.set(result.spec.id, result)
        await save(null)
        onModel?.(result, found.size, planned.length)
      },
    },
  )
  const models = planned.map(({ knob, value, seed }, i) => ({ knob, value, seed, result: results[i] }))
  const trends = experiment.sweeps.flatMap((sweep) => trendTable(sweep, models))
  await save(trends)
  const run = { experiment, options, models, trends }
  onReport?.()
  await writeExperimentReport(run, out, experiment.name === "circles" ? await circlesSections(planned, out) : [])
  return run
}

function fileModel({ knob, value, seed, spec }: PlannedModel, result: ModelResult | undefined): SweepFileModel {
  const place = { knob, value, seed, folder: `models/${spec.id}` }
  if (result === undefined) return { ...place, result: null }
  const { epochs, measuredEpoch, accuracy } = result
  const means = Object.fromEntries(measuredSides(result).map((side) => [side, result[side]]))
  return { ...place, result: { epochs, measuredEpoch, accuracy, ...means } }
}

async function requireSameExperiment(out: string, { name }: Experiment): Promise<void> {
  const kept = await readSweepFile(out)
  if (kept === undefined || kept.experiment === name) return
  throw new RoteError("settings-differ", {
    input: out,
    expected: `no sweep yet, or one of ${name}`,
    found: `one of ${kept.experiment}`,
    hint: "choose another folder with --out",
  })
}
