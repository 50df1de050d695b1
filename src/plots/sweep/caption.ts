import { text } from "@observablehq/plot"
import { drawFigure, type FigureOptions, textWidth } from "../figure.js"
import { type LineKeyEntry, lineKey } from "../parts/line-key.js"
import { type Block, stacked } from "../parts/panels.js"
import { lightTheme } from "../theme.js"

const lineHeight = 18

/** What stands over the panels of a sweep: a sentence, and a key to the lines where they are not named at their ends. */
export function sweepHead(
  sentence: string,
  { width, ...options }: FigureOptions & { width: number },
  entries: LineKeyEntry[] = [],
): Block {
  const key = entries.length === 0 ? [] : [lineKey(entries, width, options)]
  const head = stacked([caption(sentence, width, options), ...key], 4)
  return { ...head, height: head.height + 10 }
}

/** A sentence in as many lines as it takes. */
function caption(sentence: string, width: number, options: FigureOptions): SVGSVGElement {
  const { theme = lightTheme } = options
  const lines = wrap(sentence, width)
  return drawFigure(sentence, options, {
    width,
    height: lines.length * lineHeight,
    marks: lines.map((line, i) =>
      text([line], {
        frameAnchor: "top-left",
        lineAnchor: "middle",
        textAnchor: "start",
        dx: 2,
        dy: (i + 0.5) * lineHeight,
        fill: theme.ink,
      }),
    ),
  })
}

/** Lines of whole words, about as wide as the figure. */
function wrap(sentence: string, width: number): string[] {
  const lines = [""]
  for (const word of sentence.split(" ")) {
    const last = lines[lines.length - 1]
    const longer = last === "" ? word : `${last} ${word}`
    if (last !== "" && textWidth(longer) > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}
