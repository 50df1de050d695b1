export { exportMatrix, exportNeurons } from "./export.js"
export { type CaptureRecord, fingerprintFile, type InputFile, type RunInput } from "./fingerprint.js"
export type { Manifest, RunResult } from "./manifest.js"
export { countKept, measureToRun, type Run, type RunSource, readRun, writeRun } from "./run.js"
