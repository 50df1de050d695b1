import type { Colour } from "gifenc"
import { RoteError } from "../errors.js"
import { commonPalette, paletteIndexer } from "./gif-palette-node.js"
import { gifenc } from "./gifenc-node.js"
import { type Pixels, svgPixels } from "./svg-pixels-node.js"

export interface GifOptions {
  /** Milliseconds of each frame, in steps of 10; 120 unless given. */
  delay?: number
  /** Milliseconds of the last frame; 2,000 unless given. */
  hold?: number
  /** Pixels across; 840 unless given. The height follows from the frames. */
  width?: number
  /** How often it plays: 0, for ever, unless given. */
  loops?: number
  /** The ground of the frames; white unless given. */
  background?: string
}

/** Frames whose colours the palette is made from, at most. */
const sampledFrames = 8

/** The place in the palette that stands for "as in the frame before". */
const unchanged = 255

/**
 * SVG texts of one size as an animated GIF. All frames share one palette, so that colours do not flicker, and each but the
 * first stores only the pixels that changed, which is most of the saving. Cost: about 0.1 s a frame.
 * @throws RoteError `bad-option` without frames, or for frames of different sizes
 */
export function encodeGif(frames: string[], options: GifOptions = {}): Uint8Array {
  const { delay = 120, hold = 2000, width = 840, loops = 0, background = "#ffffff" } = options
  if (frames.length === 0) refuse("one frame or more", "none")
  const palette = sharedPalette(frames, width, background)
  const indexOf = paletteIndexer(palette)
  const encoder = gifenc.GIFEncoder()
  let before: { size: string; indices: Uint8Array } | null = null
  frames.forEach((frame, f) => {
    const pixels = svgPixels(frame, width, background)
    const size = `${pixels.width} × ${pixels.height}`
    const indices = indexOf(pixels.rgba)
    if (before !== null && before.size !== size) refuse(`frames of ${before.size} pixels, as the first`, size)
    encoder.writeFrame(before === null ? indices : changes(indices, before.indices), pixels.width, pixels.height, {
      ...(before === null
        ? { palette: padded(palette), repeat: repeats(loops) }
        : { transparent: true, transparentIndex: unchanged }),
      delay: f === frames.length - 1 ? hold : delay,
      dispose: 1,
    })
    before = { size, indices }
  })
  encoder.finish()
  return encoder.bytes()
}

/** 255 colours for all frames. */
function sharedPalette(frames: string[], width: number, background: string): Colour[] {
  const count = Math.min(frames.length, sampledFrames)
  const sampled = Array.from({ length: count }, (_, i) =>
    svgPixels(frames[Math.round((i * (frames.length - 1)) / Math.max(count - 1, 1))], width, background),
  )
  return commonPalette(joined(sampled), unchanged)
}

/** With the place that stands for "unchanged", and whatever lies before it unused. */
function padded(palette: Colour[]): Colour[] {
  const unused = Array.from({ length: unchanged + 1 - palette.length }, (): Colour => [0, 0, 0])
  return [...palette, ...unused]
}

function joined(images: Pixels[]): Uint8Array {
  const all = new Uint8Array(images.reduce((sum, { rgba }) => sum + rgba.length, 0))
  let start = 0
  for (const { rgba } of images) {
    all.set(rgba, start)
    start += rgba.length
  }
  return all
}

function changes(indices: Uint8Array, before: Uint8Array): Uint8Array {
  const changed = indices.slice()
  for (let i = 0; i < changed.length; i++) if (changed[i] === before[i]) changed[i] = unchanged
  return changed
}

/** The format counts how often an animation starts again, 0 for ever; gifenc leaves the count out at −1. */
function repeats(loops: number): number {
  return loops === 1 ? -1 : Math.max(0, loops - 1)
}

function refuse(expected: string, found: string): never {
  throw new RoteError("bad-option", { input: "frames", expected, found })
}
