import { type Markish, ruleX, ruleY, text } from "@observablehq/plot"
import type { ActivationMatrix } from "../../activations.js"
import { drawFigure, type FigureOptions, fitted } from "../figure.js"
import { heatCells } from "../parts/heat-cells.js"
import { lightTheme } from "../theme.js"
import { columnMeans, type ExampleColumns } from "./example-columns.js"

export interface ActivationPanelOptions extends FigureOptions {
  width: number
  /** Height of the cells, without the words round them. */
  side: number
  /** Range of the colours. */
  domain: [number, number]
  classNames: readonly [string, string]
}

export const activationMargins = { marginLeft: 24, marginRight: 1, marginTop: 2, marginBottom: 20 }

/**
 * One network's activations: neurons in rows beside their layers' names, examples in columns over their classes', a white
 * line where a layer or a class ends. A column of several examples shows their mean.
 */
export function activationPanel(
  activations: ActivationMatrix,
  columns: ExampleColumns,
  options: ActivationPanelOptions,
): SVGSVGElement {
  const { theme = lightTheme, width, side, domain, classNames } = options
  const { marginLeft, marginRight, marginTop, marginBottom } = activationMargins
  const { layers, neurons } = activations
  const count = columns.members.length
  const gap = { stroke: "#ffffff", strokeWidth: 2 }
  const classes = [
    [0, columns.boundary],
    [columns.boundary, count],
  ]
  const marks: Markish[] = [
    heatCells(columnMeans(activations, columns), domain),
    ruleX(classes[1][0] > 0 && classes[1][0] < count ? [columns.boundary] : [], gap),
    ruleY(
      layers.slice(1).map(({ start }) => start),
      gap,
    ),
    ...layers.map(({ name, start, end }) =>
      text([fitted(name, (side * (end - start)) / neurons)], {
        y: [(start + end) / 2],
        frameAnchor: "left",
        dx: -12,
        rotate: -90,
        fill: theme.muted,
        title: [name],
      }),
    ),
    ...classes.flatMap(([start, end], label) =>
      end === start
        ? []
        : [
            text([fitted(classNames[label], ((width - marginLeft - marginRight) * (end - start)) / count)], {
              x: [(start + end) / 2],
              frameAnchor: "bottom",
              dy: 16,
              fill: theme.muted,
              title: [classNames[label]],
            }),
          ],
    ),
  ]
  return drawFigure(`Activations of ${neurons} neurons`, options, {
    ...activationMargins,
    width,
    height: side + marginTop + marginBottom,
    x: { domain: [0, count], axis: null },
    y: { domain: [neurons, 0], axis: null },
    marks,
  })
}
