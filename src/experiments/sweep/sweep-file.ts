import { RoteError } from "../../errors.js"
import type { ExperimentName, ExperimentOptions, Knob, SweepDefinition } from "../experiment.js"
import { type ModelResult, measuredSides, type SideMeans } from "./model-result.js"
import { type Side, sides } from "./model-spec.js"
import type { SweptMeans, TrendRow } from "./trend-table.js"
import { parseVersioned } from "./versioned-json.js"

/** sweep.json: what a sweep directory holds. Its models are in `models/ID`, each with a run directory for each of its sides. */
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
  tool: { name: string; version: string }
}

export interface SweepFileModel {
  knob: Knob
  value: number
  seed: number
  /** Its folder, from the sweep directory. */
  folder: string
  /** Null until the model is complete. */
  result: Pick<ModelResult, "epochs" | "measuredEpoch" | "accuracy" | Side> | null
}

/**
 * The text of a sweep.json, all of it that is shown checked.
 * @throws RoteError `malformed`, `unsupported-format`
 */
export function parseSweepFile(text: string, input: string): SweepFile {
  const file = parseVersioned<SweepFile>(text, input, "rote-sweep")
  if (isSweepFile(file)) return file
  throw new RoteError("malformed", {
    input,
    expected: "sweeps, models and trends as `rote experiment` writes them",
    found: "something else under these names",
    hint: "delete this file, then run the same command again",
  })
}

/** The models that are complete, each with its means. */
export function completeModels({ models }: SweepFile): (SweptMeans & SweepFileModel)[] {
  return models.flatMap((model) => (model.result === null ? [] : [{ ...model, result: model.result }]))
}

type Unchecked<T> = { [Key in keyof T]?: unknown }

function isSweepFile({ experiment, options, sweeps, models, trends }: Unchecked<SweepFile>): boolean {
  return (
    typeof experiment === "string" &&
    isObject(options) &&
    isListOf(sweeps, isSweep) &&
    isListOf(models, isModel) &&
    areAlike(models as SweepFileModel[]) &&
    (trends === null || isListOf(trends, isTrend))
  )
}

function isSweep({ knob, symbol, meaning, values }: Unchecked<SweepDefinition>): boolean {
  return [knob, symbol, meaning].every(isText) && Array.isArray(values) && values.every(Number.isFinite)
}

function isModel({ knob, value, seed, folder, result }: Unchecked<SweepFileModel>): boolean {
  const isPlaced = isText(knob) && Number.isFinite(value) && Number.isInteger(seed) && isText(folder)
  return isPlaced && (result === null || (isObject(result) && isResult(result)))
}

function isResult({ accuracy, ...means }: Unchecked<NonNullable<SweepFileModel["result"]>>): boolean {
  const measured = measuredSides(means as SideMeans)
  return isObject(accuracy) && measured.length > 0 && measured.every((side) => isListOf(means[side], isMean))
}

/** Models are set side by side: all have to be measured on the same sides. */
function areAlike(models: SweepFileModel[]): boolean {
  const measured = models.flatMap(({ result }) => (result === null ? [] : [measuredSides(result).join()]))
  return new Set(measured).size < 2
}

function isMean({ layer }: { layer?: unknown }): boolean {
  return layer === null || isText(layer)
}

function isTrend({ knob, side, layer, measure, trend }: Unchecked<TrendRow>): boolean {
  const { overModels, overSeeds } = (trend ?? {}) as { overModels?: unknown; overSeeds?: unknown }
  const isPlaced = isText(knob) && sides.some((known) => known === side) && isMean({ layer }) && isText(measure)
  return isPlaced && isObject(overModels) && isObject(overSeeds)
}

function isText(value: unknown): value is string {
  return typeof value === "string"
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isListOf<T extends object>(value: unknown, is: (each: Unchecked<T>) => boolean): boolean {
  return Array.isArray(value) && value.every((each) => isObject(each) && is(each))
}
