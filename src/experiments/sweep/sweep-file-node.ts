import { join } from "node:path"
import { RoteError } from "../../errors.js"
import { readWhole, writeWhole } from "../../store/files.js"
import { tool } from "../../store/tool.js"
import type { ExperimentName, ExperimentOptions, Knob, SweepDefinition } from "../experiment.js"
import type { MeanMeasures } from "./model-result.js"
import type { TrendRow } from "./trend-table.js"

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
  const input = join(directory, sweepName)
  const bytes = await readWhole(input)
  if (bytes === undefined) return undefined
  const file = parse(new TextDecoder().decode(bytes))
  if (file?.format !== "rote-sweep") {
    throw new RoteError("malformed", { input, expected: 'JSON with "format": "rote-sweep"', found: "something else" })
  }
  if (file.version === 1) return file
  throw new RoteError("unsupported-format", {
    input,
    expected: "version 1 of rote-sweep",
    found: `version ${JSON.stringify(file.version)}`,
    hint: "read it with the version of rote that wrote it, or a newer one",
  })
}

function parse(text: string): SweepFile | undefined {
  try {
    return JSON.parse(text) ?? undefined
  } catch {
    return undefined
  }
}
