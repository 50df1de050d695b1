import type { RenderFunction } from "@observablehq/plot"
import { planeBands } from "./plane-bands.js"
import { probabilityColour, probabilityLevels } from "./probability-colours.js"

/** A probability at the centres of `resolution` × `resolution` cells: rows from the lowest y, each from the lowest x. */
export interface ProbabilityGrid {
  resolution: number
  probability: ArrayLike<number>
}

const bands = Array.from({ length: probabilityLevels }, (_, level) => ({
  from: level === 0 ? Number.NEGATIVE_INFINITY : level / probabilityLevels,
  fill: probabilityColour(level),
}))

/** Filled bands of probability and a line, in `stroke`, where the network is undecided. They fill the frame. */
export function surfaceMarks({ resolution, probability }: ProbabilityGrid, stroke: string): RenderFunction {
  const undecided = { at: 0.5, stroke, className: "undecided" }
  return planeBands({ resolution, values: probability }, bands, "probability", undecided)
}
