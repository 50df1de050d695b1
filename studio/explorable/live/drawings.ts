import { type ActivationMatrix, activationMatrix, layersInARow } from "#src/activations.js"
import { neuronBox } from "#src/estimators/box-statistics.js"
import { decisionSurface } from "#src/experiments/circles/decision-surface.js"
import { hiddenActivations } from "#src/experiments/circles/hidden-activations.js"
import type { LiveData } from "#src/experiments/circles/live/data.js"
import type { LiveMoment } from "#src/experiments/circles/live/moments.js"
import { greatestEntropy, liveRegime } from "#src/experiments/circles/live/settings.js"
import type { HostArrays } from "#src/networks/network.js"
import { activationPanel } from "#src/plots/circles/activation-panel.js"
import { angles, exampleColumns } from "#src/plots/circles/example-columns.js"
import { surfacePanel } from "#src/plots/circles/surface-panel.js"
import { entropyBoxes } from "#src/plots/entropy-boxes.js"
import { mutualInformationDensity } from "#src/plots/mutual-information-density.js"
import type { DrawFigure } from "../../parts/figure.js"
import { neuronCount, type Slice } from "../view.js"
import type { ShownNetwork } from "./use-course.js"

/** Half the side of the plane that is drawn. */
export const extent = 1.8
const cells = 36

const circleNames = ["outer", "inner"] as const

/** Colours of activations end here: what most neurons stay below when training is over. */
const activationDomain: [number, number] = [0, 2.5]
const heatMapColumns = 80
export const heatMapHeight = 168

/** With room for a notch that reaches below 0. */
const entropyDomain: [number, number] = [-0.5, greatestEntropy]
const informationDomain: [number, number] = [0, 2.5]
const informationTop = 8

/** What a network says of the plane at one value of the third feature, with its training points. */
export function drawSurface(moment: LiveMoment | null, data: LiveData, slice: Slice): DrawFigure {
  const points = pointsOf(data)
  return (options) =>
    surfacePanel(moment === null ? undecided : answers(moment.parameters, slice), points, {
      ...options,
      extent,
      axes: { x: true, y: true },
      pointRadius: options.width > 240 ? 3.5 : 3,
      heading: "",
    })
}

/** The places in the plane that a network is trained on, whatever their third feature is. */
export function pointsOf({ training: { inputs, labels } }: LiveData) {
  return Array.from(labels, (label, i) => ({ x: inputs[3 * i], y: inputs[3 * i + 1], label }))
}

const undecided = { resolution: 1, probability: [0.5] }

function answers(parameters: HostArrays, slice: Slice) {
  const surface = decisionSurface(parameters, { extent, resolution: cells, slices: [slice] })
  return { resolution: cells, probability: surface.slices[0].probability }
}

/** The activations of all hidden neurons on fresh points, sorted by the circle they lie on and round it. */
export function drawActivations(moment: LiveMoment | null, { fresh }: LiveData): DrawFigure {
  const columns = exampleColumns(fresh.truth, heatMapColumns, angles(fresh.inputs))
  return (options) =>
    activationPanel(moment === null ? silent : named(hiddenActivations(moment.parameters, fresh.inputs)), columns, {
      ...options,
      side: heatMapHeight,
      domain: activationDomain,
      classNames: circleNames,
    })
}

export const layers = layersInARow(liveRegime.hidden.map((neurons, l) => ({ name: `layer ${l + 1}`, neurons })))

/** Before there is anything to see. */
const silent = activationMatrix(
  new Float32Array(neuronCount * liveRegime.freshPoints),
  liveRegime.freshPoints,
  neuronCount,
  layers,
)
function named(activations: ActivationMatrix): ActivationMatrix {
  return { ...activations, layers }
}

const noBox = neuronBox([])

export function drawEntropyBoxes(networks: readonly ShownNetwork[]): DrawFigure {
  const runs = networks.map(({ name, moment }) => ({
    name,
    layers: layers.map(({ name: layer, start, end }, l) => ({
      layer,
      box: moment?.measures.boxes[l] ?? noBox,
      values: moment?.measures.entropy.subarray(start, end) ?? [],
    })),
  }))
  return (options) => entropyBoxes(runs, { ...options, domain: entropyDomain, label: "entropy H, nats" })
}

export function drawInformationDensity(networks: readonly ShownNetwork[]): DrawFigure {
  const samples = networks.map(({ name, moment }) => ({
    name,
    values: moment?.measures.pairs ?? new Float64Array(),
    mixture: moment?.measures.mixture ?? null,
  }))
  return (options) =>
    mutualInformationDensity(samples, {
      ...options,
      domain: informationDomain,
      top: informationTop,
      label: "mutual information MI, nats",
    })
}
