export { type ColourBarOptions, colourBar } from "./colour-bar.js"
export { colourLevels, colourOfLevel } from "./colour-scale.js"
export { type EntropyBoxesOptions, entropyBoxes, type LayerBox } from "./entropy-boxes.js"
export { type FigureOptions, toSvgString } from "./figure.js"
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
export { type LayerLine, type ScaleCell, type ScaleComparisonOptions, scaleComparison } from "./scale-comparison.js"
export { type KnobBox, type SweepBoxesOptions, type SweepPanel, sweepBoxes } from "./sweep-boxes.js"
export { type DensityPanel, type KnobPairs, type SweepDensitiesOptions, sweepDensities } from "./sweep-densities.js"
export { darkTheme, lightTheme, pageTheme, runColour, sequenceColour, type Theme, themeProperties } from "./theme.js"
export type { ScaleType } from "./value-scale.js"
