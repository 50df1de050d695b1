import { axisX, rect } from "@observablehq/plot"
import { drawFigure, type FigureOptions } from "../figure.js"
import { colourLevels, colourOfLevel } from "./colour-scale.js"

export interface ColourBarOptions extends FigureOptions {
  /** Quantity and unit under the bar. */
  label?: string
}

/** The key to the colours of a matrix over a range of values. */
export function colourBar([low, high]: [number, number], options: ColourBarOptions): SVGSVGElement {
  const { width = 280, label = "mutual information, nats" } = options
  const step = (high - low) / colourLevels
  const swatches = Array.from({ length: colourLevels }, (_, level) => ({
    x1: low + level * step,
    x2: low + (level + 1) * step,
    colour: colourOfLevel(level),
  }))
  return drawFigure(`Colours from ${low} to ${high}: ${label}`, options, {
    width,
    height: 56,
    marginLeft: 10,
    marginRight: 16,
    marginTop: 2,
    marginBottom: 40,
    x: { domain: [low, high] },
    y: { axis: null },
    marks: [
      rect(swatches, { x1: "x1", x2: "x2", fill: "colour", inset: -0.2, shapeRendering: "crispEdges" }),
      axisX({
        ticks: 5,
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
