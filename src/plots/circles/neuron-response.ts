import type { FigureOptions } from "../figure.js"
import { formatTick } from "../parts/axes.js"
import { colourBarMargins, colourSteps } from "../parts/colour-bar.js"
import { colourLevels, colourOfLevel } from "../parts/colour-scale.js"
import { combinePanels, indented, stacked } from "../parts/panels.js"
import { lightTheme } from "../theme.js"
import type { ClassPoint } from "./class-points.js"
import { type PlaneGrid, planeBands } from "./plane-bands.js"
import { planePanel, surfaceMargins } from "./surface-panel.js"

/** The activation of a rectified neuron over the plane of x and y, which run from −extent to extent. */
export interface NeuronResponse extends PlaneGrid {
  /** Of the neuron. */
  name: string
  extent: number
  /** Of every point of the plane. */
  thirdFeature: number
  points?: ClassPoint[]
}

export interface NeuronResponseOptions extends FigureOptions {
  /** The activation that has the last colour; the largest over the plane unless given. */
  most?: number
}

const steps = 10
const colours = Array.from({ length: steps }, (_, step) =>
  colourOfLevel(Math.round((step * (colourLevels - 1)) / (steps - 1))),
)
/** Where in the plane a neuron answers and how much, and the key to the colours: those of the activations' heat maps. */
export function neuronResponse(response: NeuronResponse, options: NeuronResponseOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 320 } = options
  const { name, extent, thirdFeature, values, points = [] } = response
  const common = { document, theme, width }
  const most = options.most ?? (largest(values) || 1)
  const bands = colours.map((fill, step) => ({
    from: step === 0 ? Number.NEGATIVE_INFINITY : (step / steps) * most,
    fill,
  }))
  const heading = `${name}, z = ${formatTick(thirdFeature)}`
  const panel = planePanel(heading, planeBands(response, bands, "activation"), points, {
    ...common,
    extent,
    axes: { x: true, y: true },
    pointRadius: width > 240 ? 3 : 2.2,
    heading,
  })
  const inset = surfaceMargins.marginLeft - colourBarMargins.marginLeft
  const key = colourSteps(
    { colours, domain: [0, most], ticks: 2, label: "activation" },
    { ...common, width: width - inset },
  )
  return combinePanels(
    `Activation of ${heading} over x and y`,
    { ...options, width },
    stacked([panel, indented(key, inset)]),
  )
}

function largest(values: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i]
  return most
}
