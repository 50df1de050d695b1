import type { Colour } from "gifenc"
import { gifenc } from "./gifenc-node.js"

/** The share of a palette kept for the commonest colours as they are: flat areas must not change, edges may. */
const exactShare = 0.7

/**
 * At most `size` colours for pixels (red, green, blue, opacity of each): the commonest exactly, the rest made from what is
 * left.
 */
export function commonPalette(rgba: Uint8Array, size: number): Colour[] {
  const pixels = packed(rgba)
  const counts = new Map<number, number>()
  for (let start = 0, end = 0; start < pixels.length; start = end) {
    while (pixels[end] === pixels[start]) end++
    counts.set(pixels[start], (counts.get(pixels[start]) ?? 0) + end - start)
  }
  const byCount = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || a - b)
  if (byCount.length <= size) return byCount.map(colourOf)
  const exact = byCount.slice(0, Math.round(size * exactShare))
  const kept = new Set(exact)
  const others = pixels.filter((pixel) => !kept.has(pixel))
  const made = gifenc.quantize(new Uint8Array(others.buffer), size - exact.length)
  return [...exact.map(colourOf), ...made]
}

/** Maps pixels to their nearest colours' places in the palette, the same colour to the same place in every frame. */
export function paletteIndexer(palette: Colour[]): (rgba: Uint8Array) => Uint8Array {
  const known = new Map(palette.map((colour, place) => [packed(Uint8Array.of(...colour, 255))[0], place]))
  const placeOf = (pixel: number) => {
    let place = known.get(pixel)
    if (place === undefined) {
      place = gifenc.nearestColorIndex(palette, colourOf(pixel))
      known.set(pixel, place)
    }
    return place
  }
  return (rgba) => {
    const pixels = packed(rgba)
    const places = new Uint8Array(pixels.length)
    for (let i = 0; i < pixels.length; i++) {
      places[i] = i > 0 && pixels[i] === pixels[i - 1] ? places[i - 1] : placeOf(pixels[i])
    }
    return places
  }
}

/** Each pixel's four bytes as one number. */
function packed(rgba: Uint8Array): Uint32Array<ArrayBuffer> {
  return new Uint32Array(rgba.slice().buffer)
}

function colourOf(pixel: number): Colour {
  const [red, green, blue] = new Uint8Array(Uint32Array.of(pixel).buffer)
  return [red, green, blue]
}
