export * from "./browser.js"
export {
  type Captured,
  type CaptureOptions,
  capture,
  type ExampleDescription,
  type Family,
  type InputTensor,
  listPoints,
  type ModelInputs,
  type ModelPoints,
  type Point,
  type PointKind,
  type Reduction,
} from "./capture/index.js"
export {
  type AblateOptions,
  type Ablation,
  type AblationCurve,
  type AblationEffect,
  type AblationOrder,
  type AblationPoint,
  ablate,
  type NeuronChoice,
  type OutputChange,
} from "./inspection/index.js"
export { readActivations } from "./readers/index.js"
export {
  type CodedBlock,
  type MdlProbe,
  type MdlProbeOptions,
  mdlProbe,
  type ProbedLayer,
} from "./selection/mdl-probe.js"
export {
  type CaptureRecord,
  exportMatrix,
  exportNeurons,
  type InputFile,
  type Manifest,
  measureToRun,
  type Run,
  type RunInput,
  type RunResult,
  type RunSource,
  readRun,
  readRunActivations,
  writeActivations,
  writeRun,
} from "./store/index.js"
