import type { ActivationMatrix } from "../../activations.js"
import type { FigureOptions } from "../figure.js"
import { panelTitle, panelTitleHeight } from "../parts/panel-title.js"
import { combinePanels, type Panel } from "../parts/panels.js"
import { activationMargins, activationPanel } from "./activation-panel.js"
import { type ClassPoints, classKey, defaultClassNames, keyHeight, thinByClass } from "./class-points.js"
import { exampleColumns } from "./example-columns.js"
import { signed, surfaceMargins, surfacePanel, surfacePanelHeight } from "./surface-panel.js"

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
  const { document, theme, width = 840, epoch, extent, thirdFeature, domain, classNames = defaultClassNames } = options
  const common = { document, ...(theme === undefined ? {} : { theme }) }
  const panelWidth = (width - (networks.length - 1) * gap) / networks.length
  const heading = `z = ${signed(thirdFeature)}`
  const titleTop = keyHeight + 6
  const surfaceTop = titleTop + panelTitleHeight
  const cellsTop = surfaceTop + surfacePanelHeight(panelWidth) + 6
  const height = cellsTop + activationMargins.top + cellsHeight + activationMargins.bottom
  const panels = networks.flatMap((network, n): Panel[] => {
    const { name, accuracy, points, resolution, probability, activations, labels, order } = network
    const x = n * (panelWidth + gap)
    const axes = { x: true, y: true }
    const surface = { ...common, width: panelWidth, extent, axes, heading, pointRadius: 2.5 }
    const cells = { ...common, width: panelWidth, side: cellsHeight, domain, classNames }
    const columns = exampleColumns(labels, maximumColumns, order)
    const note = `accuracy ${(accuracy * 100).toFixed(0)} %`
    return [
      { svg: panelTitle(name, panelWidth, common, surfaceMargins.left, note), x, y: titleTop },
      { svg: surfacePanel({ resolution, probability }, inPlane(points), surface), x, y: surfaceTop },
      { svg: activationPanel(activations, columns, cells), x, y: cellsTop },
    ]
  })
  const header = panelTitle(`Epoch ${epoch}`, width, common, surfaceMargins.left)
  const key = classKey(classNames, common)
  return combinePanels(
    `Training at epoch ${epoch}: decision surface and activations of ${networks.map(({ name }) => name).join(", ")}`,
    options,
    { width, height },
    [{ svg: header, x: 0, y: 0 }, { svg: key, x: width - Number(key.getAttribute("width")), y: 1 }, ...panels],
  )
}

function inPlane({ inputs, labels }: ClassPoints) {
  return Array.from(thinByClass(labels, maximumPoints), (i) => ({
    x: inputs[3 * i],
    y: inputs[3 * i + 1],
    label: labels[i],
  }))
}
