export { type AblationLine, type AblationPanel, ablationFigure } from "./ablation.js"
export {
  type ActivationHeatMapOptions,
  activationDomain,
  activationHeatMap,
  type NetworkActivations,
} from "./circles/activation-heat-map.js"
export { type ClassPoints, classColours } from "./circles/class-points.js"
export {
  type DecisionSurfaceFigureOptions,
  decisionSurfaceFigure,
  type NetworkSurface,
} from "./circles/decision-surface.js"
export {
  type DifferentialActivationsOptions,
  differentialActivationsFigure,
  type NetworkDifferences,
} from "./circles/differential-activations.js"
export { angles } from "./circles/example-columns.js"
export {
  type AccuracyCurve,
  type InterventionCurvesOptions,
  interventionCurves,
} from "./circles/intervention-curves.js"
export { type NeuronRelations, type NeuronRelationsOptions, neuronRelations } from "./circles/neuron-relations.js"
export { type NeuronResponse, type NeuronResponseOptions, neuronResponse } from "./circles/neuron-response.js"
export { type NamedPoints, type PointCloudOptions, pointCloud } from "./circles/point-cloud.js"
export { type NetworkMoment, type TrainingFrameOptions, trainingFrame } from "./circles/training-frame.js"
export { differencesFigure, differencesFigures, rankingFigure, stepsFigure } from "./comparison/index.js"
export { type EntropyBoxesOptions, entropyBoxes, type LayerBox } from "./entropy-boxes.js"
export { type FigureOptions, toSvgString } from "./figure.js"
export {
  type DensityOptions,
  densityDomain,
  histogramDensity,
  mutualInformationDensity,
  type PairHistogram,
  type PairSample,
  pairHistogram,
} from "./mutual-information-density.js"
export {
  type MatrixOptions,
  matrixDomain,
  mutualInformationMatrix,
  summaryDomain,
} from "./mutual-information-matrix.js"
export {
  type NeuronScatterOptions,
  neuronScatter,
  type ScatterGroup,
  type ScatterLayout,
  scatterLayout,
} from "./neuron-scatter.js"
export { type ColourBarOptions, colourBar } from "./parts/colour-bar.js"
export { colourLevels, colourOfLevel } from "./parts/colour-scale.js"
export { heatPixels } from "./parts/heat-pixels.js"
export { layerColour } from "./parts/layer-sides.js"
export { matrixLayers, pairValues } from "./parts/pairs.js"
export type { ScaleType } from "./parts/value-scale.js"
export { type SparklineOptions, sparkline } from "./sparkline.js"
export { formatKnob, type KnobPoint, type SweepOptions } from "./sweep/knob.js"
export { type EpochCurves, type EpochPoint, type KnobCurve, overEpochs } from "./sweep/over-epochs.js"
export { type KnobPanel, overKnob } from "./sweep/over-knob.js"
export {
  type LayerLine,
  type ScaleCell,
  type ScaleComparisonOptions,
  scaleComparison,
} from "./sweep/scale-comparison.js"
export { type KnobBox, type SweepBoxesOptions, type SweepPanel, sweepBoxes } from "./sweep/sweep-boxes.js"
export {
  type DensityPanel,
  type KnobPairs,
  type SweepDensitiesOptions,
  sweepDensities,
} from "./sweep/sweep-densities.js"
export { darkTheme, lightTheme, pageTheme, runColour, sequenceColour, type Theme, themeProperties } from "./theme.js"
