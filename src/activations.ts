import { RoteError } from "./errors.js"

/** A run of neighbouring neurons, `start` included, `end` not. */
export interface Layer {
  name: string
  start: number
  end: number
}

export type Values = Float32Array | Float64Array

/**
 * The activations of a network: `examples` × `neurons`, stored neuron by neuron.
 * The value of neuron j on example i is `data[j * examples + i]`. Layers cover the neurons in order, without gaps.
 */
export interface ActivationMatrix {
  examples: number
  neurons: number
  data: Values
  layers: Layer[]
  /** One name per neuron where the file had a header; absent otherwise. */
  neuronNames?: string[]
}

/** Layers of so many neurons each, one after the other. */
export function layersInARow(parts: readonly { name: string; neurons: number }[]): Layer[] {
  let start = 0
  return parts.map(({ name, neurons }) => {
    const layer = { name, start, end: start + neurons }
    start = layer.end
    return layer
  })
}

export type Dtype = "float32" | "float64"

/**
 * Zeroed values that worker threads can read without a copy: on a SharedArrayBuffer where the platform allows one
 * (Node, cross-origin isolated pages), on an ordinary buffer elsewhere.
 */
export function allocateValues(length: number, dtype: Dtype): Values {
  const bytes = length * (dtype === "float32" ? 4 : 8)
  const buffer = typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes)
  return dtype === "float32" ? new Float32Array(buffer) : new Float64Array(buffer)
}

/** The values of neuron `j` on every example: a view, not a copy. */
export function neuronValues(a: ActivationMatrix, j: number): Values {
  return a.data.subarray(j * a.examples, (j + 1) * a.examples)
}

/** The layer of each neuron, as an index into `a.layers`. */
export function layerIndices(a: { neurons: number; layers: Layer[] }): Int32Array {
  const indices = new Int32Array(a.neurons)
  a.layers.forEach((layer, l) => {
    indices.fill(l, layer.start, layer.end)
  })
  return indices
}

/** Name of neuron `j` for people: the header's name, or `layer[index in layer]`. */
export function neuronLabel(a: { layers: Layer[]; neuronNames?: string[] }, j: number): string {
  const name = a.neuronNames?.[j]
  if (name !== undefined) return name
  const layer = a.layers.find((candidate) => j >= candidate.start && j < candidate.end)
  if (layer === undefined) throw new RangeError(`neuron ${j} belongs to no layer`)
  return `${layer.name}[${j - layer.start}]`
}

/**
 * Checks that values are floating-point numbers, as many as the shape says.
 * @throws RoteError `shape-mismatch`
 */
export function requireShape(data: Values, examples: number, neurons: number): void {
  const isFloat = data instanceof Float32Array || data instanceof Float64Array
  const areCounts = [examples, neurons].every((count) => Number.isInteger(count) && count >= 0)
  if (isFloat && areCounts && data.length === examples * neurons) return
  throw new RoteError("shape-mismatch", {
    expected: `${examples} examples × ${neurons} neurons in a Float32Array or Float64Array`,
    found: isFloat ? `${data.length} values` : "another kind of data",
    hint: "activationMatrix(data, examples, neurons) takes the values neuron by neuron",
  })
}

/**
 * Wraps values as an ActivationMatrix after checking that the shapes agree. One layer named "activations" unless given.
 * @throws RoteError `shape-mismatch` when the data, the layers or the names do not fit the shape
 */
export function activationMatrix(
  data: Values,
  examples: number,
  neurons: number,
  layers: Layer[] = [{ name: "activations", start: 0, end: neurons }],
  neuronNames?: string[],
): ActivationMatrix {
  requireShape(data, examples, neurons)
  let next = 0
  for (const layer of layers) {
    if (layer.start !== next || !Number.isInteger(layer.end) || layer.end < layer.start) {
      throw new RoteError("shape-mismatch", {
        expected: `layer "${layer.name}" to start at neuron ${next}`,
        found: `neurons ${layer.start} to ${layer.end}`,
        hint: "layers cover the neurons in order, without gaps or overlaps",
      })
    }
    next = layer.end
  }
  if (next !== neurons) {
    throw new RoteError("shape-mismatch", {
      expected: `layers that cover ${neurons} neurons`,
      found: `${next} covered`,
    })
  }
  if (neuronNames !== undefined && neuronNames.length !== neurons) {
    throw new RoteError("shape-mismatch", { expected: `${neurons} names of neurons`, found: `${neuronNames.length}` })
  }
  return neuronNames === undefined
    ? { examples, neurons, data, layers }
    : { examples, neurons, data, layers, neuronNames }
}
