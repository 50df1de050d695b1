import type { Comparison } from "../../selection/comparison.js"
import type { FigureOptions } from "../figure.js"
import { combinePanels, stacked } from "../parts/panels.js"
import { differencesFigure } from "./differences-figure.js"

/** Several comparisons below one another, each as `differencesFigure` draws it. */
export function differencesFigures(comparisons: readonly Comparison[], options: FigureOptions): SVGSVGElement {
  const { title: _, width = 900, ...shared } = options
  const drawn = comparisons.map((comparison) => differencesFigure(comparison, { ...shared, width }))
  const label = comparisons.map(({ names: [first, second] }) => `${second} and ${first}`).join("; ")
  return combinePanels(`Differences between ${label} by layer`, { ...options, width }, stacked(drawn, 28))
}
