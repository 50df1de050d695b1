import type { RenderFunction } from "@observablehq/plot"
import { contours } from "d3"
import { round } from "../figure.js"

/** Values at the centres of `resolution` × `resolution` cells of the plane: rows from the lowest y, each from the lowest x. */
export interface PlaneGrid {
  resolution: number
  values: ArrayLike<number>
}

/** Where the values are `from` or more, up to the next band. */
export interface Band {
  from: number
  fill: string
}

/** A line along which the values are `at`. */
export interface Level {
  at: number
  stroke: string
  className: string
}

/** Filled bands of the values, from the lowest up, and a line where there is a level to draw. They fill the frame. */
export function planeBands(grid: PlaneGrid, bands: Band[], label: string, level?: Level): RenderFunction {
  return (_index, _scales, _values, { width, height, marginLeft, marginRight, marginTop, marginBottom }, context) => {
    const across = (width - marginLeft - marginRight) / grid.resolution
    const up = (height - marginTop - marginBottom) / grid.resolution
    const place: Place = ([x, y]) => `${round(marginLeft + x * across)},${round(height - marginBottom - y * up)}`
    const group = context.document.createElementNS("http://www.w3.org/2000/svg", "g")
    group.setAttribute("aria-label", label)
    const add = (d: string, attributes: Record<string, string>) => {
      if (d === "") return
      const path = context.document.createElementNS("http://www.w3.org/2000/svg", "path")
      path.setAttribute("d", d)
      for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value)
      group.append(path)
    }
    const padded = repeatEdges(grid)
    for (const { from, fill } of bands) {
      const rings = ringsAbove(padded, from, grid.resolution)
      add(rings.map((ring) => filled(ring, place)).join(""), { fill })
    }
    if (level === undefined) return group
    const lines = ringsAbove(padded, level.at, grid.resolution)
    add(lines.map((ring) => line(ring, grid.resolution, place)).join(""), {
      class: level.className,
      fill: "none",
      stroke: level.stroke,
      "stroke-width": "1.5",
      "stroke-linejoin": "round",
    })
    return group
  }
}

type Point = readonly [number, number]
type Place = (point: Point) => string

/** A row or column more on every side, so that contours run to the frame and not to the centres of its cells. */
function repeatEdges({ resolution, values }: PlaneGrid): number[] {
  const inside = (cell: number) => Math.max(0, Math.min(resolution - 1, cell - 1))
  const size = resolution + 2
  return Array.from(
    { length: size * size },
    (_, i) => values[inside(Math.floor(i / size)) * resolution + inside(i % size)],
  )
}

/** The outlines of where the values are `bound` or more, in cells of the grid, cut at its edges. */
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
