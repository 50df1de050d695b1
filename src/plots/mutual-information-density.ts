import { areaY, lineY, type Markish, ruleY, text } from "@observablehq/plot"
import { scaleLinear } from "d3"
import type { MixtureComponent } from "../estimators/measurement.js"
import { drawFigure, type FigureOptions, shorten } from "./figure.js"
import { bottomAxis, horizontalLines, leftAxis } from "./parts/axes.js"
import { type Axis, mixtureShares, type Point, stepShares } from "./parts/density.js"
import { shareOutside, valueRange } from "./parts/pairs.js"
import { lightTheme, runColour, runDash } from "./theme.js"

/** The mutual information of one run's pairs, and the Gaussian mixture fitted to it. */
export interface PairSample {
  name: string
  values: Float64Array
  mixture: MixtureComponent[] | null
}

/** What is drawn of a sample of pairs: far less than the pairs. */
export interface PairHistogram {
  name: string
  pairs: number
  /** Share of the pairs in each of the bins that divide the axis evenly. */
  shares: number[]
  /** Share of the pairs beyond the axis. */
  outside: number
  mixture: MixtureComponent[] | null
}

export interface DensityOptions extends FigureOptions {
  /** Quantity and unit under the axis. */
  label?: string
  /** Range of the axis, where several figures are to share one. */
  domain?: [number, number]
  /** A density, per nat, that the vertical axis reaches at least: for a figure that is drawn again and again. */
  top?: number
}

const bins = 64
const keyLine = 17

/**
 * Density of the mutual information of pairs: a stepped histogram under the curve of its Gaussian mixture, averaged over
 * the width of a bin so that the two have the same scale. Of several runs, each in its colour, named in the upper right.
 */
export function mutualInformationDensity(samples: PairSample[], options: DensityOptions): SVGSVGElement {
  const domain = options.domain ?? densityDomain(samples)
  return histogramDensity(
    samples.map((sample) => pairHistogram(sample, domain)),
    { ...options, domain },
  )
}

/** The part of `mutualInformationDensity` that takes time with many pairs, for a place where time may be taken. */
export function pairHistogram({ name, values, mixture }: PairSample, domain: [number, number]): PairHistogram {
  const shares = stepShares(values, scaleLinear(domain, [0, 1]), bins).slice(0, bins)
  return {
    name,
    pairs: values.length,
    shares: shares.map(({ y }) => y),
    outside: shareOutside(values, domain),
    mixture,
  }
}

/** `mutualInformationDensity` of pairs that were counted over `domain` before. */
export function histogramDensity(
  samples: PairHistogram[],
  { domain, ...options }: DensityOptions & { domain: [number, number] },
): SVGSVGElement {
  const { theme = lightTheme, width = 360, label = "mutual information, nats" } = options
  const axis = scaleLinear(domain, [0, 1])
  const binWidth = (domain[1] - domain[0]) / bins
  const histograms = samples.map(({ shares }) =>
    steps(
      shares.map((share) => share / binWidth),
      axis,
    ),
  )
  const curves = samples.map(({ mixture }) =>
    (mixture === null ? [] : mixtureShares(mixture, axis, bins)).map(({ x, y }) => ({ x, y: y / binWidth })),
  )
  const least = options.top ?? Number.MIN_VALUE
  const top = Math.max(...[...histograms, ...curves].flat().map(({ y }) => y), least)
  const key = samples.flatMap(({ name, pairs }, run) =>
    pairs === 0 ? [] : [{ label: name, colour: runColour(theme, run) }],
  )
  const beyond = beyondNote(samples)
  if (beyond !== null) key.push({ label: beyond, colour: theme.muted })
  const marks: Markish[] = [
    horizontalLines(4, theme),
    bottomAxis({ ticks: 5, label }),
    leftAxis({ ticks: 4 }),
    ...histograms.map((points, run) =>
      areaY(points, { x: "x", y: "y", curve: "step-after", fill: runColour(theme, run), fillOpacity: 0.22 }),
    ),
    ruleY([0], { stroke: theme.muted }),
    ...curves.map((curve, run) => {
      const dash = runDash(theme, run)
      return lineY(curve, { x: "x", y: "y", stroke: runColour(theme, run), strokeWidth: 1.75, strokeDasharray: dash })
    }),
    ...key.map((entry, i) =>
      text([shorten(entry.label, 32)], {
        frameAnchor: "top-right",
        textAnchor: "end",
        dy: i * keyLine,
        fill: entry.colour,
        fontWeight: entry.colour === theme.muted ? 400 : 600,
        title: [entry.label],
      }),
    ),
  ]
  return drawFigure(`Density of ${label} over pairs of neurons`, options, {
    width,
    height: 232,
    marginLeft: 40,
    marginRight: 12,
    marginTop: 10,
    marginBottom: 48,
    x: { domain },
    y: { domain: [0, top] },
    marks,
  })
}

/** A range of mutual information that fits these samples together: zero, and all but one pair in two hundred at either end. */
export function densityDomain(samples: PairSample[]): [number, number] {
  return valueRange(
    samples.map(({ values }) => values),
    0.005,
  )
}

/** The start of each bin with its height; the last at its end too. */
function steps(heights: number[], axis: Axis): Point[] {
  return heights.length === 0
    ? []
    : [...heights, heights[bins - 1]].map((y, bin) => ({ x: axis.invert(bin / bins), y }))
}

function beyondNote(samples: PairHistogram[]): string | null {
  if (samples.every(({ pairs }) => pairs === 0)) return "no pairs measured"
  const share = Math.max(...samples.map(({ outside }) => outside))
  if (share === 0) return null
  return `${samples.length > 1 ? "up to " : ""}${percent(share)} of pairs outside`
}

function percent(share: number): string {
  return share < 0.001 ? "< 0.1 %" : `${(share * 100).toFixed(1)} %`
}
