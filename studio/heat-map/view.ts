/**
 * The square part of a matrix on show, in shares of its side: so that runs with other numbers of neurons show the same part.
 * `x` and `y` are its upper left corner; { x: 0, y: 0, span: 1 } is all of it.
 */
export interface View {
  x: number
  y: number
  span: number
}

/** A pair, as column and row of the matrix in the order on show. */
export interface Cell {
  row: number
  column: number
}

export const wholeView: View = { x: 0, y: 0, span: 1 }

/** Cells along a side that are shown at least. */
const leastCells = 8

/** Closer by `factor` below 1, about the point at shares `along` and `down` of what is on show. */
export function zoomed(view: View, factor: number, along: number, down: number, size: number): View {
  const span = Math.min(1, Math.max(Math.min(1, leastCells / size), view.span * factor))
  return inside({ x: view.x + (view.span - span) * along, y: view.y + (view.span - span) * down, span })
}

/** Moved by shares of what is on show. */
export function moved(view: View, along: number, down: number): View {
  return inside({ ...view, x: view.x + along * view.span, y: view.y + down * view.span })
}

/** Moved no more than it takes to show a cell. */
export function showing(view: View, { row, column }: Cell, size: number): View {
  const near = (at: number, cell: number) => Math.min(cell / size, Math.max((cell + 1) / size - view.span, at))
  return inside({ ...view, x: near(view.x, column), y: near(view.y, row) })
}

/** The cell at shares of what is on show; null outside. */
export function cellAt(view: View, along: number, down: number, size: number): Cell | null {
  if (along < 0 || down < 0 || along >= 1 || down >= 1) return null
  const index = (at: number) => Math.min(size - 1, Math.floor(at * size))
  return { row: index(view.y + down * view.span), column: index(view.x + along * view.span) }
}

/** Where the middle of a cell lies, in shares of what is on show. */
export function placeOf(view: View, { row, column }: Cell, size: number): { along: number; down: number } {
  return {
    along: ((column + 0.5) / size - view.x) / view.span,
    down: ((row + 0.5) / size - view.y) / view.span,
  }
}

function inside(view: View): View {
  const within = (at: number) => Math.max(0, Math.min(1 - view.span, at))
  return { ...view, x: within(view.x), y: within(view.y) }
}

/** The view that an address tells of as `x,y,span`; the whole where that makes no sense. */
export function parseView(text: string | null): View {
  const [x, y, span] = (text ?? "").split(",").map((share) => (share === "" ? Number.NaN : Number(share)))
  return [x, y, span].every(Number.isFinite) && span > 0 && span <= 1 ? inside({ x, y, span }) : wholeView
}

/** For the address: finer than a cell of the largest matrix, and nothing for the whole. */
export function viewText({ x, y, span }: View): string | null {
  return span === 1 ? null : [x, y, span].map((share) => Number(share.toFixed(6))).join(",")
}
