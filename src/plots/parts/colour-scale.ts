import { interpolateViridis } from "d3"

/** Steps of the colour scale: more than the eye tells apart, few enough to be drawn as one path each. */
export const colourLevels = 64

/** Perceptually even and safe for colour-blind readers (viridis), from the least value to the greatest. */
export function colourOfLevel(level: number): string {
  return interpolateViridis(level / (colourLevels - 1))
}

/** The level of a value in a range; values outside get the end's. */
export function levelOf(value: number, [low, high]: [number, number]): number {
  const position = (value - low) / (high - low)
  return Math.max(0, Math.min(colourLevels - 1, Math.floor(position * colourLevels)))
}
