/** What a tensor of the graph is to a person who chooses what to measure. */
export type PointKind =
  | "activation function"
  | "linear layer"
  | "convolution"
  | "normalisation"
  | "block"
  | "hidden state"
  | "attention"
  | "pooling"
  | "output"

/** A tensor of the graph worth measuring. */
export interface Point {
  tensor: string
  kind: PointKind
  operator: string
  /** Name of the node that makes it. */
  node: string
  /** Path of the module it came from, where the exporter left one. */
  module?: string
  /** What a layer measured here is called: the module's path where that is unique, else the tensor's name. */
  layer: string
  /** Free lengths by name, such as `batch`. */
  shape: (number | string)[]
  /** Whether it is measured when no one chooses. */
  chosen: boolean
}

export type Family = "multilayer perceptron" | "convolutional" | "transformer encoder" | "transformer decoder" | "other"
