import { type Markish, type RenderFunction, text } from "@observablehq/plot"
import { drawFigure, type FigureOptions, round, textWidth } from "../figure.js"
import { lightTheme } from "../theme.js"

/** Points with three features, x, y and z of point after point, each of class 0 or 1. */
export interface ClassPoints {
  inputs: ArrayLike<number>
  labels: ArrayLike<number>
}

/** A place in the units of the axes, and its class. */
export interface ClassPoint {
  x: number
  y: number
  label: number
}

/** Violet and orange: colour-blind safe, readable on a light and on a dark ground, and no run's colours. */
export const classColours = ["#8f70d6", "#d9680a"] as const

/** The same hues for a coloured ground, which is light in every theme. */
const deepClassColours = ["#5b3aa8", "#b34d00"] as const

export const defaultClassNames: readonly [string, string] = ["class 0", "class 1"]

export interface PointStyle {
  /** Half the size of a point, in pixels. */
  radius: number
  /** Whether they lie on a coloured ground: deeper colours and a thin white line round each. */
  onColour?: boolean
}

/** How often drawing changes from one class to the other, so that neither covers the other. */
const rounds = 6

/** Marks of points: circles of class 0 and triangles of class 1, a few paths in all. */
export function pointMarks(points: ClassPoint[], { radius, onColour = false }: PointStyle): RenderFunction {
  return (_index, { x, y }, _values, _dimensions, context) => {
    const group = context.document.createElementNS("http://www.w3.org/2000/svg", "g")
    group.setAttribute("aria-label", "points")
    group.setAttribute("fill-opacity", onColour ? "1" : "0.8")
    group.setAttribute("stroke", onColour ? "#ffffff" : "none")
    group.setAttribute("stroke-width", "0.5")
    const members = [0, 1].map((label) => points.filter((point) => point.label === label))
    for (let turn = 0; turn < rounds; turn++) {
      members.forEach((ofClass, label) => {
        const share = ofClass.slice((turn * ofClass.length) / rounds, ((turn + 1) * ofClass.length) / rounds)
        if (share.length === 0) return
        const path = context.document.createElementNS("http://www.w3.org/2000/svg", "path")
        path.setAttribute("fill", (onColour ? deepClassColours : classColours)[label])
        path.setAttribute("d", share.map((point) => symbol(label, x!(point.x), y!(point.y), radius)).join(""))
        group.append(path)
      })
    }
    return group
  }
}

/** A circle, or a triangle of the same area about the same centre. */
function symbol(label: number, x: number, y: number, radius: number): string {
  if (label === 0) return `M${round(x - radius)},${round(y)}a${radius} ${radius} 0 1 1 0,.01z`
  const side = 2.69 * radius
  const height = side * 0.866
  return `M${round(x)},${round(y - (height * 2) / 3)}l${round(side / 2)},${round(height)}h${round(-side)}z`
}

/** At most `maximum` of the points, each class thinned evenly and by the same factor. */
export function thinByClass(labels: ArrayLike<number>, maximum: number): Int32Array {
  const share = Math.min(1, maximum / labels.length)
  const seen = [0, 0]
  return Int32Array.from(
    Array.from(labels, (_, i) => i).filter((i) => {
      const place = seen[labels[i]]++
      return Math.floor((place + 1) * share) > Math.floor(place * share)
    }),
  )
}

/** The key to the two classes, in one line. */
export function classKey(names: readonly [string, string], options: FigureOptions): SVGSVGElement {
  const { theme = lightTheme } = options
  const radius = 4
  const starts = [radius + 2, radius + 2 + 16 + textWidth(names[0]) + 18]
  const width = starts[1] + 16 + textWidth(names[1])
  const marks: Markish[] = [
    pointMarks(
      starts.map((x, label) => ({ x, y: 0, label })),
      { radius },
    ),
    ...names.map((name, label) =>
      text([name], { x: [starts[label]], y: [0], dx: 10, textAnchor: "start", fill: theme.ink }),
    ),
  ]
  return drawFigure(`${names[0]}, ${names[1]}`, options, {
    width,
    height: 20,
    x: { domain: [0, width], axis: null },
    y: { domain: [-1, 1], axis: null },
    marks,
  })
}
