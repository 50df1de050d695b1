import { neuronValues, type Values } from "../../../activations.js"
import type { HostArrays } from "../../../networks/network.js"
import { plainAccuracy, plainForward } from "../../../networks/plain-forward.js"
import { planeInputs } from "../decision-surface.js"
import { hiddenActivations } from "../hidden-activations.js"
import type { LiveData } from "./data.js"

/** Share of points whose label a network gives: of those it trains on, of fresh ones of the same kind, of neutral ones and of misleading ones. */
export type LiveAccuracy = Record<keyof LiveData, number>

/** Cost: 4 forward passes, 2 ms for 16-16 neurons and the usual points. With neurons switched off: of `switchOff`'s parameters. */
export function liveAccuracy(parameters: HostArrays, { training, fresh, neutral, misleading }: LiveData): LiveAccuracy {
  const share = ({ inputs, labels }: LiveData["training"]) => plainAccuracy(plainForward(parameters, inputs), labels)
  return {
    training: share(training),
    fresh: share(fresh),
    neutral: share(neutral),
    misleading: share(misleading),
  }
}

export interface PlaneOptions {
  /** x and y run from −extent to extent. */
  extent: number
  /** Cells along x and along y. */
  resolution: number
  thirdFeature: number
}

/**
 * The activation of a hidden neuron after its rectifier at the centre of each cell of the plane: rows from the lowest y, each
 * from the lowest x. `neuron` counts over the hidden layers in order.
 * @throws RoteError `bad-option` for parameters that are not those of an `mlp`
 */
export function neuronOverPlane(
  parameters: HostArrays,
  neuron: number,
  { extent, resolution, thirdFeature }: PlaneOptions,
): Values {
  return neuronValues(hiddenActivations(parameters, planeInputs(extent, resolution, thirdFeature)), neuron)
}
