export { type Captured, type CaptureOptions, capture } from "./capture.js"
export { arrayInputs } from "./inputs/array-inputs.js"
export { type ImagePreprocessing, type InputRequest, openInputs } from "./inputs/index.js"
export type { ExampleDescription, InputTensor, ModelInputs } from "./inputs/model-inputs.js"
export { listPoints, type ModelPoints } from "./open-model.js"
export type { Family, Point, PointKind } from "./points/points.js"
export { type Reduction, reductions } from "./reduction/reduce.js"
export { examplesOfRows } from "./reduction/rows.js"
export type { ProbeOptions } from "./runtime/probe.js"
export {
  type OutputTensor,
  openSession,
  type Session,
  type SessionOptions,
  type TensorInfo,
} from "./runtime/session.js"
