import type { LiveMeasures } from "#src/experiments/circles/live/measures.js"
import { trainingCurves } from "#src/plots/circles/training-curves.js"
import type { DrawFigure } from "../../parts/figure.js"
import type { ShownNetwork } from "./use-course.js"

export interface CurvesOptions {
  measure: keyof LiveMeasures["means"]
  title: string
  step: number
  lastEpoch: number
}

/** A mean measure of the three networks over all of their moments so far, a line at the one on show. */
export function drawCurves(networks: readonly ShownNetwork[], options: CurvesOptions): DrawFigure {
  const { measure, title, step, lastEpoch } = options
  const curves = networks.map(({ name, moments }) => ({
    name,
    points: moments.map(({ epoch, measures }) => ({ epoch, value: measures.means[measure] })),
  }))
  const epoch = networks[0].moment?.epoch ?? 0
  return (figure) => trainingCurves(curves, { ...figure, title, lastEpoch, epoch, step })
}
