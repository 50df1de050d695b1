import { createHash } from "node:crypto"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import type { ActivationMatrix, Layer } from "../activations.js"
import { RoteError } from "../errors.js"
import { type MeasureOptions, measure, resolveSettings } from "../estimators/measure.js"
import type { Measurement, MeasureSettings, MutualInformationMatrix } from "../estimators/measurement.js"
import { requireSameRun } from "./differences.js"
import { isUnfinished, readWhole, removeAbandoned, systemCode, writeWhole } from "./files.js"
import { type CaptureRecord, fingerprint, type InputFile, type RunInput } from "./fingerprint.js"
import { keepActivations as writeActivations } from "./kept-activations.js"
import {
  createManifest,
  formatName,
  formatVersion,
  type Manifest,
  manifestName,
  type RunResult,
  readManifest,
  writeManifest,
} from "./manifest.js"
import { readMatrix } from "./matrix-blocks.js"
import { decodeNeurons, encodeNeurons, neuronsName } from "./neurons.js"
import { countTiles, createMatrix, matrixName, openTiles, saveMatrix } from "./tiles.js"
import { tool } from "./tool.js"

/** A run directory in memory. */
export interface Run {
  manifest: Manifest
  measurement: Measurement
}

/** Where a measurement's activations came from. */
export interface RunSource {
  activations?: ActivationMatrix
  files?: InputFile[]
}

export interface MeasureToRunOptions extends MeasureOptions {
  /** The files that the activations came from. */
  files?: InputFile[]
  /** How they were captured from a model. */
  capture?: CaptureRecord
  /**
   * Whether the folder keeps the activations too, for what goes back to them: `readRunActivations`. Not unless asked.
   */
  keepActivations?: boolean
}

/**
 * Measures activations into a run directory, or goes on with one: tiles of the matrix that are whole on disk are never
 * computed again, and the end is the same to the bit however often it was interrupted. Several processes may work on
 * one directory at the same time, on one machine or on several that share it: every file appears whole or not at all. A
 * complete run that is whole is read and nothing is measured.
 * @throws RoteError `settings-differ` when the directory holds a run of other activations or settings, `io` when it
 * cannot be written or holds something else, and what `measure` throws
 */
export async function measureToRun(
  a: ActivationMatrix,
  directory: string,
  { files = [], capture, keepActivations = false, ...options }: MeasureToRunOptions = {},
): Promise<Run> {
  const settings = resolveSettings(options)
  const manifest = await startRun(directory, fingerprint(a, files, capture), settings)
  if (keepActivations) await writeActivations(a, directory, manifest)
  const size = matrixSize(a, settings)
  if (size > 0) await createMatrix(directory, size)
  if (manifest.complete) {
    const run = await readRun(directory).catch(undefinedIfDamaged)
    if (run !== undefined) return run
  }
  const measurement = await measure(a, { ...options, ...(size > 0 ? { tiles: openTiles(directory, size) } : {}) })
  return finishRun(directory, manifest, measurement)
}

/**
 * The share of the matrix's tiles that a run directory holds whole, 0 where there is no run and 1 without mutual
 * information.
 * @throws RoteError `damaged-run` when the manifest is
 */
export async function countKept(directory: string): Promise<number> {
  const manifest = await readManifest(directory)
  if (manifest === undefined) return 0
  const { whole, total } = await countTiles(directory, matrixSize(manifest.input, manifest.settings))
  return total === 0 ? 1 : whole / total
}

/**
 * Writes a measurement as a run directory: a new or empty folder, or one that holds the same run.
 * @throws RoteError `settings-differ`, `io`
 */
export async function writeRun(measurement: Measurement, directory: string, source: RunSource = {}): Promise<Run> {
  const { examples, neurons, layers, settings, mutualInformation } = measurement
  const { activations, files = [] } = source
  const input = activations ? fingerprint(activations, files) : { examples, neurons, layers, values: null, files }
  const manifest = await startRun(directory, input, settings)
  if (mutualInformation !== null) {
    await createMatrix(directory, mutualInformation.neurons.length)
    await saveMatrix(directory, mutualInformation)
  }
  return finishRun(directory, manifest, measurement)
}

/**
 * Reads a complete run. Memory: the matrix twice for a moment.
 * @throws RoteError `damaged-run` naming the part that is missing or damaged and how to mend it, `unsupported-format`
 */
export async function readRun(directory: string): Promise<Run> {
  const manifest = await readManifest(directory)
  if (manifest === undefined)
    throw damaged(directory, `a run with a ${manifestName}`, "none", "name a folder that `rote measure --out` wrote")
  const { input, settings, result } = manifest
  if (result === null)
    throw damaged(directory, "a complete run", "one that was interrupted", mend(directory, "goes on with it"))
  const bytes = await readWhole(join(directory, neuronsName))
  if (bytes === undefined || sha256(bytes) !== result.neuronsSha256) {
    const found = bytes === undefined ? "none" : "other bytes"
    throw damaged(directory, `${neuronsName} as the manifest describes it`, found, mend(directory, "writes it again"))
  }
  const { neurons, layers } = input
  const { matrixNeurons, ...decoded } = await decodeNeurons(bytes, neurons, layers).catch((cause) => {
    throw damaged(directory, `${neuronsName} to fit the manifest`, String(cause), mend(directory, "writes it again"))
  })
  const mutualInformation =
    result.matrixSize === null
      ? null
      : { neurons: matrixNeurons, values: await readMatrix(directory, result.matrixSize) }
  if (matrixSha256(mutualInformation) !== result.matrixSha256) throw otherMatrix(directory)
  const { examples, summary, warnings } = result
  const measurement = { settings, examples, neurons, layers, ...decoded, mutualInformation, summary, warnings }
  return { manifest, measurement }
}

async function startRun(directory: string, input: RunInput, settings: MeasureSettings): Promise<Manifest> {
  const timings = { started: new Date().toISOString(), finished: null, seconds: null }
  const fresh = {
    format: formatName,
    version: formatVersion,
    complete: false,
    input,
    settings,
    result: null,
    tool,
    timings,
  } as const
  const kept = await readManifest(directory)
  if (kept === undefined) {
    await requireEmpty(directory)
    if (!(await createManifest(directory, fresh))) return startRun(directory, input, settings)
    await removeAbandoned(directory)
    return fresh
  }
  requireSameRun(directory, kept, fresh)
  await removeAbandoned(directory)
  return { ...fresh, complete: kept.complete, input: kept.input, result: kept.result }
}

async function finishRun(directory: string, started: Manifest, measurement: Measurement): Promise<Run> {
  const neurons = encodeNeurons(measurement)
  const { examples, mutualInformation, summary, warnings } = measurement
  const result: RunResult = {
    examples,
    matrixSize: mutualInformation?.neurons.length ?? null,
    matrixSha256: matrixSha256(mutualInformation),
    neuronsSha256: sha256(neurons),
    summary,
    warnings,
  }
  // What is left of a complete run was whole but another's, or another version of the kernels computed the rest.
  if (started.result !== null && started.result.matrixSha256 !== result.matrixSha256) throw otherMatrix(directory)
  await writeWhole(join(directory, neuronsName), neurons)
  const finished = new Date()
  const seconds = (finished.getTime() - Date.parse(started.timings.started)) / 1000
  const timings = { started: started.timings.started, finished: finished.toISOString(), seconds }
  const manifest: Manifest = { ...started, complete: true, result, tool, timings }
  await writeManifest(directory, manifest)
  return { manifest, measurement }
}

/** Files of other kinds are never mixed with a run's. A manifest is there where another process has begun the run since we looked. */
async function requireEmpty(directory: string): Promise<void> {
  const names: string[] = await readdir(directory).catch((error) => {
    if (systemCode(error) === "ENOENT") return []
    const found = systemCode(error) === "ENOTDIR" ? "a file" : systemCode(error)
    const hint = "choose another folder for --out"
    throw new RoteError("io", { input: directory, expected: "a folder", found, hint }, { cause: error })
  })
  const other = names.find((name) => !isUnfinished(name))
  if (other === undefined || names.includes(manifestName)) return
  throw new RoteError("io", {
    input: directory,
    expected: "a new or empty folder, or a run",
    found: `a folder that holds ${JSON.stringify(other)} and is no run`,
    hint: "choose another folder for --out",
  })
}

/** Rows of the matrix that a measurement of such an input with such settings has; 0 without one. */
export function matrixSize({ layers }: { layers: Layer[] }, { mutualInformation }: MeasureSettings): number {
  if (mutualInformation === null) return 0
  const most = mutualInformation.neuronsPerLayer ?? Number.POSITIVE_INFINITY
  return layers.reduce((sum, { start, end }) => sum + Math.min(end - start, most), 0)
}

function matrixSha256(matrix: MutualInformationMatrix | null): string | null {
  return matrix === null ? null : sha256(matrix.values)
}

function otherMatrix(directory: string): RoteError {
  const hint = `delete ${join(directory, matrixName)}; ${mend(directory, "computes it again")}`
  return damaged(directory, `${matrixName} as the manifest describes it`, "other numbers", hint)
}

function undefinedIfDamaged(error: unknown): undefined {
  if (error instanceof RoteError && error.code === "damaged-run") return undefined
  throw error
}

function sha256(bytes: Uint8Array | Float64Array): string {
  return createHash("sha256").update(bytes).digest("hex")
}

function mend(directory: string, does: string): string {
  return `\`rote measure\` with the same files and settings and \`--out ${directory}\` ${does}`
}

function damaged(directory: string, expected: string, found: string, hint: string): RoteError {
  return new RoteError("damaged-run", { input: directory, expected, found, hint })
}
