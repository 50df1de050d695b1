import { interpolateLab } from "d3"
import type { FigureOptions } from "../figure.js"
import { colourSteps } from "../parts/colour-bar.js"

/** Steps of the colours of a probability; their borders lie at its tenths, one of them at a half. */
export const probabilityLevels = 10

const towardsClass0 = interpolateLab("#f5f4f6", "#bca9e6")
const towardsClass1 = interpolateLab("#f5f4f6", "#f6bd8b")

/** The colour of a step, from violet (sure of class 0) over grey (undecided) to orange (sure of class 1). */
export function probabilityColour(level: number): string {
  const signed = ((level + 0.5) / probabilityLevels) * 2 - 1
  return signed < 0 ? towardsClass0(-signed) : towardsClass1(signed)
}

/** The key to the colours of a probability. */
export function probabilityKey(label: string, options: FigureOptions): SVGSVGElement {
  const colours = Array.from({ length: probabilityLevels }, (_, level) => probabilityColour(level))
  return colourSteps({ colours, domain: [0, 1], ticks: [0, 0.5, 1], label }, options)
}
