import { type ActivationMatrix, neuronValues } from "../activations.js"
import { RoteError } from "../errors.js"
import type { PairMethod, PairTask } from "../kernels/wasm/index.js"
import { type MutualInformationOptions, resolveMutualInformationOptions, usesNeighbours } from "./options.js"
import { extent, neuronScale, rangeFactor, withinRange } from "./scale.js"
import { requireExamples, requireFiniteMatrix, requireMatrix } from "./validate.js"

/** Side of the square tiles that pairs are measured, stored and resumed by. */
export const TILE = 64

/** A layer by name, or neurons of the matrix by index. */
export type NeuronSelection = string | Int32Array

export interface PairSelection {
  /** All neurons unless given. */
  neurons?: NeuronSelection
  /** Measures `neurons` × `others` in place of `neurons` × `neurons`. */
  others?: NeuronSelection
}

/**
 * The pairs to measure, validated, with what the kernels need to know of each neuron.
 * @throws RoteError `bad-option`, `no-neurons`, `too-few-examples`, `not-finite`
 */
export function pairTask(a: ActivationMatrix, options: MutualInformationOptions & PairSelection): PairTask {
  const { method, k, bins, reference } = resolveMutualInformationOptions(options)
  requireMatrix(a)
  requireExamples(a.examples, usesNeighbours(method) ? k : 0)
  requireFiniteMatrix(a)
  const rows = selected(a, options.neurons)
  const columns = options.others === undefined ? rows : selected(a, options.others)
  const factors = new Float64Array(a.neurons).fill(1)
  const scales = new Float64Array(a.neurons).fill(1)
  const leftOut = new Uint8Array(a.neurons)
  for (const j of reference ? [] : new Set([...rows, ...columns])) {
    const values = neuronValues(a, j)
    const [lo, hi] = extent(values)
    leftOut[j] = Number(lo === hi)
    if (!usesNeighbours(method)) continue
    factors[j] = rangeFactor(values)
    scales[j] = neuronScale(withinRange(values))
  }
  return {
    settings: { method: kernelMethod(method, reference), k, bins },
    examples: a.examples,
    data: a.data,
    rows,
    columns,
    symmetric: options.others === undefined,
    tile: TILE,
    factors,
    scales,
    leftOut,
  }
}

function kernelMethod(method: Exclude<PairMethod, "mixed-published">, reference: boolean): PairMethod {
  return reference && method === "mixed" ? "mixed-published" : method
}

/** @throws RoteError `bad-option` for an unknown layer, an index outside the matrix, or no neuron at all */
function selected(a: ActivationMatrix, selection: NeuronSelection | undefined): Int32Array {
  const neurons = typeof selection === "string" ? neuronsOfLayer(a, selection) : selection
  if (neurons === undefined) return Int32Array.from({ length: a.neurons }, (_, j) => j)
  const outside = neurons.find((j) => !Number.isInteger(j) || j < 0 || j >= a.neurons)
  if (outside === undefined && neurons.length > 0) return neurons
  throw new RoteError("bad-option", {
    input: "neurons",
    expected: `indices from 0 to ${a.neurons - 1}`,
    found: outside === undefined ? "none" : String(outside),
  })
}

function neuronsOfLayer(a: ActivationMatrix, name: string): Int32Array {
  const layer = a.layers.find((candidate) => candidate.name === name)
  if (layer !== undefined) return Int32Array.from({ length: layer.end - layer.start }, (_, i) => layer.start + i)
  throw new RoteError("bad-option", {
    input: "neurons",
    expected: `a layer among ${a.layers.map((candidate) => candidate.name).join(", ")}`,
    found: name,
  })
}
