import type { Layer } from "#src/activations.js"
import { layerColour, type Theme } from "#src/plots/index.js"
import type { Frame } from "./paint.js"
import type { View } from "./view.js"

/** Pixels of a strip of layers, and between it and the cells. */
const stripWidth = 8
const stripGap = 3

/** Draws along one side; the canvas is turned for the other. `from` is the view's upper or left edge. */
type PaintSide = (context: CanvasRenderingContext2D, frame: Frame, from: number, span: number, upright: boolean) => void

/** The layers along the top and the left. */
export function paintSides(context: CanvasRenderingContext2D, frame: Frame, view: View, paint: PaintSide): void {
  paint(context, frame, view.x, view.span, false)
  context.save()
  // Left to right becomes bottom to top: what is drawn from the far end comes first.
  context.transform(0, -1, 1, 0, 0, frame.side + 2 * frame.margin)
  paint(context, frame, view.y, view.span, true)
  context.restore()
}

/** Layers in a row: their names, and a line where one ends. */
export function namedLayers(layers: Layer[], size: number, theme: Theme): PaintSide {
  return (context, { margin, side }, from, span, upright) => {
    context.textAlign = "center"
    context.textBaseline = "middle"
    const place = (row: number) => {
      const share = (row / size - from) / span
      return margin + (upright ? 1 - share : share) * side
    }
    for (const { name, start, end } of layers) {
      const [first, last] = [place(start), place(end)]
      const left = Math.max(margin, Math.min(first, last))
      const right = Math.min(margin + side, Math.max(first, last))
      if (right <= left) continue
      context.fillStyle = theme.muted
      context.fillText(fitting(context, name, right - left - 8), (left + right) / 2, margin / 2)
      context.fillStyle = theme.background
      if (first > margin + 1 && first < margin + side - 1) context.fillRect(first - 0.75, margin, 1.5, side)
    }
  }
}

/** Layers among each other: the colour of each row's, a pixel of a picture for each row. */
export function layerStrip(layers: Layer[], order: Int32Array, theme: Theme): PaintSide {
  const picture = new OffscreenCanvas(order.length, 1)
  const pixels = picture.getContext("2d")!
  order.forEach((row, position) => {
    const layer = layers.findIndex(({ end }) => row < end)
    pixels.fillStyle = layerColour(theme, layer, layers.length)
    pixels.fillRect(position, 0, 1, 1)
  })
  return (context, { margin, side }, from, span, upright) => {
    const top = margin - stripGap - stripWidth
    const [x, width] = [from * order.length, span * order.length]
    context.save()
    if (upright) context.transform(-1, 0, 0, 1, 2 * margin + side, 0)
    context.imageSmoothingEnabled = width > side
    context.drawImage(picture, x, 0, width, 1, margin, top, side, stripWidth)
    context.restore()
  }
}

/** Cut in the middle until it fits: the ends of a layer's name tell most. */
function fitting(context: CanvasRenderingContext2D, name: string, width: number): string {
  const characters = [...name]
  let label = name
  for (let kept = characters.length - 1; context.measureText(label).width > width; kept--) {
    if (kept < 2) return ""
    label = `${characters.slice(0, Math.ceil(kept / 2)).join("")}…${characters.slice(-Math.floor(kept / 2)).join("")}`
  }
  return label
}
