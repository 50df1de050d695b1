/** What the blocks of a GIF say, by the GIF89a specification; its pixels are left packed. */
export interface GifStructure {
  header: string
  width: number
  height: number
  /** Colours of the palette all frames share. */
  colours: number
  /** How often it starts again after the first time, 0 for ever; null where it plays once. */
  repeats: number | null
  frames: GifFrame[]
  /** Bytes after the end. */
  rest: number
}

export interface GifFrame {
  width: number
  height: number
  /** Milliseconds. */
  delay: number
  /** Whether the frame before stays under it. */
  keepsPrevious: boolean
  hasOwnPalette: boolean
  transparentColour: number | null
}

export function gifStructure(bytes: Uint8Array): GifStructure {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const word = (at: number) => view.getUint16(at, true)
  const text = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length))
  const colours = 2 << (bytes[10] & 7)
  const frames: GifFrame[] = []
  let control = { delay: 0, keepsPrevious: false, transparentColour: null as number | null }
  let repeats: number | null = null
  let at = 13 + 3 * colours
  const skipSubBlocks = () => {
    while (bytes[at] !== 0) at += bytes[at] + 1
    at++
  }
  for (; bytes[at] !== 0x3b; skipSubBlocks()) {
    if (bytes[at] === 0x21 && bytes[at + 1] === 0xf9) {
      const flags = bytes[at + 3]
      const transparentColour = (flags & 1) === 1 ? bytes[at + 6] : null
      control = { delay: word(at + 4) * 10, keepsPrevious: ((flags >> 2) & 7) === 1, transparentColour }
      at += 2
    } else if (bytes[at] === 0x21) {
      if (text(at + 3, 11) === "NETSCAPE2.0") repeats = word(at + 16)
      at += 2
    } else if (bytes[at] === 0x2c) {
      const hasOwnPalette = bytes[at + 9] >= 0x80
      frames.push({ width: word(at + 5), height: word(at + 7), hasOwnPalette, ...control })
      at += 11
    } else {
      throw new Error(`no block of a GIF starts with ${bytes[at]}, at byte ${at}`)
    }
  }
  const size = { width: word(6), height: word(8) }
  return { header: text(0, 6), ...size, colours, repeats, frames, rest: bytes.length - at - 1 }
}
