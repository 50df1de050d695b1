import type { Layer } from "../activations.js"
import type { MeasureSettings } from "../estimators/measurement.js"
import type { ExperimentName } from "../experiments/experiment.js"

/** What `GET api/folder` answers: everything in the folder that the studio shows, newest first. */
export interface Folder {
  /** The folder's own name. */
  name: string
  version: string
  /** Threads that a measurement started here would use. */
  threads: number
  entries: Entry[]
  /** Measurements that this server started, running and ended, newest first. */
  jobs: Job[]
}

export type Entry = RunEntry | SweepEntry

/** A run directory, read from its manifest alone. */
export interface RunEntry {
  kind: "run"
  /** From the folder, with slashes on every system; "" is the folder itself. */
  path: string
  state: "complete" | "in progress" | "damaged"
  /** Why it is damaged and what mends it; null otherwise. */
  fault: string | null
  /** ISO 8601; null where the manifest cannot be read. */
  started: string | null
  seconds: number | null
  /** Path of the sweep whose model this is; null for a run of its own. */
  sweep: string | null
  /** Share of the pairs that are measured, 0 … 1. */
  share: number
  /** What was measured and what came out; null where the manifest cannot be read, the means until it is complete. */
  measured: {
    examples: number
    neurons: number
    layers: Layer[]
    settings: MeasureSettings
    /** Names of the files that the activations came from, without their folders. */
    files: string[]
    captured: boolean
    /** Bytes of the activations kept in the run; null where none are. */
    activationBytes: number | null
    /** Rows of the mutual information matrix; null without one. */
    matrixSize: number | null
    means: Means | null
  } | null
}

/** Means over all neurons, and over all pairs of them, in the unit of the settings. */
export interface Means {
  entropy: number
  entropyLocal: number
  entropyKnn: number
  mutualInformation: number | null
}

/** A sweep directory, read from its sweep.json alone. */
export interface SweepEntry {
  kind: "sweep"
  path: string
  /** Null where sweep.json cannot be read. */
  experiment: ExperimentName | null
  complete: boolean
  fault: string | null
  /** Models trained, and all of them. */
  done: number
  total: number
}

/** A measurement that this server started. While it goes on its run is in the folder too, "in progress". */
export interface Job {
  /** Path of its run. */
  run: string
  state: "running" | "stopped" | "failed" | "done"
  /** What it said last; why it failed. */
  message: string
}

/** What `POST api/measurements?…` takes in its query beside the file in its body; settings unless given as `rote measure`'s. */
export interface MeasurementRequest {
  /** Of the file, with its ending. */
  file: string
  /** Of the run: a new folder in the folder. */
  run: string
  entropy?: string
  bins?: string
  binning?: string
  /** "true" to correct the binned entropy for few examples. */
  "miller-madow"?: string
  mi?: string
  "mi-bins"?: string
  k?: string
  neurons?: string
  examples?: string
  seed?: string
  unit?: string
  /** Names of the layers to measure, with commas between. */
  layers?: string
  reduce?: string
  /** "true" to leave out examples with NaN or infinite values. */
  "drop-nonfinite"?: string
}

export { tileCells } from "../inspection/matrix-pyramid.js"

/** Neurons as they lie in the layers, or next to those they share most with. */
export type MatrixOrder = "layers" | "clusters"
