import { createHash } from "node:crypto"
import { join } from "node:path"
import { RoteError } from "../errors.js"
import type { LayerSummary, MeasurementWarning, MeasureSettings } from "../estimators/measurement.js"
import { createWhole, readWhole, writeWhole } from "./files.js"
import type { RunInput } from "./fingerprint.js"

export const manifestName = "manifest.json"
export const formatName = "rote-run"
export const formatVersion = 1

/** What the measurement found, known once it is complete. */
export interface RunResult {
  /** Examples measured: fewer than the input's where the settings ask for a sample. */
  examples: number
  /** Rows of the mutual information matrix, or null without one; neurons.parquet says which neurons they are. */
  matrixSize: number | null
  /** SHA-256 of that matrix, float64 row by row, little-endian: chunks of another run are whole too. */
  matrixSha256: string | null
  /** SHA-256 of neurons.parquet. */
  neuronsSha256: string
  summary: { all: LayerSummary; layers: LayerSummary[] }
  warnings: MeasurementWarning[]
}

/** manifest.json of a run directory. All but `tool` and `timings` follows from the input and the settings alone. */
export interface Manifest {
  format: typeof formatName
  version: typeof formatVersion
  /** Whether everything else of the run is written. */
  complete: boolean
  input: RunInput
  settings: MeasureSettings
  result: RunResult | null
  tool: { name: string; version: string; node: string; platform: string }
  /** When this session of the run began and ended (ISO 8601), and its seconds; the end is null while it goes on. */
  timings: { started: string; finished: string | null; seconds: number | null }
}

export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  await writeWhole(join(directory, manifestName), encode(manifest))
}

/** Writes the manifest where there is none yet, and says whether it did. */
export async function createManifest(directory: string, manifest: Manifest): Promise<boolean> {
  return createWhole(join(directory, manifestName), encode(manifest))
}

/** The manifest with the SHA-256 of all that follows from input and settings, so that no number of it changes unnoticed. */
export function sealed(manifest: Manifest): Manifest & { sha256: string } {
  return { ...manifest, sha256: digest(manifest) }
}

function digest({ tool: _, timings: __, ...lasting }: Manifest): string {
  return createHash("sha256").update(JSON.stringify(lasting, nonFiniteAsText)).digest("hex")
}

function nonFiniteAsText(_key: string, value: unknown): unknown {
  return isNonFinite(value) ? String(value) : value
}

function encode(manifest: Manifest): Uint8Array {
  const text = JSON.stringify(sealed(manifest), nonFiniteAsText, 2)
  return new TextEncoder().encode(`${text.replace(brokenNumberList, onOneLine)}\n`)
}

/** A list of numbers with one on each line. Not found within a JSON string, which has no line breaks. */
const brokenNumberList = /\[\n[-+.,\s\deE]+\]/g

function onOneLine(list: string): string {
  return list.replace(/\n\s*/g, " ").replace("[ ", "[").replace(" ]", "]")
}

/**
 * The manifest of a run directory, complete or not; undefined where there is none.
 * @throws RoteError `damaged-run` when it is no manifest or was changed, `unsupported-format` when a newer version wrote it
 */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  const bytes = await readWhole(join(directory, manifestName))
  if (bytes === undefined) return undefined
  const manifest = parse(directory, new TextDecoder().decode(bytes))
  if (manifest.result !== null) manifest.result.summary = withNonFinite(manifest.result.summary)
  return manifest
}

function parse(directory: string, text: string): Manifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw damaged(directory, "text that is not JSON", cause)
  }
  if (!isRecord(value) || value.format !== formatName) throw damaged(directory, `no "format": "${formatName}"`)
  if (value.version !== formatVersion) {
    throw new RoteError("unsupported-format", {
      input: join(directory, manifestName),
      expected: `version ${formatVersion} of ${formatName}`,
      found: `version ${JSON.stringify(value.version)}`,
      hint: "read it with the version of rote that wrote it, or a newer one",
    })
  }
  const { sha256, ...manifest } = value
  if (!isManifest(manifest)) throw damaged(directory, "parts missing or of the wrong type")
  if (sha256 !== digest(manifest)) throw damaged(directory, "one that was changed after it was written")
  return manifest
}

function isManifest(value: Record<string, unknown>): value is Record<string, unknown> & Manifest {
  return (
    typeof value.complete === "boolean" &&
    isRecord(value.settings) &&
    isRecord(value.tool) &&
    isRecord(value.timings) &&
    isInput(value.input) &&
    (value.complete ? isResult(value.result) : value.result === null)
  )
}

function isInput(value: unknown): boolean {
  return (
    isRecord(value) &&
    isCount(value.examples) &&
    isCount(value.neurons) &&
    (value.values === null || isRecord(value.values)) &&
    Array.isArray(value.files) &&
    (value.capture === undefined || isCapture(value.capture, value.examples)) &&
    Array.isArray(value.layers) &&
    coversAll(value.layers, Number(value.neurons))
  )
}

/** Whether it is a capture record of as many rows of activations. */
function isCapture(value: unknown, rows: unknown): boolean {
  return (
    isRecord(value) &&
    [value.model, value.inputs, value.preparation ?? []].every(isListOf("name", "sha256")) &&
    isListOf("layer", "tensor", "reduce")(value.layers) &&
    isRecord(value.request) &&
    isCount(value.examples) &&
    (value.rows === undefined ? value.examples === rows : countsTo(value.rows, Number(value.examples), Number(rows)))
  )
}

/** Records with these texts. */
function isListOf(...keys: readonly string[]): (value: unknown) => boolean {
  const isOne = (each: unknown) => isRecord(each) && keys.every((key) => typeof each[key] === "string")
  return (value) => Array.isArray(value) && value.every(isOne)
}

function countsTo(counts: unknown, length: number, sum: number): boolean {
  return (
    Array.isArray(counts) &&
    counts.length === length &&
    counts.every(isCount) &&
    counts.reduce<number>((total, count) => total + count, 0) === sum
  )
}

function coversAll(layers: unknown[], neurons: number): boolean {
  let next = 0
  for (const layer of layers) {
    if (!isRecord(layer) || typeof layer.name !== "string" || layer.start !== next || !isCount(layer.end)) return false
    next = Number(layer.end)
  }
  return next === neurons
}

function isResult(value: unknown): boolean {
  return (
    isRecord(value) &&
    isCount(value.examples) &&
    typeof value.neuronsSha256 === "string" &&
    isRecord(value.summary) &&
    Array.isArray(value.warnings) &&
    (value.matrixSize === null || isCount(value.matrixSize))
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0
}

function isNonFinite(value: unknown): boolean {
  return typeof value === "number" && !Number.isFinite(value)
}

/** JSON has no NaN or infinity: they are written as strings, as in Zarr. A layer may bear such a name and stays text. */
function withNonFinite(summary: RunResult["summary"]): RunResult["summary"] {
  return JSON.parse(JSON.stringify(summary), (key, value) =>
    key !== "layer" && (value === "NaN" || value === "Infinity" || value === "-Infinity") ? Number(value) : value,
  )
}

function damaged(directory: string, found: string, cause?: unknown): RoteError {
  return new RoteError(
    "damaged-run",
    {
      input: join(directory, manifestName),
      expected: "the manifest of a run",
      found,
      hint: "delete this folder and measure again",
    },
    { cause },
  )
}
