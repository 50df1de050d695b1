import { axisRange } from "../parts/axis-range.js"
import { combinePanels, inColumns, panelGrid, stacked } from "../parts/panels.js"
import { type ScaleType, valueScale } from "../parts/value-scale.js"
import { lightTheme, runColour, runDash } from "../theme.js"
import { sweepHead } from "./caption.js"
import { distinctKnobs, formatKnob, type KnobPoint, knobCaption, knobTicks, type SweepOptions } from "./knob.js"
import { linePanel, linePanelPlotWidth, linePlotHeight, type PanelLine } from "./line-panel.js"

/** A quantity by value of the knob. */
export interface KnobPanel {
  /** The quantity and its unit. */
  title: string
  /** Named at their ends. */
  lines: { name: string; points: KnobPoint[] }[]
  scale?: ScaleType
}

/** Quantities over the knob, a panel each, their lines over the bands of their ranges. */
export function overKnob(panels: KnobPanel[], options: SweepOptions): SVGSVGElement {
  const { document, theme = lightTheme, width = 900, knob } = options
  const knobs = distinctKnobs(panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points)))
  const grid = panelGrid(panels.length, width, 380, { columns: options.columns })
  const drawn = panels.map(({ title, lines, scale = "linear" }) => {
    const drawnLines = lines.map(
      ({ name, points }, line): PanelLine => ({
        label: name,
        spoken: name,
        colour: runColour(theme, line),
        dashed: runDash(theme, line) !== "none",
        points: points
          .slice()
          .sort((a, b) => a.knob - b.knob)
          .map(({ knob: x, mean, low, high }) => ({ x, mean, low, high })),
      }),
    )
    const values = lines.flatMap(({ points }) => points.flatMap(({ mean, low, high }) => [mean, low, high]))
    const ticks = knobTicks(knobs, linePanelPlotWidth(drawnLines, grid.width))
    return linePanel(
      {
        title,
        x: { domain: axisRange(knobs), ticks, format: formatKnob, label: knob },
        scale: valueScale(values, scale, linePlotHeight),
        lines: drawnLines,
        dots: true,
      },
      { document, theme },
      grid.width,
    )
  })
  const titles = panels.map(({ title }) => title).join("; ")
  return combinePanels(
    `Lines over ${knob} ${knobs.map(formatKnob).join(", ")}: ${titles}`,
    { ...options, width },
    stacked([sweepHead(knobCaption(options), { document, theme, width }), inColumns(drawn, grid)]),
  )
}
