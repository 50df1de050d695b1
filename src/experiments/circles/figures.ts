import type { Measurement } from "../../estimators/measurement.js"
import {
  activationHeatMap,
  angles,
  decisionSurfaceFigure,
  differentialActivationsFigure,
  entropyBoxes,
  interventionCurves,
  type LayerBox,
  mutualInformationDensity,
  pointCloud,
  type Theme,
} from "../../plots/index.js"
import { layerBoxes, pairSample } from "../../report/figures.js"
import { type ExperimentFigure, figureDrawer } from "../report/figure.js"
import { decisionSurface } from "./decision-surface.js"
import { differentialActivations } from "./differential-activations.js"
import { hiddenActivations } from "./hidden-activations.js"
import { interventions, neuronScores } from "./interventions.js"
import { type CirclesNetwork, networkTitles } from "./three-networks.js"

/** A label, not a place: the shuffled network's points have another circle's label half of the time. */
export const classNames = ["outer", "inner"] as const

/** The paper's Figure 1 for three networks: their data, their activations, entropy of neurons, mutual information of pairs. */
export function figureOne(networks: CirclesNetwork[], document: Document, theme: Theme): ExperimentFigure[] {
  const figure = figureDrawer({ document, theme })
  const points = networks.map(({ name, data }) => ({ ...data.training, name: networkTitles[name] }))
  const activations = networks.map(({ name, data: { measured }, parameters }) => ({
    name: networkTitles[name],
    activations: hiddenActivations(parameters, measured.inputs),
    labels: measured.labels,
    order: angles(measured.inputs),
  }))
  const boxes = networks.map(({ name, measurement }) => ({ name, layers: sharedBinBoxes(measurement) }))
  const samples = networks.map(({ name, measurement }) => pairSample({ name, measurement }, null))
  return [
    figure("circles-data", "The data", dataCaption, (options) => pointCloud(points, { ...options, classNames })),
    figure("circles-activations", "Activations", activationsCaption, (options) =>
      activationHeatMap(activations, { ...options, classNames }),
    ),
    figure("circles-entropy", "Entropy of the neurons", entropyCaption, (options) => entropyBoxes(boxes, options)),
    figure("circles-mutual-information", "Mutual information of pairs", densityCaption, (options) =>
      mutualInformationDensity(samples, options),
    ),
  ]
}

/** What the three networks answer over the plane, and which of their neurons answer to the third feature. */
export function answerFigures(networks: CirclesNetwork[], document: Document, theme: Theme): ExperimentFigure[] {
  const figure = figureDrawer({ document, theme })
  const surfaces = networks.map(({ name, data, parameters }) => ({
    name: networkTitles[name],
    ...decisionSurface(parameters, { slices: [-3, -1.5, 0.5, 1.5, 3] }),
    points: data.training,
  }))
  const differences = networks.map(({ name, data, parameters }) => ({
    name: networkTitles[name],
    layers: hiddenActivations(parameters, data.measured.inputs).layers,
    differences: differencesOf({ data, parameters }),
  }))
  return [
    figure("circles-decision-surface", "Decision surfaces", surfaceCaption, (options) =>
      decisionSurfaceFigure(surfaces, { ...options, classNames }),
    ),
    figure("circles-differential-activations", "Differential activations", differencesCaption, (options) =>
      differentialActivationsFigure(differences, options),
    ),
  ]
}

/** Accuracy of each network as its neurons are switched off, in five orders, on points with three kinds of third feature. */
export function interventionFigures(networks: CirclesNetwork[], document: Document, theme: Theme): ExperimentFigure[] {
  const figure = figureDrawer({ document, theme })
  return networks.map(({ name, data, parameters, measurement }) => {
    const scores = neuronScores(measurement, differencesOf({ data, parameters }))
    const { shortcut, antiShortcut, neutral } = data.scored
    const curves = interventions(parameters, scores, { shortcut, antiShortcut, neutral })
    return figure(`circles-switching-off-${name}`, networkTitles[name], interventionCaption, (options) =>
      interventionCurves(curves, options),
    )
  })
}

function sharedBinBoxes(measurement: Measurement): LayerBox[] {
  return layerBoxes(
    measurement,
    ({ entropy }) => entropy,
    ({ entropy }) => entropy,
  )
}

function differencesOf({ data: { scored }, parameters }: Pick<CirclesNetwork, "data" | "parameters">): Float64Array {
  return differentialActivations(parameters, scored.shortcut.inputs, scored.neutral.inputs)
}

const dataCaption =
  "What each network was trained on: the plane of the two circles, and the third feature z, which names the class of three " +
  "points in four. Without a shortcut it names the wrong class as often as the right one, with the shortcut always the right one; the shuffled " +
  "network's labels are drawn at random."

const activationsCaption =
  "Every hidden neuron after its rectifier (rows) on fresh points of the same kind (columns, sorted by class and by angle). A " +
  "neuron that follows the shortcut has one colour for each class."

const entropyCaption =
  "After the rectifiers, in bins shared by all neurons of a network. Heuristic memorization should lower it, example-level " +
  "memorization raise it."

const densityCaption =
  "After the rectifiers, every pair of different neurons once. Heuristic memorization should move it to the right, " +
  "example-level memorization to the left."

const surfaceCaption =
  "Probability of the inner circle over the plane, at five values of the third feature, with the training points near each. A network that has " +
  "learnt the circles has a disc in every slice; one that has learnt the shortcut has one colour at either end."

const differencesCaption =
  "Mean activation of each hidden neuron on points whose third feature names their class, less that on points whose third " +
  "feature says nothing: how much it answers to the shortcut."

const interventionCaption =
  "Accuracy as hidden neurons are switched off one after the other. Where the shortcut sits in a few neurons, the order that " +
  "finds them loses accuracy on points with the shortcut first and gains it where the shortcut misleads."
