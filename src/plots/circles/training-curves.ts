import type { FigureOptions } from "../figure.js"
import { symlogTicks } from "../parts/symlog.js"
import { valueScale } from "../parts/value-scale.js"
import { linePanel, linePanelPlotWidth, linePlotHeight } from "../sweep/line-panel.js"
import { lightTheme, runColour } from "../theme.js"

/** A measure of one network on its way. */
export interface TrainingCurve {
  name: string
  points: { epoch: number; value: number }[]
}

export interface TrainingCurvesOptions extends FigureOptions {
  /** Quantity and unit. */
  title: string
  lastEpoch: number
  /** The epoch to mark. */
  epoch: number
  /** The vertical axis runs between multiples of it, from those round the first value on: so that it rarely moves as curves grow. */
  step: number
}

/** A measure over the epochs of training, a line for each network. The epochs' axis is linear to 1 and logarithmic beyond. */
export function trainingCurves(curves: TrainingCurve[], options: TrainingCurvesOptions): SVGSVGElement {
  const { theme = lightTheme, width = 420, title, lastEpoch, epoch, step } = options
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value))
  const lines = curves.map(({ name, points }, run) => ({
    colour: runColour(theme, run),
    label: name,
    points: points.map(({ epoch: x, value }) => ({ x, mean: value, low: value, high: value })),
  }))
  const domain: [number, number] = [0, lastEpoch]
  const ticks = symlogTicks(domain, 1, linePanelPlotWidth(lines, width))
  return linePanel(
    {
      title,
      x: { type: "symlog", constant: 1, domain, ticks, label: "epochs of training" },
      scale: valueScale(evenRange(values, step), "linear", linePlotHeight),
      lines,
      mark: epoch,
    },
    options,
    width,
  )
}

/** The multiples of `step` next to the least and the greatest of the values. */
function evenRange(values: number[], step: number): [number, number] {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return [0, step]
  const low = Math.floor(Math.min(...finite) / step) * step
  return [low, Math.max(low + step, Math.ceil(Math.max(...finite) / step) * step)]
}
