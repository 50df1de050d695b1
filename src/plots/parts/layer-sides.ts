import { type Markish, rect, ruleX, ruleY, text } from "@observablehq/plot"
import type { Layer } from "../../activations.js"
import { fitted } from "../figure.js"
import { sequenceColour, type Theme } from "../theme.js"
import type { LineKeyEntry } from "./line-key.js"

/** Pixels of a strip of layers, and between it and the cells. */
const stripWidth = 8
const stripGap = 3

/** Layers in a row along two sides of a matrix of `side` pixels: their names, and lines where one ends and the next begins. */
export function layerNames(layers: Layer[], side: number, theme: Theme): Markish[] {
  const size = layers.at(-1)?.end ?? 0
  const boundaries = layers.slice(1).map(({ start }) => start)
  return [
    ruleX(boundaries, { stroke: theme.background, strokeWidth: 1.5 }),
    ruleY(boundaries, { stroke: theme.background, strokeWidth: 1.5 }),
    ...layers.flatMap(({ name, start, end }) => {
      const fits = fitted(name, (side * (end - start)) / size)
      const middle = [(start + end) / 2]
      return [
        text([fits], { x: middle, frameAnchor: "top", dy: -12, fill: theme.muted, title: [name] }),
        text([fits], { y: middle, frameAnchor: "left", dx: -12, rotate: -90, fill: theme.muted, title: [name] }),
      ]
    }),
  ]
}

/** Layers scattered among each other: along two sides the colour of each row's, neighbours of one layer as one piece. */
export function layerStrips(layers: Layer[], order: ArrayLike<number>, side: number, theme: Theme): Markish[] {
  const [near, far] = [stripGap, stripGap + stripWidth].map((pixels) => (-pixels * order.length) / side)
  const pieces = layerPieces(layers, order).map(({ start, end, layer }) => {
    return { start, end, colour: layerColour(theme, layer, layers.length) }
  })
  const strip = { fill: "colour", shapeRendering: "crispEdges" } as const
  return [
    rect(pieces, { ...strip, x1: "start", x2: "end", y1: far, y2: near }),
    rect(pieces, { ...strip, y1: "start", y2: "end", x1: far, x2: near }),
  ]
}

/** Rows of a matrix in some order, neighbours of one layer together: from the position `start` up to `end`. */
function layerPieces(layers: Layer[], order: ArrayLike<number>): { start: number; end: number; layer: number }[] {
  const layerOf = Array.from(order, (row) => layers.findIndex(({ end }) => row < end))
  const starts = layerOf.flatMap((layer, position) => (layer === layerOf[position - 1] ? [] : [position]))
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? order.length, layer: layerOf[start] }))
}

export function layerEntries(layers: Layer[], theme: Theme): LineKeyEntry[] {
  return layers.map(({ name }, layer) => ({ name, colour: layerColour(theme, layer, layers.length) }))
}

/** A colour for one of so many layers by its depth, where they lie among each other. */
export function layerColour(theme: Theme, layer: number, layers: number): string {
  return sequenceColour(theme, layers < 2 ? 0 : layer / (layers - 1))
}
