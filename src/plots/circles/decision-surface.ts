import { drawHeading, type FigureOptions, textWidth } from "../figure.js"
import { formatTick } from "../parts/axes.js"
import { colourBarMargins } from "../parts/colour-bar.js"
import { type Block, beside, combinePanels, inColumns, indented, panelGrid, stacked } from "../parts/panels.js"
import { lightTheme } from "../theme.js"
import { type ClassPoint, type ClassPoints, classKey, defaultClassNames, thinByClass } from "./class-points.js"
import { probabilityKey } from "./probability-colours.js"
import { surfaceMargins, surfacePanel } from "./surface-panel.js"

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
  const { document, theme = lightTheme, width = 900, classNames = defaultClassNames } = options
  const common = { document, theme, width }
  const label = `probability of ${classNames[1]}`
  const names = networks.map(({ name }) => name).join(", ")
  return combinePanels(
    `Decision surfaces, ${label} over x and y: ${names}`,
    { ...options, width },
    stacked([...networks.map((network) => slicesOf(network, common)), keys(label, classNames, common)], 10),
  )
}

type BlockOptions = FigureOptions & { width: number }

function slicesOf(network: NetworkSurface, options: BlockOptions): Block {
  const { name, extent, resolution, slices } = network
  const grid = panelGrid(slices.length, options.width, smallestPanel, { gap: 6 })
  const width = Math.min(grid.width, largestPanel)
  const near = pointsBySlice(network)
  const panels = slices.map(({ thirdFeature, probability }, s) =>
    surfacePanel({ resolution, probability }, near[s], {
      ...options,
      width,
      extent,
      heading: `z = ${formatTick(thirdFeature)}`,
      axes: { x: true, y: s % grid.columns === 0 },
      pointRadius: width > 200 ? 2.5 : 2.1,
    }),
  )
  return stacked([drawHeading(name, options.width, options), inColumns(panels, { ...grid, width })])
}

/** The keys to the colours and to the points, side by side where there is room. */
function keys(label: string, classNames: readonly [string, string], options: BlockOptions): Block {
  const width = Math.min(options.width, Math.max(240, textWidth(label) + 20))
  const left = surfaceMargins.marginLeft
  const bar = indented(probabilityKey(label, { ...options, width }), left - colourBarMargins.marginLeft)
  const points = classKey(classNames, options)
  return options.width >= width + 300 ? beside([bar, points], 50) : stacked([bar, indented(points, left)], 4)
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
