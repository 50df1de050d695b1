import { type Markish, text } from "@observablehq/plot"
import { scaleLinear } from "d3"
import { drawFigure, type FigureOptions, round, textWidth } from "./figure.js"
import { bottomAxis, horizontalLines, leftAxis, verticalLines } from "./parts/axes.js"
import { axisRange } from "./parts/axis-range.js"
import { lightTheme, runColour, type Theme } from "./theme.js"

/** Neurons of one colour: a value of each of two measures. One that lacks either is not drawn. */
export interface ScatterGroup {
  name: string
  x: ArrayLike<number>
  y: ArrayLike<number>
}

export interface NeuronScatterOptions extends FigureOptions {
  /** Quantities and their units. */
  xLabel: string
  yLabel: string
}

/** Where a scatter of some width puts things, for what is to answer to the pointer. */
export interface ScatterLayout {
  width: number
  height: number
  /** Pixels of each neuron from the upper left corner, group by group: x, then y; NaN for one not drawn. */
  places: Float64Array[]
}

const margins = { marginLeft: 58, marginRight: 12, marginBottom: 50 }
const keyLine = 20
const swatch = 14
const radius = 2.6

/**
 * Neurons by two of their measures, a dot each, in the colour of their group (a run or a layer); from the seventh group on with a
 * hollow dot. Each group is one path, so that tens of thousands of neurons stay quick.
 */
export function neuronScatter(groups: readonly ScatterGroup[], options: NeuronScatterOptions): SVGSVGElement {
  const { theme = lightTheme, width = 640, xLabel, yLabel } = options
  const { height, domains, key, marginTop } = frame(groups, width)
  const { places } = scatterLayout(groups, width)
  const marks: Markish[] = [
    verticalLines(6, theme),
    horizontalLines(5, theme),
    bottomAxis({ ticks: 6, label: xLabel }),
    leftAxis({ ticks: 5, label: yLabel, labelOffset: 50 }),
    ...places.map((points, group) => dots(points, group, theme)),
    ...key.flatMap(({ name, x, y }, group) => keyEntry(name, x, y, group, theme, marginTop)),
  ]
  return drawFigure(`${yLabel} against ${xLabel}, a dot per neuron`, options, {
    width,
    height,
    ...margins,
    marginTop,
    x: { domain: domains.x },
    y: { domain: domains.y },
    marks,
  })
}

/** The layout of `neuronScatter` without a title, at a width. Cost: a pass over the values. */
export function scatterLayout(groups: readonly ScatterGroup[], width: number): ScatterLayout {
  const { height, domains, marginTop } = frame(groups, width)
  const x = scaleLinear(domains.x, [margins.marginLeft, width - margins.marginRight])
  const y = scaleLinear(domains.y, [height - margins.marginBottom, marginTop])
  const places = groups.map((group) => {
    const points = new Float64Array(2 * group.x.length).fill(Number.NaN)
    for (let j = 0; j < group.x.length; j++) {
      if (!Number.isFinite(group.x[j]) || !Number.isFinite(group.y[j])) continue
      points[2 * j] = x(group.x[j])
      points[2 * j + 1] = y(group.y[j])
    }
    return points
  })
  return { width, height, places }
}

function frame(groups: readonly ScatterGroup[], width: number) {
  const key = keyPlaces(
    groups.map(({ name }) => name),
    width,
  )
  const marginTop = Math.max(...key.map(({ y }) => y), 0) + keyLine + 4
  const height = Math.round(Math.min(460, Math.max(240, width * 0.62))) + marginTop
  const both = groups.flatMap(({ x, y }) => Array.from(x, (value, j) => [value, y[j]]))
  const drawn = both.filter((pair) => pair.every(Number.isFinite))
  const domains = { x: axisRange(drawn.map(([x]) => x)), y: axisRange(drawn.map(([, y]) => y)) }
  return { key, marginTop, height, domains }
}

/** Names in rows, as many in each as fit. */
function keyPlaces(names: string[], width: number): { name: string; x: number; y: number }[] {
  let [x, y] = [2, 0]
  return names.map((name) => {
    const length = swatch + textWidth(name) + 16
    if (x > 2 && x + length > width) [x, y] = [2, y + keyLine]
    const place = { name, x, y }
    x += length
    return place
  })
}

function keyEntry(name: string, x: number, y: number, group: number, theme: Theme, marginTop: number): Markish[] {
  const middle = y + keyLine / 2
  const corner = { frameAnchor: "top-left", textAnchor: "start", lineAnchor: "middle" } as const
  return [
    dots(Float64Array.of(x + 5, middle), group, theme),
    text([name], { ...corner, dx: x + swatch - margins.marginLeft, dy: middle - marginTop, fill: theme.ink }),
  ]
}

/** Dots as lines without length and with round ends: one path draws any number. */
function dots(points: Float64Array, group: number, theme: Theme): Markish {
  return (_index, _scales, _values, _dimensions, { document }) => {
    const g = document.createElementNS("http://www.w3.org/2000/svg", "g")
    const path = pathOf(points)
    const hollow = group >= theme.runs.length
    g.setAttribute("stroke-linecap", "round")
    g.setAttribute("fill", "none")
    g.append(stroke(document, path, runColour(theme, group), hollow ? 1 : 0.8, 2 * radius))
    if (hollow) g.append(stroke(document, path, theme.background, 1, radius))
    return g
  }
}

function stroke(document: Document, path: string, colour: string, opacity: number, width: number): SVGPathElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", "path")
  const attributes = { d: path, stroke: colour, "stroke-opacity": opacity, "stroke-width": width }
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  return element
}

function pathOf(points: Float64Array): string {
  const moves: string[] = []
  for (let i = 0; i < points.length; i += 2) {
    if (!Number.isNaN(points[i])) moves.push(`M${round(points[i])},${round(points[i + 1])}h0`)
  }
  return moves.join("")
}
