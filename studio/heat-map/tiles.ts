import { coarsestLevel, tileCells } from "#src/inspection/matrix-pyramid.js"
import type { View } from "./view.js"

/** A tile's place: at a level with 2^level × 2^level pairs in a cell, in the grid of that level's tiles. */
export interface TilePlace {
  level: number
  row: number
  column: number
}

/** The level whose cells are nearest to one pixel of the screen, for a view drawn on so many pixels. */
export function levelFor(view: View, size: number, pixels: number): number {
  const pairsPerPixel = (view.span * size) / pixels
  return Math.max(0, Math.min(coarsestLevel(size), Math.round(Math.log2(pairsPerPixel))))
}

/** The tiles of a level that a view shows, those nearest to its middle first. */
export function tilesInView({ x, y, span }: View, size: number, level: number): TilePlace[] {
  const pairs = tileCells * 2 ** level
  const range = (from: number): [number, number] => {
    return [Math.floor((from * size) / pairs), Math.ceil(Math.min(size, (from + span) * size) / pairs)]
  }
  const [[left, right], [top, bottom]] = [range(x), range(y)]
  const middle = (from: number) => ((from + span / 2) * size) / pairs - 0.5
  const distance = ({ row, column }: TilePlace) => Math.hypot(row - middle(y), column - middle(x))
  const places: TilePlace[] = []
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) places.push({ level, row, column })
  return places.sort((a, b) => distance(a) - distance(b))
}

/** What to fetch for a view, first things first: a coarser picture of it as a backdrop, then the tiles it is drawn with. */
export function tilesWanted(view: View, size: number, pixels: number): TilePlace[] {
  const level = levelFor(view, size, pixels)
  const coarser = Math.min(level + 1, coarsestLevel(size))
  const backdrop = coarser === level ? [] : tilesInView(view, size, coarser)
  return [...backdrop, ...tilesInView(view, size, level)]
}

/** The tile of single pairs that holds a pair, and its place in it. */
export function tileOfPair({ row, column }: { row: number; column: number }): {
  place: TilePlace
  row: number
  column: number
} {
  return {
    place: { level: 0, row: Math.floor(row / tileCells), column: Math.floor(column / tileCells) },
    row: row % tileCells,
    column: column % tileCells,
  }
}
