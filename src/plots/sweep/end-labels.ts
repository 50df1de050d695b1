import { type Markish, text } from "@observablehq/plot"
import { fontSize, shorten } from "../figure.js"
import type { ValueScale } from "../parts/value-scale.js"

export interface EndLabel {
  label: string
  colour: string
  x: number
  y: number
}

const spacing = fontSize + 1

/** Names at the right of their lines' ends, moved apart where they would lie on each other. */
export function endLabels(labels: EndLabel[], scale: ValueScale, height: number, length: number): Markish[] {
  const wanted = labels.map(({ y }) => (1 - scale.shareOf(y)) * height)
  const free = spread(wanted, height)
  return labels.map(({ label, colour, x, y }, i) =>
    text([shorten(label, length)], {
      x: [x],
      y: [y],
      dx: 7,
      dy: free[i] - wanted[i],
      textAnchor: "start",
      fill: colour,
      fontWeight: 600,
      title: [label],
    }),
  )
}

/** The places nearest to those wanted, in their order, a line's height apart and within 0 … `height` while there is room. */
export function spread(wanted: number[], height: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b])
  const places = wanted.slice()
  order.forEach((label, rank) => {
    if (rank > 0) places[label] = Math.max(places[label], places[order[rank - 1]] + spacing)
  })
  let floor = height
  for (const label of order.slice().reverse()) {
    places[label] = Math.min(places[label], floor)
    floor = places[label] - spacing
  }
  return places
}
