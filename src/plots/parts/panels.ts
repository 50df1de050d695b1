import { drawFigure, type FigureOptions, round } from "../figure.js"

/** Drawings that lie together, each placed from the upper left corner of the whole. */
export interface Block {
  width: number
  height: number
  placed: { svg: SVGSVGElement; x: number; y: number }[]
}

type Part = Block | SVGSVGElement

/** Parts below one another. */
export function stacked(parts: Part[], gap = 0): Block {
  return inColumns(parts, { columns: 1, width: 0, gap })
}

/** Parts side by side. */
export function beside(parts: Part[], gap = 0): Block {
  let x = -gap
  const moved = parts.map(block).map((part) => {
    const left = x + gap
    x = left + part.width
    return at(part, left, 0)
  })
  return around(moved)
}

/** A part moved to the right. */
export function indented(part: Part, x: number): Block {
  return around([at(block(part), x, 0)])
}

/** Where panels of one width lie: `columns` of them side by side. */
export interface PanelGrid {
  columns: number
  width: number
  gap: number
}

/**
 * As many columns as fit with at least `minimum` pixels for each panel, fewer where the last row would be the emptier for it; or
 * `columns`: a phone gets one or two.
 */
export function panelGrid(
  count: number,
  width: number,
  minimum: number,
  { gap = 16, columns }: { gap?: number; columns?: number | undefined } = {},
): PanelGrid {
  const fitting = Math.max(1, Math.floor((width + gap) / (minimum + gap)))
  const rows = Math.max(1, Math.ceil(count / fitting))
  const shown = Math.max(1, columns ?? Math.ceil(count / rows))
  return { columns: shown, width: Math.floor((width - (shown - 1) * gap) / shown), gap }
}

/** Parts in reading order, each row as high as its highest. */
export function inColumns(parts: Part[], { columns, width, gap }: PanelGrid): Block {
  const blocks = parts.map(block)
  const moved: Block[] = []
  for (let first = 0, y = 0; first < blocks.length; first += columns) {
    const row = blocks.slice(first, first + columns)
    moved.push(...row.map((part, column) => at(part, column * (width + gap), y)))
    y += Math.max(...row.map(({ height }) => height)) + gap
  }
  return around(moved)
}

/**
 * Drawings as one figure. Their contents are moved into it, not nested as figures of their own: it has one name for screen
 * readers, one size that follows its container, and nothing in it is laid out or cut off by itself.
 */
export function combinePanels(label: string, options: FigureOptions & { width: number }, whole: Block): SVGSVGElement {
  const svg = drawFigure(label, options, { width: options.width, height: whole.height, marks: [] })
  const heading = Number(svg.getAttribute("height")) - whole.height
  for (const { svg: drawing, x, y } of whole.placed) {
    const group = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "g")
    group.setAttribute("transform", `translate(${round(x)},${round(y + heading)})`)
    group.append(...drawing.childNodes)
    svg.append(group)
  }
  return svg
}

function block(part: Part): Block {
  if ("placed" in part) return part
  const [width, height] = ["width", "height"].map((side) => Number(part.getAttribute(side)))
  return { width, height, placed: [{ svg: part, x: 0, y: 0 }] }
}

/** A block with room at its left and above. */
function at({ width, height, placed }: Block, left: number, top: number): Block {
  const moved = placed.map(({ svg, x, y }) => ({ svg, x: x + left, y: y + top }))
  return { width: width + left, height: height + top, placed: moved }
}

function around(blocks: Block[]): Block {
  return {
    width: Math.max(0, ...blocks.map(({ width }) => width)),
    height: Math.max(0, ...blocks.map(({ height }) => height)),
    placed: blocks.flatMap(({ placed }) => placed),
  }
}
