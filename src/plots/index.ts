export {
  type ActivationHeatMapOptions,
  activationDomain,
  activationHeatMap,
  type NetworkActivations,
} from "./activation-heat-map.js"
export { type ClassPoints, classColours } from "./class-points.js"
export { type ColourBarOptions, colourBar } from "./colour-bar.js"
export { colourLevels, colourOfLevel } from "./colour-scale.js"
export { type DecisionSurfaceFigureOptions, decisionSurfaceFigure, type NetworkSurface } from "./decision-surface.js"
export {
  type DifferentialActivationsOptions,
  differentialActivationsFigure,
  type NetworkDifferences,
} from "./differential-activations.js"
export { type EntropyBoxesOptions, entropyBoxes, type LayerBox } from "./entropy-boxes.js"
export { angles } from "./example-columns.js"
export { type FigureOptions, toSvgString } from "./figure.js"
export { type AccuracyCurve, type InterventionCurvesOptions, interventionCurves } from "./intervention-curves.js"
export { formatKnob, type KnobPoint, type SweepOptions } from "./knob.js"
export {
  type DensityOptions,
  densityDomain,
  mutualInformationDensity,
  type PairSample,
} from "./mutual-information-density.js"
export { type MatrixOptions, matrixDomain, mutualInformationMatrix } from "./mutual-information-matrix.js"
export { type EpochCurves, type EpochPoint, type KnobCurve, overEpochs } from "./over-epochs.js"
export { matrixLayers, pairValues } from "./pairs.js"
export { type NamedPoints, type PointCloudOptions, pointCloud } from "./point-cloud.js"
export { type LayerLine, type ScaleCell, type ScaleComparisonOptions, scaleComparison } from "./scale-comparison.js"
export { type KnobBox, type SweepBoxesOptions, type SweepPanel, sweepBoxes } from "./sweep-boxes.js"
export { type DensityPanel, type KnobPairs, type SweepDensitiesOptions, sweepDensities } from "./sweep-densities.js"
export { darkTheme, lightTheme, pageTheme, runColour, sequenceColour, type Theme, themeProperties } from "./theme.js"
export { type NetworkMoment, type TrainingFrameOptions, trainingFrame } from "./training-frame.js"
export type { ScaleType } from "./value-scale.js"
