import type { Layer } from "../activations.js"
import type { LayerSummary, MutualInformationMatrix } from "../estimators/measurement.js"
import { drawFigure, type FigureOptions } from "./figure.js"
import { colourBar, colourBarMargins } from "./parts/colour-bar.js"
import { heatCells } from "./parts/heat-cells.js"
import { layerEntries, layerNames, layerStrips } from "./parts/layer-sides.js"
import { lineKey } from "./parts/line-key.js"
import { mixtureRange } from "./parts/mixture-range.js"
import { matrixLayers, pairValues, valueRange } from "./parts/pairs.js"
import { combinePanels, indented, stacked } from "./parts/panels.js"
import { lightTheme } from "./theme.js"

export interface MatrixOptions extends FigureOptions {
  /** Quantity and unit under the colour bar. */
  label?: string
  /** Range of the colours; values beyond it get the colour of its end. */
  domain?: [number, number]
  /**
   * The matrix' rows from first to last, as they are unless given. Layers may then lie scattered: instead of lines between
   * them, a strip beside the cells has the layer of each neuron in its colour.
   */
  order?: ArrayLike<number>
}

const margin = 22

/** Share of the pairs at either end that may lie beyond the colours: single pairs would otherwise flatten the rest. */
const beyond = 0.005

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
  const { document, theme = lightTheme, width = 520, label = "mutual information, nats", order } = options
  const size = matrix.neurons.length
  const domain = options.domain ?? matrixDomain([matrix])
  const side = width - 2 * margin
  const shown = matrixLayers(matrix, layers)
  const rows = order ?? Int32Array.from(matrix.neurons, (_, row) => row)
  const sides = order === undefined ? layerNames(shown, side, theme) : layerStrips(shown, order, side, theme)
  const name = `Matrix of ${label}, ${size} × ${size} neurons in the order of ${order === undefined ? "the layers" : "clusters"}`
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
    marks: [heatCells(blockMeans(matrix, rows), domain), ...sides],
  })
  const bar = colourBar(domain, { ...common, label, width: Math.min(side, 300) })
  const key = indented(bar, margin - colourBarMargins.marginLeft)
  const layerKey = order === undefined ? [] : [indented(lineKey(layerEntries(shown, theme), side, common), margin)]
  return combinePanels(name, { ...options, width }, stacked([cells, ...layerKey, key]))
}

/** Colours for these matrices together: zero, and all but one pair in two hundred at either end. */
export function matrixDomain(matrices: MutualInformationMatrix[]): [number, number] {
  return valueRange(
    matrices.map((matrix) => pairValues(matrix)),
    beyond,
  )
}

/** About the same from summaries alone, where the matrices are too large to be fetched for it; of runs without pairs, 0 to 1. */
export function summaryDomain(summaries: LayerSummary[]): [number, number] {
  const ranges = summaries.flatMap(({ mutualInformation, mixture }) => {
    if (mutualInformation === null || mutualInformation.count === 0) return []
    const { minimum, maximum } = mutualInformation
    return mixture === null ? [[minimum, maximum]] : [mixtureRange(mixture, [minimum, maximum], beyond)]
  })
  const low = Math.min(0, ...ranges.map(([least]) => least))
  const high = Math.max(0, ...ranges.map(([, greatest]) => greatest))
  return high > low ? [low, high] : [low, low + 1]
}

/** A square of at most `maximumCells` means a side; NaN where a block holds nothing but the diagonal. */
function blockMeans({ neurons, values }: MutualInformationMatrix, rows: ArrayLike<number>): Float64Array[] {
  const size = neurons.length
  const blocks = Math.min(size, maximumCells)
  const edge = (block: number) => Math.floor((block * size) / blocks)
  return Array.from({ length: blocks }, (_, row) =>
    Float64Array.from({ length: blocks }, (_, column) => {
      let sum = 0
      let count = 0
      for (let i = edge(row); i < edge(row + 1); i++) {
        for (let j = edge(column); j < edge(column + 1); j++) {
          const value = values[rows[i] * size + rows[j]]
          if (i === j || !Number.isFinite(value)) continue
          sum += value
          count++
        }
      }
      return count === 0 ? Number.NaN : sum / count
    }),
  )
}
