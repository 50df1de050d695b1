import { type Markish, ruleX, ruleY, text } from "@observablehq/plot"
import type { Layer } from "../activations.js"
import type { MutualInformationMatrix } from "../estimators/measurement.js"
import { drawFigure, type FigureOptions, fitted } from "./figure.js"
import { colourBar, colourBarMargins } from "./parts/colour-bar.js"
import { heatCells } from "./parts/heat-cells.js"
import { matrixLayers, pairValues, valueRange } from "./parts/pairs.js"
import { combinePanels, indented, stacked } from "./parts/panels.js"
import { lightTheme } from "./theme.js"

export interface MatrixOptions extends FigureOptions {
  /** Quantity and unit under the colour bar. */
  label?: string
  /** Range of the colours; values beyond it get the colour of its end. */
  domain?: [number, number]
}

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
    heatCells(blockMeans(matrix), domain),
    ruleX(boundaries, { stroke: theme.background, strokeWidth: 1.5 }),
    ruleY(boundaries, { stroke: theme.background, strokeWidth: 1.5 }),
    ...shown.flatMap(({ name, start, end }) => {
      const fits = fitted(name, (side * (end - start)) / size)
      const middle = [(start + end) / 2]
      return [
        text([fits], { x: middle, frameAnchor: "top", dy: -12, fill: theme.muted, title: [name] }),
        text([fits], { y: middle, frameAnchor: "left", dx: -12, rotate: -90, fill: theme.muted, title: [name] }),
      ]
    }),
  ]
  const name = `Matrix of ${label}, ${size} × ${size} neurons in the order of the layers`
  const common = { document, theme }
  const cells = drawFigure(name, common, {
    width,
    height: width,
    marginTop: margin,
    marginRight: margin,
    marginBottom: margin,
    marginLeft: margin,
    x: { domain: [0, size], axis: null },
    y: { domain: [size, 0], axis: null },
    marks,
  })
  const bar = colourBar(domain, { ...common, label, width: Math.min(side, 300) })
  const key = indented(bar, margin - colourBarMargins.marginLeft)
  return combinePanels(name, { ...options, width }, stacked([cells, key]))
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
