export { differencesFigure } from "./differences-figure.js"
export { rankingFigure } from "./ranking-figure.js"
export { stepsFigure } from "./steps-figure.js"
