import { type AxisXOptions, type AxisYOptions, axisX, axisY, gridX, gridY, type Markish } from "@observablehq/plot"
import type { Theme } from "../theme.js"

/** Numbers below the frame without tick marks, and the quantity centred under them. */
export function bottomAxis(options: AxisXOptions): Markish {
  return axisX({
    tickSize: 0,
    tickPadding: 8,
    labelAnchor: "center",
    labelArrow: "none",
    labelOffset: 38,
    ...options,
  })
}

/** Numbers at the left of the frame without tick marks, and the quantity, if it is given, along them. */
export function leftAxis(options: AxisYOptions): Markish {
  return axisY({
    tickSize: 0,
    tickPadding: 6,
    label: null,
    labelAnchor: "center",
    labelArrow: "none",
    labelOffset: 42,
    ...options,
  })
}

export function verticalLines(ticks: number | number[], theme: Theme): Markish {
  return gridX({ ticks, stroke: theme.line, strokeOpacity: 1 })
}

export function horizontalLines(ticks: number | number[], theme: Theme): Markish {
  return gridY({ ticks, stroke: theme.line, strokeOpacity: 1 })
}

/** With a minus sign as long as a plus. */
export function formatTick(tick: number): string {
  return String(tick).replace("-", "−")
}

/** A value as it is read out to whoever points at it. */
export function spokenValue(value: number): string {
  return formatTick(Number(value.toFixed(3)))
}
