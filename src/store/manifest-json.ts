import { RoteError } from "../errors.js"
import type { LayerSummary, MeasurementWarning, MeasureSettings } from "../estimators/measurement.js"
import type { RunInput } from "./fingerprint.js"
import { isManifest, isRecord } from "./manifest-parts.js"

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

/**
 * A run's manifest from the text of its manifest.json, in Node and in a browser. `input` names the file in errors. Only
 * `readManifest` also checks that nothing was changed after it was written.
 * @throws RoteError `damaged-run` when it is no manifest, `unsupported-format` when a newer version wrote it
 */
export function parseManifest(text: string, input: string = manifestName): Manifest {
  return parseSealed(text, input).manifest
}

/** The manifest, and the SHA-256 that it claims for itself. */
export function parseSealed(text: string, input: string): { manifest: Manifest; sha256: unknown } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw damagedManifest(input, "text that is not JSON", cause)
  }
  if (!isRecord(value) || value.format !== formatName) throw damagedManifest(input, `no "format": "${formatName}"`)
  if (value.version !== formatVersion) {
    throw new RoteError("unsupported-format", {
      input,
      expected: `version ${formatVersion} of ${formatName}`,
      found: `version ${JSON.stringify(value.version)}`,
      hint: "read it with the version of rote that wrote it, or a newer one",
    })
  }
  const { sha256, ...manifest } = value
  if (!isManifest(manifest)) throw damagedManifest(input, "parts missing or of the wrong type")
  if (manifest.result !== null) manifest.result.summary = withNonFinite(manifest.result.summary)
  return { manifest, sha256 }
}

export function damagedManifest(input: string, found: string, cause?: unknown): RoteError {
  return new RoteError(
    "damaged-run",
    { input, expected: "the manifest of a run", found, hint: "delete this folder and measure again" },
    { cause },
  )
}

/** JSON has no NaN or infinity: they are written as strings, as in Zarr. */
export function nonFiniteAsText(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value
}

/** A layer may bear the name of such a number and stays text. */
function withNonFinite(summary: RunResult["summary"]): RunResult["summary"] {
  return JSON.parse(JSON.stringify(summary), (key, value) =>
    key !== "layer" && (value === "NaN" || value === "Infinity" || value === "-Infinity") ? Number(value) : value,
  )
}
