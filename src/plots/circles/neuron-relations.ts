import { type Markish, rect, ruleX, ruleY, text } from "@observablehq/plot"
import { type Layer, neuronLabel } from "../../activations.js"
import { drawFigure, type FigureOptions, fitted } from "../figure.js"
import { horizontalLines, leftAxis } from "../parts/axes.js"
import { lightTheme, runColour } from "../theme.js"

/** The mutual information of one neuron with every neuron, itself included (which is left out), in the order of the layers. */
export interface NeuronRelations {
  neuron: number
  values: ArrayLike<number>
  layers: Layer[]
}

export interface NeuronRelationsOptions extends FigureOptions {
  /** Quantity and unit over the bars. */
  label?: string
  /** Top of the axis; the largest value unless given. */
  most?: number
  /** Which of the runs' colours the bars have; the first unless given. */
  run?: number
}

const barsHeight = 96
const margins = { marginLeft: 30, marginRight: 2, marginTop: 34, marginBottom: 20 }

/** Bars of what a neuron shares with each of the others, layer by layer; the highest is named, the neuron's own place marked. */
export function neuronRelations(relations: NeuronRelations, options: NeuronRelationsOptions): SVGSVGElement {
  const { theme = lightTheme, width = 320, label = "MI, nats" } = options
  const { neuron, layers } = relations
  const bars = barsOf(relations)
  const highest = bars.reduce((best, bar) => (bar.value > best.value ? bar : best), bars[0])
  const own = neuronLabel({ layers }, neuron)
  const count = relations.values.length
  const most = options.most ?? Math.max(highest?.value ?? 0, 0.01)
  const low = Math.min(0, ...bars.map(({ value }) => value))
  const colour = runColour(theme, options.run ?? 0)
  const frameWidth = width - margins.marginLeft - margins.marginRight
  const named = highest === undefined ? "" : `most with ${neuronLabel({ layers }, highest.place)}`
  const marks: Markish[] = [
    horizontalLines(3, theme),
    leftAxis({ ticks: 3 }),
    rect(bars, {
      x1: "place",
      x2: ({ place }) => place + 1,
      y1: 0,
      y2: ({ value }) => Math.min(value, most),
      insetLeft: 0.5,
      insetRight: 0.5,
      fill: colour,
      fillOpacity: (bar) => (bar === highest ? 1 : 0.55),
    }),
    ruleY([0], { stroke: theme.muted }),
    ruleX([neuron + 0.5], { stroke: theme.muted, strokeDasharray: "2,2" }),
    ruleX(
      layers.slice(1).map(({ start }) => start),
      { stroke: theme.muted },
    ),
    ...layers.map(({ name, start, end }) =>
      text([fitted(name, (frameWidth * (end - start)) / count)], {
        x: [(start + end) / 2],
        frameAnchor: "bottom",
        dy: 15,
        title: [name],
      }),
    ),
    ...[label, named].map((line, i) =>
      text([fitted(line, width)], {
        frameAnchor: "top-left",
        lineAnchor: "bottom",
        textAnchor: "start",
        dx: 2 - margins.marginLeft,
        dy: -21 + 15 * i,
        fill: i === 0 ? theme.muted : theme.ink,
        title: [line],
      }),
    ),
  ]
  return drawFigure(`Bars of ${label}, of ${own} with every other neuron; ${named}`, options, {
    ...margins,
    width,
    height: barsHeight + margins.marginTop + margins.marginBottom,
    x: { domain: [0, count], axis: null },
    y: { domain: [low, most] },
    marks,
  })
}

interface Bar {
  place: number
  value: number
}

function barsOf({ neuron, values }: NeuronRelations): Bar[] {
  return Array.from(values, (value, place) => ({ place, value })).filter(({ place }) => place !== neuron)
}
