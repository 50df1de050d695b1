import { drawFigure, type FigureOptions } from "../figure.js"

/** A drawing, and where its upper left corner lies in the figure. */
export interface Panel {
  svg: SVGSVGElement
  x: number
  y: number
}

/** Where panels of one size lie: `columns` of them side by side, each `width` pixels wide. */
export interface PanelGrid {
  columns: number
  rows: number
  width: number
  gap: number
}

/** As many columns as fit with at least `minimum` pixels for each panel: a phone gets one or two, below one another. */
export function panelGrid(count: number, width: number, minimum: number, gap = 12): PanelGrid {
  const fitting = Math.floor((width + gap) / (minimum + gap))
  const columns = Math.max(1, Math.min(count, fitting))
  return { columns, rows: Math.ceil(count / columns), width: (width - (columns - 1) * gap) / columns, gap }
}

/** The upper left corner of the panel `index` of a grid whose rows are `height` apart. */
export function placeInGrid({ columns, width, gap }: PanelGrid, index: number, height: number): Pick<Panel, "x" | "y"> {
  return { x: (index % columns) * (width + gap), y: Math.floor(index / columns) * height }
}

/**
 * Several drawings as one figure. Their contents are moved into it, not nested as figures of their own: it has one name for
 * screen readers and one size that follows its container.
 */
export function combinePanels(
  label: string,
  options: FigureOptions,
  { width, height }: { width: number; height: number },
  panels: Panel[],
): SVGSVGElement {
  const edges = { margin: 0, marginTop: 0, marginLeft: 0, marginRight: 0, marginBottom: 0 }
  const svg = drawFigure(label, options, { width, height, ...edges, marks: [] })
  const heading = Number(svg.getAttribute("height")) - height
  for (const { svg: drawing, x, y } of panels) {
    const group = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "g")
    group.setAttribute("transform", `translate(${round(x)},${round(y + heading)})`)
    group.append(...drawing.childNodes)
    svg.append(group)
  }
  return svg
}

/** To a tenth of a pixel: finer than the eye sees, and short in the file. */
export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
