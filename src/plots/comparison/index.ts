export { differencesFigure } from "./differences-figure.js"
export { differencesFigures } from "./differences-figures.js"
export { rankingFigure } from "./ranking-figure.js"
export { stepsFigure } from "./steps-figure.js"
