import { formatKnob, type KnobCurve, type KnobPanel, type KnobPoint } from "#src/plots/index.js"
import { decimal } from "#src/report/numbers.js"
import type { NumberTable } from "./numbers.js"

const digits = 4

/** Lines over the knob: a row for each of its values, a column for each line. */
export function knobTable({ title, lines }: KnobPanel, symbol: string): NumberTable {
  return {
    title,
    corner: symbol,
    columns: lines.map(({ name }) => name),
    rows: lines[0].points.map(({ knob }, i) => ({
      name: formatKnob(knob),
      cells: lines.map(({ points }) => withRange(points[i])),
    })),
  }
}

/** Curves over the epochs: a row for each epoch that any of them has, a column for each value of the knob. */
export function epochTable(title: string, curves: readonly KnobCurve[], symbol: string): NumberTable {
  const epochs = [...new Set(curves.flatMap(({ points }) => points.map(({ epoch }) => epoch)))].sort((a, b) => a - b)
  return {
    title,
    corner: "epoch",
    columns: curves.map(({ knob }) => `${symbol} ${formatKnob(knob)}`),
    rows: epochs.map((epoch) => ({
      name: String(epoch),
      cells: curves.map(({ points }) => {
        const point = points.find((each) => each.epoch === epoch)
        return point === undefined ? "" : withRange(point)
      }),
    })),
  }
}

function withRange({ mean, low, high }: Pick<KnobPoint, "mean" | "low" | "high">): string {
  const range = high > low ? ` (${decimal(low, digits)} … ${decimal(high, digits)})` : ""
  return `${decimal(mean, digits)}${range}`
}
