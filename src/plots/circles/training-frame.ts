import type { ActivationMatrix } from "../../activations.js"
import { drawHeading, type FigureOptions } from "../figure.js"
import { formatTick } from "../parts/axes.js"
import { beside, combinePanels, inColumns, panelGrid, stacked } from "../parts/panels.js"
import { lightTheme } from "../theme.js"
import { activationPanel } from "./activation-panel.js"
import { type ClassPoints, classKey, defaultClassNames, thinByClass } from "./class-points.js"
import { exampleColumns } from "./example-columns.js"
import { surfacePanel } from "./surface-panel.js"

/** A network at one moment of its training. */
export interface NetworkMoment {
  name: string
  /** Share of the training points it names right. */
  accuracy: number
  points: ClassPoints
  /** Cells along x and along y. */
  resolution: number
  /** Probability of class 1 at the centre of each cell: rows from the lowest y, each from the lowest x. */
  probability: ArrayLike<number>
  activations: ActivationMatrix
  /** Class of each example of the activations. */
  labels: ArrayLike<number>
  /** Sorts those examples within a class, an angle say. */
  order?: ArrayLike<number>
}

export interface TrainingFrameOptions extends FigureOptions {
  epoch: number
  /** x and y run from −extent to extent. */
  extent: number
  /** The third feature on the plane that is drawn. */
  thirdFeature: number
  /** Range of the activations' colours: one for all frames. */
  domain: [number, number]
  classNames?: readonly [string, string]
}

const gap = 18
const maximumPoints = 240
const maximumColumns = 90
const cellsHeight = 176

/**
 * Networks at one moment of their training, side by side: what each says of the plane with its training points, and its
 * activations below. Layout, axes and colours depend on the options alone, so that of several frames only the content moves.
 */
export function trainingFrame(networks: NetworkMoment[], options: TrainingFrameOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 840, epoch, extent, thirdFeature, domain } = options
  const { classNames = defaultClassNames } = options
  const common = { document, theme }
  const grid = panelGrid(0, width, 0, { gap, columns: networks.length })
  const panels = networks.map((network) => {
    const { name, accuracy, points, resolution, probability, activations, labels, order } = network
    const surface = {
      ...common,
      title: name,
      width: grid.width,
      extent,
      axes: { x: true, y: true },
      heading: `accuracy ${(accuracy * 100).toFixed(0)} %`,
      pointRadius: 2.5,
    }
    const cells = { ...common, width: grid.width, side: cellsHeight, domain, classNames }
    const columns = exampleColumns(labels, maximumColumns, order)
    return stacked(
      [
        surfacePanel({ resolution, probability }, inPlane(points), surface),
        activationPanel(activations, columns, cells),
      ],
      6,
    )
  })
  const key = classKey(classNames, common)
  const moment = `Epoch ${epoch}, z = ${formatTick(thirdFeature)}`
  const header = beside([drawHeading(moment, width - Number(key.getAttribute("width")), common), key])
  return combinePanels(
    `Training at epoch ${epoch}: decision surface and activations of ${networks.map(({ name }) => name).join(", ")}`,
    { ...options, width },
    stacked([header, inColumns(panels, grid)], 6),
  )
}

function inPlane({ inputs, labels }: ClassPoints) {
  return Array.from(thinByClass(labels, maximumPoints), (i) => ({
    x: inputs[3 * i],
    y: inputs[3 * i + 1],
    label: labels[i],
  }))
}
