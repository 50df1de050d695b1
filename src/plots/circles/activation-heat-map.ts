import type { ActivationMatrix } from "../../activations.js"
import { type FigureOptions, shorten } from "../figure.js"
import { colourBar, colourBarMargins } from "../parts/colour-bar.js"
import { valueRange } from "../parts/pairs.js"
import { combinePanels, inColumns, indented, panelGrid, stacked } from "../parts/panels.js"
import { lightTheme } from "../theme.js"
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

/** Activations of several networks in the same colours: neurons in rows, examples in columns, sorted by their class. */
export function activationHeatMap(networks: NetworkActivations[], options: ActivationHeatMapOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900, label = "activation", classNames = defaultClassNames } = options
  const common = { document, theme }
  const domain = options.domain ?? activationDomain(networks)
  const grid = panelGrid(networks.length, width, 240)
  const rows = Math.max(...networks.map(({ activations }) => activations.neurons))
  const side = Math.max(200, Math.min(480, rows * 9))
  const panels = networks.map(({ name, activations, labels, order }) => {
    const columns = exampleColumns(labels, maximumColumns, order)
    return activationPanel(activations, columns, {
      ...common,
      title: name,
      width: grid.width,
      side,
      domain,
      classNames,
    })
  })
  const bar = colourBar(domain, { ...common, label, width: Math.min(grid.width, 300) })
  const named = networks.map(({ name }) => shorten(name, 40)).join(", ")
  return combinePanels(
    `Heat maps of ${label}, neurons in rows and examples in columns sorted by class: ${named}`,
    { ...options, width },
    stacked(
      [inColumns(panels, grid), indented(bar, activationMargins.marginLeft - colourBarMargins.marginLeft)],
      grid.gap,
    ),
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
