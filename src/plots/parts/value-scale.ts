import { ticks } from "d3"
import { axisRange } from "./axis-range.js"
import { informationConstant, symlog, symlogInverse, symlogTicks } from "./symlog.js"

/** "symlog" for mutual information, which spans orders of magnitude: linear near zero, logarithmic beyond. */
export type ScaleType = "linear" | "symlog"

/** The vertical axis of a measure. */
export interface ValueScale {
  domain: [number, number]
  ticks: number[]
  type: ScaleType
  constant: number
  /** The value at a share of the axis' height, 0 at the bottom. */
  valueAt: (share: number) => number
  shareOf: (value: number) => number
}

/** An axis of `pixels` that shows the finite ones of the values, with a little room around them. */
export function valueScale(values: Iterable<number>, type: ScaleType, pixels: number): ValueScale {
  const constant = informationConstant
  const onAxis = (value: number) => (type === "linear" ? value : symlog(value, constant))
  const ofAxis = (place: number) => (type === "linear" ? place : symlogInverse(place, constant))
  const [start, end] = axisRange(Array.from(values, onAxis))
  const domain: [number, number] = [ofAxis(start), ofAxis(end)]
  return {
    domain,
    ticks: type === "linear" ? ticks(...domain, 4) : symlogTicks(domain, constant, pixels, 24),
    type,
    constant,
    valueAt: (share) => ofAxis(start + share * (end - start)),
    shareOf: (value) => (onAxis(value) - start) / (end - start),
  }
}

/** What Plot is to know of the axis. */
export function plotScale({ domain, type, constant }: ValueScale) {
  return type === "linear" ? { domain } : { type, constant, domain }
}

/** With a minus sign as long as a plus. */
export function formatTick(tick: number): string {
  return String(tick).replace("-", "−")
}
