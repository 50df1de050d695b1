import type { RenderFunction } from "@observablehq/plot"
import { contours } from "d3"
import { round } from "../figure.js"
import { probabilityColour, probabilityLevels } from "./probability-colours.js"

/** A probability at the centres of `resolution` × `resolution` cells: rows from the lowest y, each from the lowest x. */
export interface ProbabilityGrid {
  resolution: number
  probability: ArrayLike<number>
}

/** Filled bands of probability and a line, in `stroke`, where the network is undecided. They fill the frame. */
export function surfaceMarks(grid: ProbabilityGrid, stroke: string): RenderFunction {
  return (_index, _scales, _values, { width, height, marginLeft, marginRight, marginTop, marginBottom }, context) => {
    const across = (width - marginLeft - marginRight) / grid.resolution
    const up = (height - marginTop - marginBottom) / grid.resolution
    const place: Place = ([x, y]) => `${round(marginLeft + x * across)},${round(height - marginBottom - y * up)}`
    const group = context.document.createElementNS("http://www.w3.org/2000/svg", "g")
    group.setAttribute("aria-label", "probability")
    const add = (d: string, attributes: Record<string, string>) => {
      if (d === "") return
      const path = context.document.createElementNS("http://www.w3.org/2000/svg", "path")
      path.setAttribute("d", d)
      for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value)
      group.append(path)
    }
    const padded = repeatEdges(grid)
    for (let level = 0; level < probabilityLevels; level++) {
      const bound = level === 0 ? Number.NEGATIVE_INFINITY : level / probabilityLevels
      add(
        ringsAbove(padded, bound, grid.resolution)
          .map((ring) => filled(ring, place))
          .join(""),
        {
          fill: probabilityColour(level),
        },
      )
    }
    const undecided = ringsAbove(padded, 0.5, grid.resolution)
      .map((ring) => line(ring, grid.resolution, place))
      .join("")
    add(undecided, { class: "undecided", fill: "none", stroke, "stroke-width": "1.5", "stroke-linejoin": "round" })
    return group
  }
}

type Point = readonly [number, number]
type Place = (point: Point) => string

/** A row or column more on every side, so that contours run to the frame and not to the centres of its cells. */
function repeatEdges({ resolution, probability }: ProbabilityGrid): number[] {
  const inside = (cell: number) => Math.max(0, Math.min(resolution - 1, cell - 1))
  const size = resolution + 2
  return Array.from(
    { length: size * size },
    (_, i) => probability[inside(Math.floor(i / size)) * resolution + inside(i % size)],
  )
}

/** The outlines of where the probability is `bound` or more, in cells of the grid, cut at its edges. */
function ringsAbove(padded: number[], bound: number, resolution: number): Point[][] {
  const size = resolution + 2
  const within = (position: number) => Math.max(0, Math.min(resolution, position - 1))
  return contours()
    .size([size, size])
    .contour(padded, bound)
    .coordinates.flat()
    .map((ring) => ring.map(([x, y]) => [within(x), within(y)] as const))
}

function filled(ring: Point[], place: Place): string {
  return `M${ring.map(place).join("L")}Z`
}

/** The outline without the pieces that run along the frame. */
function line(ring: Point[], resolution: number, place: Place): string {
  const onEdge = ([x, y]: Point, [nextX, nextY]: Point) =>
    [0, resolution].some((edge) => (x === edge && nextX === edge) || (y === edge && nextY === edge))
  let path = ""
  let drawing = false
  for (let i = 1; i < ring.length; i++) {
    const visible = !onEdge(ring[i - 1], ring[i])
    if (visible) path += `${drawing ? "" : `M${place(ring[i - 1])}`}L${place(ring[i])}`
    drawing = visible
  }
  return path
}
