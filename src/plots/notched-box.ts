import { dot, line, link, type Markish } from "@observablehq/plot"
import type { BoxStatistics } from "../estimators/measurement.js"

/** A box on row `y` (rows are one unit apart), in the run's colour. */
export interface NotchedBox {
  y: number
  colour: string
  box: BoxStatistics
  /** Values beyond the whiskers, drawn as points. */
  outliers: ArrayLike<number>
}

const halfHeight = 0.3
const waist = 0.12

/**
 * Marks of horizontal notched boxes: whiskers at the furthest values within 1.5 interquartile ranges, a notch over the
 * 95 % interval of the median (it folds back where that interval is wider than the box), a heavy median, a point per outlier.
 */
export function notchedBoxMarks(boxes: NotchedBox[]): Markish[] {
  const whiskers = boxes.flatMap(({ y, colour, box }) => [
    { y, colour, x1: box.lowerWhisker, x2: box.lowerQuartile },
    { y, colour, x1: box.upperQuartile, x2: box.upperWhisker },
  ])
  const medians = boxes.map(({ y, colour, box }) => ({ x: box.median, colour, y1: y - waist, y2: y + waist }))
  const points = boxes.flatMap(({ y, colour, outliers }) => Array.from(outliers, (x) => ({ x, y, colour })))
  return [
    dot(points, { x: "x", y: "y", r: 1.5, fill: "colour", fillOpacity: 0.45 }),
    link(whiskers, { x1: "x1", x2: "x2", y1: "y", y2: "y", stroke: "colour", strokeWidth: 1.25 }),
    ...boxes.map(({ y, colour, box }) =>
      line(outline(box, y), {
        stroke: colour,
        strokeWidth: 1.25,
        fill: colour,
        fillOpacity: 0.18,
        curve: "linear-closed",
      }),
    ),
    link(medians, { x1: "x", x2: "x", y1: "y1", y2: "y2", stroke: "colour", strokeWidth: 2.5 }),
  ]
}

function outline({ lowerQuartile, notch, median, upperQuartile }: BoxStatistics, y: number): [number, number][] {
  const side = (direction: number): [number, number][] => [
    [lowerQuartile, y + direction * halfHeight],
    [notch[0], y + direction * halfHeight],
    [median, y + direction * waist],
    [notch[1], y + direction * halfHeight],
    [upperQuartile, y + direction * halfHeight],
  ]
  return [...side(-1), ...side(1).reverse()]
}

/** The values beyond the whiskers, close ones (nearer than `resolution`) drawn once. */
export function outliers(values: ArrayLike<number>, box: BoxStatistics, resolution: number): number[] {
  const seen = new Map<number, number>()
  for (const value of Array.from(values)) {
    const inside = value >= box.lowerWhisker && value <= box.upperWhisker
    if (inside || !Number.isFinite(value)) continue
    const cell = Math.round(value / resolution)
    if (!seen.has(cell)) seen.set(cell, value)
  }
  return [...seen.values()]
}
