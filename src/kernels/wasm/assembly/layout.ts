// The points of a pair, laid out so that neighbours in the plane are neighbours in memory: strip by strip of x (equal rank),
// every strip in order of y. Slots of NaN surround each strip: a comparison with NaN fails, so every walk ends there, and a
// batch of four may read past a strip's end.
import { distinctAt, firstOf, largestTie, orderOf, stripOf, stripsOf, valuesOf } from "./neuron"

/** Slots of NaN before the first strip, between strips and after the last. */
export const GAP: u32 = 8

/** Slots that S points in so many strips take. */
@inline export function slotCount(S: u32, strips: u32): u32 { return S + (strips + 1) * GAP }

/** Slot of the first point of strip s. */
@inline export function stripStart(first: usize, s: u32): u32 { return load<u32>(first + (s << 2)) + (s + 1) * GAP }

/** Slot after the last point of strip s. */
@inline export function stripEnd(first: usize, s: u32): u32 { return load<u32>(first + (s << 2), 4) + (s + 1) * GAP }

/** Makes the GAP slots from `slot` on points that are near to nothing. */
function leaveGap(points: usize, slot: u32): void {
  for (let g: u32 = 0; g < GAP; g++) v128.store(points + ((slot + g) << 4), f64x2.splat(NaN))
}

@inline function place(x: usize, y: usize, S: u32, points: usize, links: usize, here: usize, tied: bool): void {
  const order = orderOf(y)
  const xs = valuesOf(x)
  const ys = tied ? valuesOf(y) : distinctAt(y)
  const strip = stripOf(x)
  for (let r: u32 = 0; r < S; r++) {
    const example = load<u32>(order + (r << 2))
    const cursor = here + (<u32>load<u16>(strip + (example << 1)) << 2)
    const slot = load<u32>(cursor)
    store<u32>(cursor, slot + 1)
    const point = points + (slot << 4)
    store<f64>(point, load<f64>(xs + (example << 3)))
    // Without ties the distinct values are the values in order.
    store<f64>(point, load<f64>(ys + ((tied ? example : r) << 3)), 8)
    const link = links + (slot << 3)
    store<u32>(link, load<u32>(cursor - 4))
    store<u32>(link, load<u32>(cursor, 4), 4)
  }
}

/**
 * Writes (x, y) of each slot at `points`, and at `links`, for each point and each strip's end, the slots where a walk from its
 * height starts in the strips to the left and right. One pass in order of y; nothing is compared. `cursors`: strips + 2 words.
 */
export function layOut(x: usize, y: usize, S: u32, points: usize, links: usize, cursors: usize): void {
  const strips = stripsOf(x)
  const first = firstOf(x)
  const here = cursors + 4
  for (let s: u32 = 0; s < strips; s++) {
    const start = stripStart(first, s)
    store<u32>(here + (s << 2), start)
    leaveGap(points, start - GAP)
  }
  leaveGap(points, stripEnd(first, strips - 1))
  if (largestTie(y) > 1) place(x, y, S, points, links, here, true)
  else place(x, y, S, points, links, here, false)
  for (let s: u32 = 0; s < strips; s++) {
    const cursor = here + (s << 2)
    const end = load<u32>(cursor)
    const link = links + (end << 3)
    store<u32>(link, load<u32>(cursor - 4))
    store<u32>(link, load<u32>(cursor, 4), 4)
  }
}
