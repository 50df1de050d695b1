import { coarsestLevel, tileCells } from "#src/inspection/matrix-pyramid.js"
import type { TileCache } from "./tile-cache.js"
import { levelFor, type TilePlace, tilesInView } from "./tiles.js"
import type { Cell, View } from "./view.js"

/** Where on a canvas the cells lie: a square of `side` CSS pixels from (`margin`, `margin`), each of `ratio` of the screen's. */
export interface Frame {
  margin: number
  side: number
  ratio: number
}

/** The part of the matrix on show from the tiles that are there: where finer ones are missing, coarser ones. */
export function paintTiles(
  context: CanvasRenderingContext2D,
  { margin, side, ratio }: Frame,
  view: View,
  size: number,
  tiles: TileCache,
): void {
  const finest = levelFor(view, size, side * ratio)
  const complete = tilesInView(view, size, finest).every((place) => tiles.get(place) !== undefined)
  const snapped = (share: number) => margin + Math.round((share / view.span) * side * ratio) / ratio
  context.save()
  context.beginPath()
  context.rect(margin, margin, side, side)
  context.clip()
  for (let level = complete ? finest : coarsestLevel(size); level >= finest; level--) {
    const pairs = 2 ** level
    context.imageSmoothingEnabled = (pairs / size / view.span) * side * ratio < 1
    for (const place of tilesInView(view, size, level)) paintTile(place, pairs)
  }
  context.restore()

  /** A tile's last cells may stand for fewer pairs than the others: what they reach beyond the matrix is cut off. */
  function paintTile(place: TilePlace, pairs: number): void {
    const tile = tiles.get(place)
    if (tile === undefined) return
    const at = (index: number, cells: number) => (index * tileCells + cells) * (pairs / size)
    const [left, right] = [at(place.column, 0) - view.x, at(place.column, tile.width) - view.x].map(snapped)
    const [top, bottom] = [at(place.row, 0) - view.y, at(place.row, tile.height) - view.y].map(snapped)
    context.clearRect(left, top, right - left, bottom - top)
    context.drawImage(tile.picture, left, top, right - left, bottom - top)
  }
}

/** A frame around a cell, no smaller than the eye finds. */
export function paintCursor(
  context: CanvasRenderingContext2D,
  { margin, side }: Frame,
  view: View,
  { row, column }: Cell,
  { size, colours }: { size: number; colours: { outer: string; inner: string } },
): void {
  const cell = side / (view.span * size)
  const grow = Math.max(0, 6 - cell) / 2
  const at = (index: number, from: number) => margin + ((index / size - from) / view.span) * side - grow
  context.save()
  context.beginPath()
  context.rect(margin, margin, side, side)
  context.clip()
  for (const [colour, width] of [
    [colours.outer, 4],
    [colours.inner, 2],
  ] as const) {
    context.strokeStyle = colour
    context.lineWidth = width
    context.strokeRect(at(column, view.x), at(row, view.y), cell + 2 * grow, cell + 2 * grow)
  }
  context.restore()
}
