import { type ScaleContinuousNumeric, scaleLinear, scaleSymlog, ticks } from "d3"
import { axisRange } from "./axis-range.js"
import { informationConstant, symlogTicks } from "./symlog.js"

/** "symlog" for mutual information, which spans orders of magnitude: linear near zero, logarithmic beyond. */
export type ScaleType = "linear" | "symlog"

/** The vertical axis of a measure. */
export interface ValueScale {
  type: ScaleType
  domain: [number, number]
  ticks: number[]
  /** The value at a share of the axis' height, 0 at the bottom. */
  valueAt: (share: number) => number
  shareOf: (value: number) => number
}

/** An axis of `pixels` that shows the finite ones of the values, with a little room around them. */
export function valueScale(values: Iterable<number>, type: ScaleType, pixels: number): ValueScale {
  const axis: ScaleContinuousNumeric<number, number> =
    type === "linear" ? scaleLinear() : scaleSymlog().constant(informationConstant)
  const [start, end] = axisRange(Array.from(values, (value) => axis(value)))
  const domain: [number, number] = [axis.invert(start), axis.invert(end)]
  axis.domain(domain)
  return {
    type,
    domain,
    ticks: type === "linear" ? ticks(...domain, 4) : symlogTicks(domain, informationConstant, pixels, 24),
    valueAt: (share) => axis.invert(share),
    shareOf: (value) => axis(value),
  }
}

/** What Plot is to know of the axis. */
export function plotScale({ domain, type }: ValueScale) {
  return type === "linear" ? { domain } : { type, constant: informationConstant, domain }
}
