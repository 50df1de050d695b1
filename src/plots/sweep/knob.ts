import { type FigureOptions, textWidth } from "../figure.js"
import { sequenceColour, type Theme } from "../theme.js"

/** A quantity at one value of the knob: its mean over seeds, and a range about it. Without a range, `low` and `high` are the mean. */
export interface KnobPoint {
  knob: number
  mean: number
  low: number
  high: number
}

/** What every figure of a sweep takes. */
export interface SweepOptions extends FigureOptions {
  /** The knob's name, short enough to stand under a small panel: "α". */
  knob: string
  /** What the knob does: "how far the colour gives the label away". */
  meaning?: string
  /** Panels side by side: as many as fit the width by default; 1 for a phone. */
  columns?: number
}

/** The values of the knob without doubles, in increasing order. */
export function distinctKnobs(points: { knob: number }[]): number[] {
  return [...new Set(points.map(({ knob }) => knob))].sort((a, b) => a - b)
}

/** Without the zero before the point: 0, .25, .5, 1. */
export function formatKnob(value: number): string {
  return String(Number(value.toPrecision(3))).replace(/^(-?)0\./, "$1.")
}

/** The name and what it does, for the head of a figure. */
export function knobCaption({ knob, meaning }: SweepOptions): string {
  return meaning === undefined ? knob : `${knob}: ${meaning}`
}

/** The colours of these values of the knob, by their place between the least and the greatest. */
export function knobColours(theme: Theme, knobs: number[]): Map<number, string> {
  const [least, greatest] = [knobs[0], knobs[knobs.length - 1]]
  const span = greatest > least ? greatest - least : 1
  return new Map(knobs.map((knob) => [knob, sequenceColour(theme, (knob - least) / span)]))
}

/** Every so many of the values that neighbours on an axis of `pixels` do not touch. */
export function knobTicks(knobs: number[], pixels: number): number[] {
  const room = Math.min(26, Math.max(...knobs.map((knob) => textWidth(formatKnob(knob)))) + 8)
  const every = Math.max(1, Math.ceil((knobs.length * room) / pixels))
  return knobs.filter((_, i) => i % every === 0)
}
