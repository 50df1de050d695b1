import type { Layer } from "#src/activations.js"
import { fontFamily, type Theme } from "#src/plots/theme.js"
import { hearGestures } from "./gestures.js"
import { pressKey } from "./keys.js"
import { type Frame, paintCursor, paintTiles } from "./paint.js"
import { layerStrip, namedLayers, paintSides } from "./paint-layers.js"
import { pointing } from "./pointing.js"
import { getShared, subscribeShared } from "./shared-view.js"
import type { TileCache } from "./tile-cache.js"
import { tileOfPair, tilesWanted } from "./tiles.js"
import type { Cell } from "./view.js"

/** Pixels beside the cells for the layers. */
const margin = 22
/** Milliseconds that the pointer stays on a pair before the tile with its value is fetched. */
const rest = 60

export interface HeatCanvasOptions {
  size: number
  layers: Layer[]
  /** Rows in the order on show; null where they lie in the order of the layers. */
  scattered: Int32Array | null
  tiles: TileCache
  theme: Theme
}

export interface HeatCanvas {
  redraw: () => void
  close: () => void
}

/** Draws a matrix on a canvas, at most once a frame, and answers to pointer and keys. */
export function heatCanvas(canvas: HTMLCanvasElement, options: HeatCanvasOptions): HeatCanvas {
  const { size, layers, scattered, tiles, theme } = options
  const context = canvas.getContext("2d")!
  const paintSide = scattered === null ? namedLayers(layers, size, theme) : layerStrip(layers, scattered, theme)
  const wishes = pointing(size)
  let frame: Frame = { margin, side: 0, ratio: 1 }
  let scheduled = 0
  let rested: Cell | null = null
  let resting: ReturnType<typeof setTimeout> | undefined

  const deaf = hearGestures(canvas, wishes, () => frame)
  const onKey = (event: KeyboardEvent) => {
    const keys = { step: wishes.step, zoom: wishes.zoomAtCursor, whole: wishes.whole }
    if (pressKey(event, keys)) event.preventDefault()
  }
  canvas.addEventListener("keydown", onKey)
  const unsubscribe = subscribeShared(follow)
  const observer = new ResizeObserver(redraw)
  observer.observe(canvas)
  redraw()
  return { redraw, close }

  function follow(): void {
    clearTimeout(resting)
    resting = setTimeout(() => {
      rested = getShared().cursor
      wantTiles()
    }, rest)
    redraw()
  }

  function redraw(): void {
    if (scheduled === 0) scheduled = requestAnimationFrame(draw)
  }

  function draw(): void {
    scheduled = 0
    const width = canvas.clientWidth
    if (width <= margin) return
    frame = { margin, side: width - margin, ratio: devicePixelRatio }
    const pixels = Math.round(width * frame.ratio)
    if (canvas.width !== pixels) canvas.width = canvas.height = pixels
    const { view, cursor } = getShared()
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0)
    context.clearRect(0, 0, width, width)
    context.font = `12px ${fontFamily}`
    paintTiles(context, frame, view, size, tiles)
    paintSides(context, frame, view, paintSide)
    if (cursor !== null && Math.max(cursor.row, cursor.column) < size) {
      paintCursor(context, frame, view, cursor, { size, colours: { outer: theme.background, inner: theme.ink } })
    }
    canvas.style.touchAction = view.span < 1 ? "none" : "pan-x pan-y"
    wantTiles()
  }

  function wantTiles(): void {
    if (frame.side === 0) return
    const { view, cursor } = getShared()
    const pair = cursor !== null && cursor.row === rested?.row && cursor.column === rested.column ? cursor : null
    const wanted = tilesWanted(view, size, frame.side * frame.ratio)
    tiles.want(pair === null || Math.max(pair.row, pair.column) >= size ? wanted : [...wanted, tileOfPair(pair).place])
  }

  function close(): void {
    clearTimeout(resting)
    cancelAnimationFrame(scheduled)
    observer.disconnect()
    unsubscribe()
    canvas.removeEventListener("keydown", onKey)
    deaf()
  }
}
