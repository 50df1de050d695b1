import type { ActivationMatrix } from "../../activations.js"
import { type FigureOptions, shorten } from "../figure.js"
import { colourBar } from "../parts/colour-bar.js"
import { valueRange } from "../parts/pairs.js"
import { panelTitle, panelTitleHeight } from "../parts/panel-title.js"
import { combinePanels, panelGrid, placeInGrid } from "../parts/panels.js"
import { activationMargins, activationPanel } from "./activation-panel.js"
import { defaultClassNames } from "./class-points.js"
import { columnMeans, exampleColumns } from "./example-columns.js"

/** A network's activations and the class of each example. */
export interface NetworkActivations {
  name: string
  activations: ActivationMatrix
  labels: ArrayLike<number>
  /** Sorts the examples within a class, an angle say; their place in the data does without it. */
  order?: ArrayLike<number>
}

export interface ActivationHeatMapOptions extends FigureOptions {
  /** Quantity under the colour bar. */
  label?: string
  /** Range of the colours; values beyond it get the colour of its end. */
  domain?: [number, number]
  classNames?: readonly [string, string]
}

/** Columns of a panel at most; of more examples, neighbours are drawn as their mean. */
export const maximumColumns = 120

const barHeight = 66

/** Activations of several networks in the same colours: neurons in rows, examples in columns, sorted by their class. */
export function activationHeatMap(networks: NetworkActivations[], options: ActivationHeatMapOptions): SVGSVGElement {
  const { document, theme, width = 900, label = "activation", classNames = defaultClassNames } = options
  const drawn = networks.map((network) => ({
    ...network,
    columns: exampleColumns(network.labels, maximumColumns, network.order),
  }))
  const domain = options.domain ?? activationDomain(networks)
  const grid = panelGrid(networks.length, width, 240, 16)
  const rows = Math.max(...networks.map(({ activations }) => activations.neurons))
  const side = Math.max(200, Math.min(480, rows * 9))
  const { top, bottom } = activationMargins
  const rowHeight = panelTitleHeight + top + side + bottom + 10
  const common = { document, ...(theme === undefined ? {} : { theme }) }
  const panels = drawn.flatMap(({ name, activations, columns }, i) => {
    const { x, y } = placeInGrid(grid, i, rowHeight)
    const panel = activationPanel(activations, columns, { ...common, width: grid.width, side, domain, classNames })
    return [
      { svg: panelTitle(name, grid.width, common, activationMargins.left), x, y },
      { svg: panel, x, y: y + panelTitleHeight },
    ]
  })
  const height = grid.rows * rowHeight
  const bar = colourBar(domain, { ...common, label, width: Math.min(grid.width, 300) })
  const named = networks.map(({ name }) => shorten(name, 40)).join(", ")
  return combinePanels(
    `Heat maps of ${label}, neurons in rows and examples in columns sorted by class: ${named}`,
    options,
    { width, height: height + barHeight },
    [...panels, { svg: bar, x: activationMargins.left - 10, y: height + 6 }],
  )
}

/** Colours for these networks together: zero, and all but one value in two hundred at either end. */
export function activationDomain(networks: NetworkActivations[]): [number, number] {
  const means = networks.flatMap(({ activations, labels, order }) =>
    columnMeans(activations, exampleColumns(labels, maximumColumns, order)),
  )
  const values = Float64Array.from(means.flatMap((row) => [...row]).filter(Number.isFinite))
  return valueRange([values], 0.005)
}
