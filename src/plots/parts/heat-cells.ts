import type { RenderFunction } from "@observablehq/plot"
import { colourLevels, colourOfLevel, levelOf } from "./colour-scale.js"

/**
 * A grid of values, the first row on top, as one path per colour, neighbouring cells of a row drawn as one stroke: no image
 * to encode, and sharp at any size. Values that are not finite leave the ground bare. It fills the frame.
 */
export function heatCells(rows: ArrayLike<number>[], domain: [number, number]): RenderFunction {
  return (_index, _scales, _values, { width, height, marginLeft, marginRight, marginTop, marginBottom }, context) => {
    const paths = Array.from({ length: colourLevels }, () => "")
    rows.forEach((row, y) => {
      for (let x = 0; x < row.length; ) {
        const level = levelOf(row[x], domain)
        let end = x + 1
        while (end < row.length && levelOf(row[end], domain) === level) end++
        if (!Number.isNaN(level)) paths[level] += `M${x} ${y}h${end - x}`
        x = end
      }
    })
    const across = (width - marginLeft - marginRight) / Math.max(rows[0]?.length ?? 0, 1)
    const down = (height - marginTop - marginBottom) / Math.max(rows.length, 1)
    const group = context.document.createElementNS("http://www.w3.org/2000/svg", "g")
    group.setAttribute("aria-label", "cells")
    group.setAttribute("transform", `translate(${marginLeft},${marginTop + down / 2}) scale(${across},${down})`)
    group.setAttribute("stroke-width", "1.04")
    group.setAttribute("shape-rendering", "crispEdges")
    paths.forEach((path, level) => {
      if (path === "") return
      const stroke = context.document.createElementNS("http://www.w3.org/2000/svg", "path")
      stroke.setAttribute("stroke", colourOfLevel(level))
      stroke.setAttribute("d", path)
      group.append(stroke)
    })
    return group
  }
}
