import { rect } from "@observablehq/plot"
import { drawFigure, type FigureOptions } from "../figure.js"
import { bottomAxis } from "./axes.js"
import { colourLevels, colourOfLevel } from "./colour-scale.js"

export interface ColourBarOptions extends FigureOptions {
  /** Quantity and unit under the bar. */
  label?: string
}

/** Pixels from a bar's edges to its colours. */
export const colourBarMargins = { marginLeft: 10, marginRight: 16, marginTop: 2, marginBottom: 40 }

/** The key to the colours of a matrix over a range of values. */
export function colourBar(domain: [number, number], options: ColourBarOptions): SVGSVGElement {
  const { label = "mutual information, nats" } = options
  const colours = Array.from({ length: colourLevels }, (_, level) => colourOfLevel(level))
  return colourSteps({ colours, domain, ticks: 5, label }, options)
}

export interface ColourSteps {
  /** From the least value to the greatest. */
  colours: string[]
  domain: [number, number]
  ticks: number | number[]
  label: string
}

/** Colours that share a range of values evenly, over its axis. */
export function colourSteps({ colours, domain, ticks, label }: ColourSteps, options: FigureOptions): SVGSVGElement {
  const [low, high] = domain
  const step = (high - low) / colours.length
  const swatches = colours.map((colour, i) => ({ x1: low + i * step, x2: low + (i + 1) * step, colour }))
  return drawFigure(`Colours from ${low} to ${high}: ${label}`, options, {
    ...colourBarMargins,
    width: options.width ?? 280,
    height: 56,
    x: { domain },
    y: { axis: null },
    marks: [
      rect(swatches, { x1: "x1", x2: "x2", fill: "colour", inset: -0.2, shapeRendering: "crispEdges" }),
      bottomAxis({ ticks, tickPadding: 6, label, labelOffset: 36 }),
    ],
  })
}
