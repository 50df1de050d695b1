import { type Markish, type RenderFunction, ruleX, ruleY, text } from "@observablehq/plot"
import type { Layer } from "../activations.js"
import type { MutualInformationMatrix } from "../estimators/measurement.js"
import { drawFigure, type FigureOptions, fontSize, shorten } from "./figure.js"
import { colourBar } from "./parts/colour-bar.js"
import { colourLevels, colourOfLevel, levelOf } from "./parts/colour-scale.js"
import { matrixLayers, pairValues, valueRange } from "./parts/pairs.js"
import { lightTheme } from "./theme.js"

export interface MatrixOptions extends FigureOptions {
  /** Quantity and unit under the colour bar. */
  label?: string
  /** Range of the colours; values beyond it get the colour of its end. */
  domain?: [number, number]
}

const barHeight = 66
const margin = 22

/** Cells along a side that a figure draws at most; larger matrices are shown as means over square blocks. */
export const maximumCells = 240

/**
 * Heat map of mutual information, layers in order on both sides, the diagonal left blank. A matrix of more than
 * `maximumCells` rows is drawn as means over blocks of neighbouring neurons.
 */
export function mutualInformationMatrix(
  matrix: MutualInformationMatrix,
  layers: Layer[],
  options: MatrixOptions,
): SVGSVGElement {
  const { document, theme = lightTheme, width = 520, label = "mutual information, nats" } = options
  const size = matrix.neurons.length
  const domain = options.domain ?? matrixDomain([matrix])
  const side = width - 2 * margin
  const shown = matrixLayers(matrix, layers)
  const boundaries = shown.slice(1).map(({ start }) => start)
  const marks: Markish[] = [
    cells(blockMeans(matrix), domain),
    ruleX(boundaries, { stroke: theme.background, strokeWidth: 1.5 }),
    ruleY(boundaries, { stroke: theme.background, strokeWidth: 1.5 }),
    ...shown.flatMap(({ name, start, end }) => {
      const fits = shorten(name, Math.floor((side * (end - start)) / size / (fontSize * 0.6)))
      const middle = [(start + end) / 2]
      return [
        text([fits], { x: middle, frameAnchor: "top", dy: -12, fill: theme.muted, title: [name] }),
        text([fits], { y: middle, frameAnchor: "left", dx: -12, rotate: -90, fill: theme.muted, title: [name] }),
      ]
    }),
  ]
  const svg = drawFigure(`Matrix of ${label}, ${size} × ${size} neurons in the order of the layers`, options, {
    width,
    height: side + 2 * margin + barHeight,
    margin,
    marginTop: margin,
    marginLeft: margin,
    marginBottom: margin + barHeight,
    x: { domain: [0, size], axis: null },
    y: { domain: [size, 0], axis: null },
    marks,
  })
  const bar = colourBar(domain, { document, theme, label, width: Math.min(side, 300) })
  bar.setAttribute("x", String(margin - 10))
  bar.setAttribute("y", String(Number(svg.getAttribute("height")) - barHeight))
  svg.append(bar)
  return svg
}

/** Colours for these matrices together: zero, and all but one pair in two hundred at either end. */
export function matrixDomain(matrices: MutualInformationMatrix[]): [number, number] {
  return valueRange(
    matrices.map((matrix) => pairValues(matrix)),
    0.005,
  )
}

/** A square of at most `maximumCells` means a side; NaN where a block holds nothing but the diagonal. */
function blockMeans({ neurons, values }: MutualInformationMatrix): Float64Array[] {
  const size = neurons.length
  const blocks = Math.min(size, maximumCells)
  const edge = (block: number) => Math.floor((block * size) / blocks)
  return Array.from({ length: blocks }, (_, row) =>
    Float64Array.from({ length: blocks }, (_, column) => {
      let sum = 0
      let count = 0
      for (let i = edge(row); i < edge(row + 1); i++) {
        for (let j = edge(column); j < edge(column + 1); j++) {
          const value = values[i * size + j]
          if (i === j || !Number.isFinite(value)) continue
          sum += value
          count++
        }
      }
      return count === 0 ? Number.NaN : sum / count
    }),
  )
}

/** One path per colour, neighbouring cells of a row drawn as one stroke: no image to encode, and sharp at any size. */
function cells(means: Float64Array[], domain: [number, number]): RenderFunction {
  return (_index, _scales, _values, { width, marginLeft, marginRight, marginTop }, context) => {
    const paths = Array.from({ length: colourLevels }, () => "")
    means.forEach((row, y) => {
      for (let x = 0; x < row.length; ) {
        const level = levelOf(row[x], domain)
        let end = x + 1
        while (end < row.length && levelOf(row[end], domain) === level) end++
        if (!Number.isNaN(level)) paths[level] += `M${x} ${y}h${end - x}`
        x = end
      }
    })
    const scale = (width - marginLeft - marginRight) / Math.max(means.length, 1)
    const group = context.document.createElementNS("http://www.w3.org/2000/svg", "g")
    group.setAttribute("transform", `translate(${marginLeft},${marginTop + scale / 2}) scale(${scale})`)
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
