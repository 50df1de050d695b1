/** One operation of the graph. */
export interface OnnxNode {
  /** As the exporter called it; may be empty. */
  name: string
  operator: string
  /** Empty for ONNX's own operators. */
  domain: string
  /** Tensors read, empty names where an optional one is left out. */
  inputs: string[]
  /** Tensors made, empty names where one is not wanted. */
  outputs: string[]
  /** Path of the module it was exported from, such as `layer1.0.relu`, where the exporter left one. */
  module?: string
  /** Tensors of the graph that its branches or its body use (If, Loop, Scan). */
  captured?: string[]
  /** An attention operator told that no token sees a later one. */
  causal?: true
}

/** A weight or another constant stored with the graph. */
export interface OnnxInitializer {
  name: string
  shape: number[]
}

/** An ONNX model as read: its bytes, and what of its graph is needed to choose, add and switch off tensors. */
export interface OnnxModel {
  /** Path of the .onnx file. */
  path: string
  /** What people call it: the file's name without extension, or its folder's where that is a Hugging Face folder. */
  name: string
  bytes: Uint8Array<ArrayBuffer>
  /** `pytorch`, `tf2onnx` …; may be empty. */
  producer: string
  /** In the file's order. */
  nodes: OnnxNode[]
  initializers: OnnxInitializer[]
  /** Names of what must be fed: the graph's inputs that no initializer fills. */
  inputs: string[]
  /**
   * The inputs' shapes as the file declares them, in the same order; free lengths by name, empty names where they have
   * none.
   */
  inputShapes: (number | string)[][]
  /** Names of the graph's own outputs. */
  outputs: string[]
  /** Paths of the files beside the model that hold weights, each once. */
  externalFiles: string[]
  /** What is odd about the model and no reason to refuse it. */
  warnings: string[]
}
