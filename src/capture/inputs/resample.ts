import type { ResampleFilter } from "./request.js"

/** Rows of red, green and blue bytes. */
export interface Pixels {
  width: number
  height: number
  data: Uint8Array
}

const channels = 3

/** Weights are whole numbers in units of 2^-22, the finest that a sum of them times bytes leaves within 32 bits. */
const precision = 22
const half = 1 << (precision - 1)

/** How far from its centre a filter reaches, in pixels, and its weight there. */
const filters: Record<ResampleFilter, { reach: number; weight: (distance: number) => number }> = {
  bilinear: { reach: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { reach: 2, weight: cubic },
  lanczos: { reach: 3, weight: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
}

/** Keys' cubic with a = −1/2. */
function cubic(x: number): number {
  const a = -0.5
  const d = Math.abs(x)
  if (d < 1) return ((a + 2) * d - (a + 3)) * d * d + 1
  return d < 2 ? (((d - 5) * d + 8) * d - 4) * a : 0
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI)
}

/** The pixels that one new pixel is made of: the first, and how much of each from there. */
interface Taps {
  first: number
  weights: Int32Array
}

/**
 * Resizes an image as Pillow does, to the bit: the filter stretched where the image gets smaller (antialiasing), rows first,
 * bytes between the two passes, whole-number weights. sharp's own resizing gives other values, most of all where it enlarges.
 * Cost: one multiplication for each pixel that the filter reaches, in each pass.
 */
export function resample(image: Pixels, width: number, height: number, filter: ResampleFilter): Pixels {
  const wide = width === image.width ? image : alongRows(image, tapsOf(image.width, width, filter))
  return height === image.height ? wide : alongColumns(wide, tapsOf(image.height, height, filter))
}

function tapsOf(from: number, to: number, filter: ResampleFilter): Taps[] {
  const { reach, weight } = filters[filter]
  const scale = from / to
  const stretch = Math.max(scale, 1)
  return Array.from({ length: to }, (_, place) => {
    const centre = (place + 0.5) * scale
    const first = Math.max(0, Math.trunc(centre - reach * stretch + 0.5))
    const end = Math.min(from, Math.trunc(centre + reach * stretch + 0.5))
    const exact = Array.from({ length: end - first }, (_, i) => weight((i + first - centre + 0.5) / stretch))
    const sum = exact.reduce((total, each) => total + each, 0)
    return { first, weights: Int32Array.from(exact, (each) => awayFromZero((each / sum) * 2 ** precision)) }
  })
}

function awayFromZero(x: number): number {
  return Math.trunc(x < 0 ? x - 0.5 : x + 0.5)
}

function alongRows({ width, height, data }: Pixels, taps: readonly Taps[]): Pixels {
  const made = new Uint8Array(taps.length * height * channels)
  let at = 0
  for (let row = 0; row < height; row++) {
    for (const { first, weights } of taps) {
      let from = (row * width + first) * channels
      let red = half
      let green = half
      let blue = half
      for (const weight of weights) {
        red += data[from] * weight
        green += data[from + 1] * weight
        blue += data[from + 2] * weight
        from += channels
      }
      made[at++] = byteOf(red)
      made[at++] = byteOf(green)
      made[at++] = byteOf(blue)
    }
  }
  return { width: taps.length, height, data: made }
}

function alongColumns({ width, data }: Pixels, taps: readonly Taps[]): Pixels {
  const rowLength = width * channels
  const made = new Uint8Array(taps.length * rowLength)
  const sums = new Int32Array(rowLength)
  taps.forEach(({ first, weights }, row) => {
    sums.fill(half)
    weights.forEach((weight, i) => {
      const from = (first + i) * rowLength
      for (let x = 0; x < rowLength; x++) sums[x] += data[from + x] * weight
    })
    for (let x = 0; x < rowLength; x++) made[row * rowLength + x] = byteOf(sums[x])
  })
  return { width, height: taps.length, data: made }
}

function byteOf(sum: number): number {
  return Math.min(255, Math.max(0, sum >> precision))
}
