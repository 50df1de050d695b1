import type { FigureOptions } from "../figure.js"
import { type Block, beside, stacked } from "../parts/panels.js"
import { type IntervalPanel, intervalPanel, labelRoom } from "./interval-panel.js"

const gap = 16

/** Panels with the same rows, side by side in lines of up to `columns`; the rows' names stand at the left of each line. */
export function besideRows(panels: IntervalPanel[], columns: number, width: number, options: FigureOptions): Block {
  const room = labelRoom(panels[0].rows, width * (columns === 1 ? 0.42 : 0.25))
  const lines: Block[] = []
  for (let first = 0; first < panels.length; first += columns) {
    const line = panels.slice(first, first + columns)
    const own = Math.floor((width - room - (columns - 1) * gap) / columns)
    lines.push(
      beside(
        line.map((panel, i) => intervalPanel(panel, options, i === 0 ? own + room : own, i === 0 ? room : 0)),
        gap,
      ),
    )
  }
  return stacked(lines, 12)
}
