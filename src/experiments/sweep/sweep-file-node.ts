import { join } from "node:path"
import { writeWhole } from "../../store/files.js"
import { tool } from "../../store/tool.js"
import type { ExperimentName, ExperimentOptions, Knob, SweepDefinition } from "../experiment.js"
import type { MeanMeasures } from "./model-result.js"
import type { TrendRow } from "./trend-table.js"
import { readVersioned } from "./versioned-json-node.js"

export const sweepName = "sweep.json"

/** sweep.json: what a sweep directory holds. Its models are in `models/ID`, each with the run directories `pre` and `post`. */
export interface SweepFile {
  format: "rote-sweep"
  version: 1
  experiment: ExperimentName
  options: ExperimentOptions
  /** Whether every model is there. */
  complete: boolean
  sweeps: readonly SweepDefinition[]
  models: SweepFileModel[]
  /** Null until complete. */
  trends: TrendRow[] | null
  tool: typeof tool
}

export interface SweepFileModel {
  knob: Knob
  value: number
  seed: number
  /** Its folder, from the sweep directory. */
  folder: string
  /** Null until the model is complete. */
  result: {
    epochs: number
    measuredEpoch: number
    accuracy: Record<string, number>
    pre: MeanMeasures[]
    post: MeanMeasures[]
  } | null
}

export async function writeSweepFile(
  directory: string,
  sweep: Omit<SweepFile, "format" | "version" | "tool">,
): Promise<void> {
  const file: SweepFile = { format: "rote-sweep", version: 1, ...sweep, tool }
  await writeWhole(join(directory, sweepName), new TextEncoder().encode(`${JSON.stringify(file, null, 1)}\n`))
}

/**
 * The sweep.json of a directory, or undefined where there is none.
 * @throws RoteError `malformed`, `unsupported-format`
 */
export async function readSweepFile(directory: string): Promise<SweepFile | undefined> {
  return readVersioned<SweepFile>(join(directory, sweepName), "rote-sweep")
}
