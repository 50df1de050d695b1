import { axisX, rect } from "@observablehq/plot"
import { interpolateLab } from "d3"
import { drawFigure, type FigureOptions } from "../figure.js"

/** Steps of the colours of a probability; their borders lie at its tenths, one of them at a half. */
export const probabilityLevels = 10

const towardsClass0 = interpolateLab("#f5f4f6", "#bca9e6")
const towardsClass1 = interpolateLab("#f5f4f6", "#f6bd8b")

/** The colour of a step, from violet (sure of class 0) over grey (undecided) to orange (sure of class 1). */
export function probabilityColour(level: number): string {
  const signed = ((level + 0.5) / probabilityLevels) * 2 - 1
  return signed < 0 ? towardsClass0(-signed) : towardsClass1(signed)
}

export const probabilityKeyHeight = 56

/** The key to the colours of a probability. */
export function probabilityKey(label: string, width: number, options: FigureOptions): SVGSVGElement {
  const swatches = Array.from({ length: probabilityLevels }, (_, level) => ({
    x1: level / probabilityLevels,
    x2: (level + 1) / probabilityLevels,
    colour: probabilityColour(level),
  }))
  return drawFigure(label, options, {
    width,
    height: probabilityKeyHeight,
    marginLeft: 10,
    marginRight: 10,
    marginTop: 2,
    marginBottom: 40,
    x: { domain: [0, 1] },
    y: { axis: null },
    marks: [
      rect(swatches, { x1: "x1", x2: "x2", fill: "colour", inset: -0.2, shapeRendering: "crispEdges" }),
      axisX([0, 0.5, 1], {
        tickFormat: String,
        tickSize: 0,
        tickPadding: 6,
        label,
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 36,
      }),
    ],
  })
}
