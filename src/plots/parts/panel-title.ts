import { text } from "@observablehq/plot"
import { drawFigure, type FigureOptions, fontSize, shorten } from "../figure.js"
import { lightTheme } from "../theme.js"

export const panelTitleHeight = 22

/** The name over a panel, `indent` pixels from its left edge, and with `note` a quieter word at its right. */
export function panelTitle(name: string, width: number, options: FigureOptions, indent = 0, note = ""): SVGSVGElement {
  const { document, theme = lightTheme } = options
  const room = Math.floor((width - indent) / (fontSize * 0.6)) - [...note].length
  const shared = { lineAnchor: "middle", fontSize } as const
  return drawFigure(
    name,
    { document, theme },
    {
      width,
      height: panelTitleHeight,
      margin: 0,
      marginTop: 0,
      marginLeft: 0,
      marks: [
        text([shorten(name, room)], {
          ...shared,
          frameAnchor: "left",
          dx: indent,
          fill: theme.ink,
          fontWeight: 600,
          title: [name],
        }),
        text(note === "" ? [] : [note], { ...shared, frameAnchor: "right", fill: theme.muted }),
      ],
    },
  )
}
