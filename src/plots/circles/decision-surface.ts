import { type FigureOptions, textWidth } from "../figure.js"
import { panelTitle, panelTitleHeight } from "../parts/panel-title.js"
import { combinePanels, type Panel, panelGrid, placeInGrid } from "../parts/panels.js"
import {
  type ClassPoint,
  type ClassPoints,
  classKey,
  defaultClassNames,
  keyHeight,
  thinByClass,
} from "./class-points.js"
import { probabilityKey, probabilityKeyHeight } from "./probability-colours.js"
import { signed, surfaceMargins, surfacePanel, surfacePanelHeight } from "./surface-panel.js"

/** What a network says of the plane of x and y, which run from −extent to extent, at some values of the third feature. */
export interface NetworkSurface {
  name: string
  extent: number
  /** Cells along x and along y. */
  resolution: number
  /** Probability of class 1 at the centre of each cell: rows from the lowest y, each from the lowest x. */
  slices: { thirdFeature: number; probability: ArrayLike<number> }[]
  /** Points to draw, each on the slice nearest to its third feature. */
  points?: ClassPoints
}

export interface DecisionSurfaceFigureOptions extends FigureOptions {
  classNames?: readonly [string, string]
}

/** Points drawn on a slice at most. */
const maximumPoints = 180

const smallestPanel = 110
const largestPanel = 320

/** What networks say of the plane, a row of slices through the third feature for each, with the points near each slice. */
export function decisionSurfaceFigure(
  networks: NetworkSurface[],
  options: DecisionSurfaceFigureOptions,
): SVGSVGElement {
  const { document, theme, width = 900, classNames = defaultClassNames } = options
  const common = { document, width, ...(theme === undefined ? {} : { theme }) }
  const label = `probability of ${classNames[1]}`
  const panels: Panel[] = []
  let height = 0
  const below = (block: Block) => {
    panels.push(...block.panels.map((panel) => ({ ...panel, y: panel.y + height })))
    height += block.height
  }
  for (const network of networks) below(slicesOf(network, common))
  below(keys(label, classNames, common))
  const names = networks.map(({ name }) => name).join(", ")
  return combinePanels(`Decision surfaces, ${label} over x and y: ${names}`, options, { width, height }, panels)
}

/** Drawings that lie below one another with others of their kind, placed from the upper left corner of their own. */
interface Block {
  panels: Panel[]
  height: number
}

type BlockOptions = FigureOptions & { width: number }

function slicesOf(network: NetworkSurface, options: BlockOptions): Block {
  const { name, extent, resolution, slices } = network
  const grid = panelGrid(slices.length, options.width, smallestPanel, 6)
  const width = Math.min(grid.width, largestPanel)
  const rowHeight = surfacePanelHeight(width) + 6
  const near = pointsBySlice(network)
  const panels = slices.map(({ thirdFeature, probability }, s) => {
    const { x, y } = placeInGrid({ ...grid, width }, s, rowHeight)
    const svg = surfacePanel({ resolution, probability }, near[s], {
      ...options,
      width,
      extent,
      heading: `z = ${signed(thirdFeature)}`,
      axes: { x: true, y: s % grid.columns === 0 },
      pointRadius: width > 200 ? 2.5 : 2.1,
    })
    return { svg, x, y: y + panelTitleHeight }
  })
  return {
    panels: [{ svg: panelTitle(name, options.width, options), x: 0, y: 0 }, ...panels],
    height: panelTitleHeight + grid.rows * rowHeight + 6,
  }
}

/** The keys to the colours and to the points, side by side where there is room. */
function keys(label: string, classNames: readonly [string, string], options: BlockOptions): Block {
  const width = Math.min(options.width, Math.max(240, textWidth(label) + 20))
  const beside = options.width >= width + 300
  const place = beside ? { x: width + 50, y: 0 } : { x: surfaceMargins.left, y: probabilityKeyHeight + 4 }
  return {
    panels: [
      { svg: probabilityKey(label, width, options), x: surfaceMargins.left - 10, y: 0 },
      { svg: classKey(classNames, options), ...place },
    ],
    height: probabilityKeyHeight + (beside ? 0 : keyHeight + 4),
  }
}

/** The points of each slice: those nearer to it than to another, thinned by class. */
function pointsBySlice({ slices, points }: NetworkSurface): ClassPoint[][] {
  const members: number[][] = slices.map(() => [])
  if (points === undefined) return members.map(() => [])
  const { inputs, labels } = points
  for (let i = 0; i < labels.length; i++) {
    const distances = slices.map(({ thirdFeature }) => Math.abs(inputs[3 * i + 2] - thirdFeature))
    members[distances.indexOf(Math.min(...distances))].push(i)
  }
  return members.map((ofSlice) =>
    Array.from(
      thinByClass(
        ofSlice.map((i) => labels[i]),
        maximumPoints,
      ),
      (place) => {
        const i = ofSlice[place]
        return { x: inputs[3 * i], y: inputs[3 * i + 1], label: labels[i] }
      },
    ),
  )
}
