import { RoteError } from "../errors.js"
import type { HostArrays } from "./network.js"

/** One layer of a multi-layer perceptron: outputs × inputs weights, row after row. */
interface PlainLayer {
  inputs: number
  outputs: number
  weight: Float32Array
  bias: Float32Array
}

/** What a multi-layer perceptron makes of its inputs, in ordinary memory. */
export interface PlainOutput {
  examples: number
  /** Before the softmax, class after class: class c on example i is `logits[c * examples + i]`. */
  logits: Float32Array
  /** After the rectifier, one per hidden layer, neuron after neuron as in an ActivationMatrix. */
  hidden: Float32Array[]
}

/**
 * The forward pass of `mlp` without compiling anything: for small networks asked many times with other weights, where the
 * compiled one would spend its time compiling. Cost: examples × weights multiplications in one thread, none for a weight of 0.
 * @throws RoteError `bad-option` for parameters that are not those of an `mlp`
 */
export function plainForward(parameters: HostArrays, inputs: Float32Array): PlainOutput {
  const layers = plainLayers(parameters)
  const examples = inputs.length / layers[0].inputs
  const hidden: Float32Array[] = []
  let values = transposed(inputs, examples, layers[0].inputs)
  layers.forEach((layer, l) => {
    values = linear(layer, values, examples)
    if (l + 1 === layers.length) return
    for (let i = 0; i < values.length; i++) if (values[i] < 0) values[i] = 0
    hidden.push(values)
  })
  return { examples, logits: values, hidden }
}

/** Share of examples whose largest logit, the first of equals, is that of their label. */
export function plainAccuracy({ examples, logits }: PlainOutput, labels: Uint8Array): number {
  const classes = logits.length / examples
  let right = 0
  for (let i = 0; i < examples; i++) {
    let best = 0
    for (let c = 1; c < classes; c++) if (logits[c * examples + i] > logits[best * examples + i]) best = c
    if (best === labels[i]) right++
  }
  return right / examples
}

/** Neurons of each hidden layer of an `mlp`. */
export function hiddenWidths(parameters: HostArrays): number[] {
  return plainLayers(parameters)
    .slice(0, -1)
    .map((layer) => layer.outputs)
}

function plainLayers(parameters: HostArrays): PlainLayer[] {
  const layers: PlainLayer[] = []
  for (let l = 1; `hidden${l}.weight` in parameters; l++) layers.push(plainLayer(parameters, `hidden${l}`))
  layers.push(plainLayer(parameters, "output"))
  return layers
}

function plainLayer(parameters: HostArrays, name: string): PlainLayer {
  const weight = parameters[`${name}.weight`]
  const bias = parameters[`${name}.bias`]
  if (weight === undefined || bias === undefined || weight.shape.length !== 2) {
    throw new RoteError("bad-option", {
      input: "parameters",
      expected: `"${name}.weight" (outputs × inputs) and "${name}.bias", as an mlp has`,
      found: Object.keys(parameters).join(", "),
    })
  }
  const [outputs, inputs] = weight.shape
  return { inputs, outputs, weight: weight.data, bias: bias.data }
}

function linear({ inputs, outputs, weight, bias }: PlainLayer, values: Float32Array, examples: number): Float32Array {
  const results = new Float32Array(outputs * examples)
  for (let output = 0; output < outputs; output++) {
    const row = results.subarray(output * examples, (output + 1) * examples).fill(bias[output])
    for (let input = 0; input < inputs; input++) {
      const factor = weight[output * inputs + input]
      if (factor === 0) continue
      const from = input * examples
      for (let i = 0; i < examples; i++) row[i] += factor * values[from + i]
    }
  }
  return results
}

function transposed(rows: Float32Array, count: number, width: number): Float32Array {
  const columns = new Float32Array(rows.length)
  for (let i = 0; i < count; i++) for (let f = 0; f < width; f++) columns[f * count + i] = rows[i * width + f]
  return columns
}
