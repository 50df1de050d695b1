import type { HostArrays } from "../../networks/network.js"
import { plainForward } from "../../networks/plain-forward.js"

export interface DecisionSurfaceOptions {
  /** x and y run from −extent to extent; 1.8 unless given, which holds nearly all points at the noise of 0.2. */
  extent?: number
  /** Cells along x and along y; 80 unless given. */
  resolution?: number
  /** Values of the third feature to cut at; −3, 0.5 and 3 unless given: either class's value, and the middle of none. */
  slices?: readonly number[]
}

export interface DecisionSurface {
  extent: number
  resolution: number
  slices: DecisionSlice[]
}

/** The plane of x and y at one value of the third feature. */
export interface DecisionSlice {
  thirdFeature: number
  /** Of class 1 (the inner circle) at the centre of each cell: row after row from the lowest y, within a row from the lowest x. */
  probability: Float32Array
}

/**
 * What a network of three features and two classes says everywhere in the plane, at some values of the third feature.
 * @throws RoteError `bad-option` for parameters that are not those of an `mlp`
 */
export function decisionSurface(
  parameters: HostArrays,
  { extent = 1.8, resolution = 80, slices = [-3, 0.5, 3] }: DecisionSurfaceOptions = {},
): DecisionSurface {
  const slice = (thirdFeature: number): DecisionSlice => {
    const inputs = planeInputs(extent, resolution, thirdFeature)
    return { thirdFeature, probability: probabilityOfInner(parameters, inputs) }
  }
  return { extent, resolution, slices: slices.map(slice) }
}

/** The centre of each cell as inputs of a network: row after row from the lowest y, within a row from the lowest x. */
export function planeInputs(extent: number, resolution: number, thirdFeature: number): Float32Array {
  const centre = (cell: number) => extent * ((2 * cell + 1) / resolution - 1)
  const inputs = new Float32Array(3 * resolution * resolution)
  for (let row = 0; row < resolution; row++) {
    for (let column = 0; column < resolution; column++) {
      inputs.set([centre(column), centre(row), thirdFeature], 3 * (row * resolution + column))
    }
  }
  return inputs
}

/** The softmax of two logits is the logistic function of their difference. */
function probabilityOfInner(parameters: HostArrays, inputs: Float32Array): Float32Array {
  const { examples, logits } = plainForward(parameters, inputs)
  return Float32Array.from({ length: examples }, (_, i) => 1 / (1 + Math.exp(logits[i] - logits[examples + i])))
}
