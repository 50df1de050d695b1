// The heat maps of mutual information: drawn on a canvas, zoomed by wheel, pinch, buttons or keys, read by pointer or arrow keys.
import type { MatrixData, ReportData, RunData } from "../client-data.js"

const data: ReportData = JSON.parse(document.querySelector("#report-data")!.textContent!)
const names = 22
const leastCells = 8

/** The part of the matrix on show: `span` × `span` cells from (`x`, `y`). */
interface View {
  x: number
  y: number
  span: number
}

for (const figure of document.querySelectorAll<HTMLElement>("[data-matrix]")) {
  const run = data.runs[Number(figure.dataset.matrix)]
  if (run.matrix !== null) startMap(figure, run, run.matrix)
}

function startMap(figure: HTMLElement, run: RunData, matrix: MatrixData) {
  const canvas = figure.querySelector("canvas")!
  const readout = figure.querySelector("output")!
  const context = canvas.getContext("2d")!
  const size = matrix.neurons.length
  const valueAt = decode(matrix)
  const image = paint(size, valueAt)
  const view: View = { x: 0, y: 0, span: size }
  let cursor: { row: number; column: number } | null = null
  let side = 0
  let frame = 0

  function redraw() {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }

  function draw() {
    frame = 0
    const width = canvas.clientWidth
    const ratio = window.devicePixelRatio
    if (canvas.width !== Math.round(width * ratio)) canvas.width = canvas.height = Math.round(width * ratio)
    side = width - names
    const style = getComputedStyle(figure)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, width)
    context.imageSmoothingEnabled = view.span > side * ratio
    context.imageSmoothingQuality = "high"
    context.drawImage(image, view.x, view.y, view.span, view.span, names, names, side, side)
    drawLayers(style)
    if (cursor !== null) drawCursor(style, cursor.row, cursor.column)
    canvas.dataset.view = `${view.x.toFixed(2)},${view.y.toFixed(2)},${view.span.toFixed(2)}`
    canvas.style.touchAction = view.span < size ? "none" : "pan-x pan-y"
  }

  function drawLayers(style: CSSStyleDeclaration) {
    context.font = `12px ${style.fontFamily}`
    context.textAlign = "center"
    context.textBaseline = "middle"
    for (const { name, start, end } of matrix.layers) {
      alongTop(name, toScreen(start - view.x), toScreen(end - view.x), style)
      context.save()
      context.transform(0, -1, 1, 0, 0, side + 2 * names)
      alongTop(name, side + 2 * names - toScreen(end - view.y), side + 2 * names - toScreen(start - view.y), style)
      context.restore()
    }
  }

  /** A layer's name over its columns, and the line where it ends. */
  function alongTop(name: string, from: number, to: number, style: CSSStyleDeclaration) {
    const [left, right] = [Math.max(from, names), Math.min(to, names + side)]
    if (right <= left) return
    context.fillStyle = style.getPropertyValue("--muted")
    const label = shorten(name, right - left - 8)
    context.fillText(label, (left + right) / 2, names / 2)
    context.fillStyle = style.getPropertyValue("--background")
    if (from > names + 1) context.fillRect(from - 0.75, names, 1.5, side)
  }

  /** Cut in the middle until it fits: the ends of a layer's name tell most. */
  function shorten(name: string, width: number): string {
    const characters = [...name]
    let label = name
    for (let kept = characters.length - 1; context.measureText(label).width > width; kept--) {
      if (kept < 2) return ""
      label = `${characters.slice(0, Math.ceil(kept / 2)).join("")}…${characters.slice(-Math.floor(kept / 2)).join("")}`
    }
    return label
  }

  function drawCursor(style: CSSStyleDeclaration, row: number, column: number) {
    const cell = side / view.span
    const grow = Math.max(0, 6 - cell) / 2
    context.save()
    context.beginPath()
    context.rect(names, names, side, side)
    context.clip()
    for (const [colour, width] of [
      [style.getPropertyValue("--background"), 4],
      [style.getPropertyValue("--ink"), 2],
    ] as const) {
      context.strokeStyle = colour
      context.lineWidth = width
      const [x, y] = [toScreen(column - view.x) - grow, toScreen(row - view.y) - grow]
      context.strokeRect(x, y, cell + 2 * grow, cell + 2 * grow)
    }
    context.restore()
  }

  function toScreen(cells: number): number {
    return names + (cells / view.span) * side
  }

  /** The cell under a point of the canvas, whole numbers inside the matrix or null. */
  function cellAt(x: number, y: number): { row: number; column: number } | null {
    const column = Math.floor(view.x + ((x - names) / side) * view.span)
    const row = Math.floor(view.y + ((y - names) / side) * view.span)
    const inside = x >= names && y >= names && column >= 0 && row >= 0 && column < size && row < size
    return inside ? { row, column } : null
  }

  function zoom(factor: number, x: number, y: number) {
    const span = Math.min(size, Math.max(Math.min(leastCells, size), view.span * factor))
    const [along, down] = [(x - names) / side, (y - names) / side]
    view.x += (view.span - span) * along
    view.y += (view.span - span) * down
    view.span = span
    keepInside()
  }

  function keepInside() {
    view.x = Math.max(0, Math.min(size - view.span, view.x))
    view.y = Math.max(0, Math.min(size - view.span, view.y))
    redraw()
  }

  function point(cell: { row: number; column: number } | null) {
    cursor = cell
    readout.textContent = cell === null ? readout.dataset.hint! : describe(cell.row, cell.column)
    redraw()
  }

  function describe(row: number, column: number): string {
    const [one, other] = [row, column].map((index) => run.neurons[matrix.neurons[index]])
    if (row === column) return `${one} with itself: not shown`
    const value = valueAt(row, column)
    const shown = Number.isNaN(value) ? "no number" : `${value.toFixed(4).replace("-", "−")} ${data.unit}`
    return `${one} and ${other}: ${shown}`
  }

  function moveCursor(down: number, along: number) {
    const middle = Math.floor(view.span / 2)
    const from = cursor ?? { row: Math.floor(view.y) + middle, column: Math.floor(view.x) + middle }
    const within = (index: number) => Math.max(0, Math.min(size - 1, index))
    const cell = { row: within(from.row + down), column: within(from.column + along) }
    view.x = Math.min(cell.column, Math.max(cell.column + 1 - view.span, view.x))
    view.y = Math.min(cell.row, Math.max(cell.row + 1 - view.span, view.y))
    point(cell)
  }

  function zoomAtCursor(factor: number) {
    if (cursor === null) return zoom(factor, names + side / 2, names + side / 2)
    zoom(factor, toScreen(cursor.column + 0.5 - view.x), toScreen(cursor.row + 0.5 - view.y))
  }

  function reset() {
    Object.assign(view, { x: 0, y: 0, span: size })
    redraw()
  }

  const keys: Record<string, (stride: number) => void> = {
    ArrowUp: (stride) => moveCursor(-stride, 0),
    ArrowDown: (stride) => moveCursor(stride, 0),
    ArrowLeft: (stride) => moveCursor(0, -stride),
    ArrowRight: (stride) => moveCursor(0, stride),
    "+": () => zoomAtCursor(0.5),
    "=": () => zoomAtCursor(0.5),
    "-": () => zoomAtCursor(2),
    "0": reset,
    Escape: reset,
  }
  canvas.addEventListener("keydown", (event) => {
    const act = keys[event.key]
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act(event.shiftKey ? 10 : 1)
  })

  canvas.addEventListener(
    "wheel",
    (event) => {
      // At full size a wheel turned away from the map scrolls the page.
      if (event.deltaY > 0 && view.span === size) return
      event.preventDefault()
      zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.005), event.offsetX, event.offsetY)
      point(cellAt(event.offsetX, event.offsetY))
    },
    { passive: false },
  )

  const pointers = new Map<number, { x: number; y: number }>()
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId)
    pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY })
    point(cellAt(event.offsetX, event.offsetY))
  })
  canvas.addEventListener("pointermove", (event) => {
    const here = { x: event.offsetX, y: event.offsetY }
    const before = pointers.get(event.pointerId)
    if (before !== undefined) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
      if (other === undefined) drag(before, here)
      else pinch(before, here, other)
      pointers.set(event.pointerId, here)
    }
    point(cellAt(here.x, here.y))
  })
  for (const end of ["pointerup", "pointercancel"] as const) {
    canvas.addEventListener(end, (event) => pointers.delete(event.pointerId))
  }
  canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && pointers.size === 0) point(null)
  })

  function drag(before: { x: number; y: number }, here: { x: number; y: number }) {
    view.x -= ((here.x - before.x) / side) * view.span
    view.y -= ((here.y - before.y) / side) * view.span
    keepInside()
  }

  function pinch(before: { x: number; y: number }, here: { x: number; y: number }, other: { x: number; y: number }) {
    const distance = (to: { x: number; y: number }) => Math.max(1, Math.hypot(to.x - other.x, to.y - other.y))
    zoom(distance(before) / distance(here), (here.x + other.x) / 2, (here.y + other.y) / 2)
  }

  const buttons: Record<string, () => void> = {
    in: () => zoomAtCursor(0.5),
    out: () => zoomAtCursor(2),
    reset,
  }
  for (const button of figure.querySelectorAll<HTMLButtonElement>("[data-zoom]")) {
    button.addEventListener("click", () => buttons[button.dataset.zoom!]())
  }
  new ResizeObserver(redraw).observe(canvas)
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] })
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw)
  matchMedia("print").addEventListener("change", draw)
}

/** The value of a pair of different rows. */
function decode({ codes, neurons, low, step }: MatrixData): (row: number, column: number) => number {
  const bytes = Uint8Array.from(atob(codes), (character) => character.charCodeAt(0))
  const size = neurons.length
  return (row, column) => {
    const [i, j] = row < column ? [row, column] : [column, row]
    const at = 3 * (i * size - (i * (i + 1)) / 2 + (j - i - 1))
    const code = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)
    return code === 0xffffff ? Number.NaN : low + code * step
  }
}

/** The whole matrix as an image of a pixel per pair; the diagonal is left clear. */
function paint(size: number, valueAt: (row: number, column: number) => number): HTMLCanvasElement {
  const { domain, steps } = data.colours
  const rgb = steps.map((colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)))
  const canvas = document.createElement("canvas")
  canvas.width = canvas.height = size
  const context = canvas.getContext("2d")!
  const pixels = context.createImageData(size, size)
  for (let row = 0; row < size; row++) {
    for (let column = row + 1; column < size; column++) {
      const value = valueAt(row, column)
      if (Number.isNaN(value)) continue
      const position = Math.floor(((value - domain[0]) / (domain[1] - domain[0])) * rgb.length)
      const [red, green, blue] = rgb[Math.max(0, Math.min(rgb.length - 1, position))]
      for (const at of [row * size + column, column * size + row]) pixels.data.set([red, green, blue, 255], at * 4)
    }
  }
  context.putImageData(pixels, 0, 0)
  return canvas
}
