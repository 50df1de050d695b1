export { type ColourBarOptions, colourBar } from "./colour-bar.js"
export { colourLevels, colourOfLevel } from "./colour-scale.js"
export { type EntropyBoxesOptions, entropyBoxes, type LayerBox } from "./entropy-boxes.js"
export { type FigureOptions, toSvgString } from "./figure.js"
export {
  type DensityOptions,
  densityDomain,
  mutualInformationDensity,
  type PairSample,
} from "./mutual-information-density.js"
export { type MatrixOptions, matrixDomain, mutualInformationMatrix } from "./mutual-information-matrix.js"
export { matrixLayers, pairValues } from "./pairs.js"
export { darkTheme, lightTheme, pageTheme, runColour, type Theme, themeProperties } from "./theme.js"
