import type { LiveData } from "#src/experiments/circles/live/data.js"
import type { LiveMoment } from "#src/experiments/circles/live/moments.js"
import { type LiveNetworkName, liveNetworks } from "#src/experiments/circles/live/settings.js"
import { neuronOverPlane } from "#src/experiments/circles/live/views.js"
import { neuronRelations } from "#src/plots/circles/neuron-relations.js"
import { neuronResponse } from "#src/plots/circles/neuron-response.js"
import type { DrawFigure } from "../../parts/figure.js"
import { extent, layers, pointsOf } from "../live/drawings.js"
import { neuronCount, type Slice } from "../view.js"
import { neuronName } from "../words.js"

const resolution = 36

/** Where in the plane a neuron answers, with the points the network was trained on. */
export function drawResponse(moment: LiveMoment | null, data: LiveData, neuron: number, slice: Slice): DrawFigure {
  const points = pointsOf(data)
  const name = neuronName(neuron)
  return (options) => {
    const plane = { extent, resolution, thirdFeature: slice }
    const values =
      moment === null ? new Float32Array(resolution ** 2) : neuronOverPlane(moment.parameters, neuron, plane)
    return neuronResponse({ name, ...plane, values, points }, options)
  }
}

/** What a neuron shares with each of the others. */
export function drawRelations(moment: LiveMoment | null, neuron: number, network: LiveNetworkName): DrawFigure {
  const matrix = moment?.measures.mutualInformation ?? new Float64Array(neuronCount ** 2)
  const values = matrix.subarray(neuron * neuronCount, (neuron + 1) * neuronCount)
  const run = liveNetworks.indexOf(network)
  return (options) =>
    neuronRelations({ neuron, values, layers }, { ...options, run, label: "MI with each other neuron, nats" })
}
