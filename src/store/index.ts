export { writeActivations } from "./activation-file.js"
export { exportMatrix, exportNeurons } from "./export.js"
export { type CaptureRecord, fingerprintBytes, fingerprintFile, type InputFile, type RunInput } from "./fingerprint.js"
export { readRunActivations } from "./kept-activations.js"
export type { Manifest, RunResult } from "./manifest.js"
export {
  countKept,
  type MeasureToRunOptions,
  measureToRun,
  type Run,
  type RunSource,
  readRun,
  writeRun,
} from "./run.js"
