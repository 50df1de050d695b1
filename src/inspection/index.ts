export { type AblateOptions, ablate } from "./ablate-node.js"
export type {
  Ablation,
  AblationCurve,
  AblationEffect,
  AblationOrder,
  AblationPoint,
  NeuronChoice,
} from "./ablation.js"
export {
  type ActivatingExample,
  type ActivatingExamplesOptions,
  activatingExamples,
  type InspectedNeuron,
} from "./activating-examples.js"
export type { NeuronMeasure } from "./neuron-order.js"
export type { OutputChange } from "./output-change.js"
