import { dot, line, link, type Markish } from "@observablehq/plot"
import type { BoxStatistics } from "../../estimators/measurement.js"

/** A box at `position` across its axis (boxes are one unit apart), in its colour. */
export interface NotchedBox {
  position: number
  colour: string
  box: BoxStatistics
  /** Values beyond the whiskers, drawn as points. */
  outliers: ArrayLike<number>
}

const halfHeight = 0.3
const waist = 0.12

/**
 * Marks of notched boxes, lying or `upright`: whiskers at the furthest values within 1.5 interquartile ranges, a notch over
 * the 95 % interval of the median (it folds back where that interval is wider than the box), a heavy median, a point per outlier.
 */
export function notchedBoxMarks(boxes: NotchedBox[], direction: "lying" | "upright" = "lying"): Markish[] {
  const [along, across] = direction === "lying" ? ["x", "y"] : ["y", "x"]
  const whiskers = boxes.flatMap(({ position, colour, box }) => [
    { position, colour, from: box.lowerWhisker, to: box.lowerQuartile },
    { position, colour, from: box.upperQuartile, to: box.upperWhisker },
  ])
  const medians = boxes.map(({ position, colour, box }) => ({
    value: box.median,
    colour,
    from: position - waist,
    to: position + waist,
  }))
  const points = boxes.flatMap(({ position, colour, outliers }) =>
    Array.from(outliers, (value) => ({ value, position, colour })),
  )
  return [
    dot(points, { [along]: "value", [across]: "position", r: 1.5, fill: "colour", fillOpacity: 0.45 }),
    link(whiskers, {
      [`${along}1`]: "from",
      [`${along}2`]: "to",
      [across]: "position",
      stroke: "colour",
      strokeWidth: 1.25,
    }),
    ...boxes.map(({ position, colour, box }) =>
      line(outline(box, position), {
        [along]: "value",
        [across]: "position",
        stroke: colour,
        strokeWidth: 1.25,
        fill: colour,
        fillOpacity: 0.18,
        curve: "linear-closed",
      }),
    ),
    link(medians, {
      [along]: "value",
      [`${across}1`]: "from",
      [`${across}2`]: "to",
      stroke: "colour",
      strokeWidth: 2.5,
    }),
  ]
}

function outline({ lowerQuartile, notch, median, upperQuartile }: BoxStatistics, middle: number) {
  const side = (direction: number) => [
    { value: lowerQuartile, position: middle + direction * halfHeight },
    { value: notch[0], position: middle + direction * halfHeight },
    { value: median, position: middle + direction * waist },
    { value: notch[1], position: middle + direction * halfHeight },
    { value: upperQuartile, position: middle + direction * halfHeight },
  ]
  return [...side(-1), ...side(1).reverse()]
}

/** The values beyond the whiskers, those on one pixel drawn once. */
export function outliers(values: ArrayLike<number>, box: BoxStatistics, pixelOf: (value: number) => number): number[] {
  const seen = new Map<number, number>()
  for (const value of Array.from(values)) {
    const inside = value >= box.lowerWhisker && value <= box.upperWhisker
    if (inside || !Number.isFinite(value)) continue
    const pixel = Math.round(pixelOf(value))
    if (!seen.has(pixel)) seen.set(pixel, value)
  }
  return [...seen.values()]
}
