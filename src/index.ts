export * from "./browser.js"
export { readActivations } from "./readers/index.js"
export {
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
  writeRun,
} from "./store/index.js"
