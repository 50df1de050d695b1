// Distance to the k-th nearest point for any k, and the box around the points within it: one point at a time, over the same
// layout and with the same walk as nearest-three.ts, which see.

import { stripEnd, stripStart } from "./layout"
import { boundsOf, firstOf, scaleOf, stripsOf } from "./neuron"

/** The k smallest distances so far, in order. */
let best: usize = 0
let count: u32 = 0
/** No point further than this is wanted. */
let reach: f64 = 0
/** Points within reach, and the largest distances along x and y among them. */
export let inBox: u32 = 0
export let sideX: f64 = 0
export let sideY: f64 = 0

@inline function meet(dx: f64, dy: f64, boxing: bool): void {
  const d = max(dx, dy)
  if (boxing) {
    if (d > reach) return
    inBox++
    sideX = max(sideX, dx)
    sideY = max(sideY, dy)
    return
  }
  if (d >= reach) return
  let rank = count - 1
  for (; rank > 0 && load<f64>(best + ((rank - 1) << 3)) > d; rank--) {
    store<f64>(best + (rank << 3), load<f64>(best + ((rank - 1) << 3)))
  }
  store<f64>(best + (rank << 3), d)
  reach = load<f64>(best + ((count - 1) << 3))
}

/** Whether a gap still leaves room: a box holds what lies at its edge, a nearest neighbour must be nearer. */
@inline function open(gap: f64, boxing: bool): bool { return boxing ? gap <= reach : gap < reach }

/** Walks outward from slot q of strip s. */
function walk(x: usize, y: usize, points: usize, links: usize, s: u32, q: u32, boxing: bool): void {
  const strips = stripsOf(x)
  const bounds = boundsOf(x)
  const sx = scaleOf(x)
  const sy = scaleOf(y)
  const X = load<f64>(points + (q << 4))
  const Y = load<f64>(points + (q << 4), 8)
  let down = points + ((q - 1) << 4)
  let up = points + ((q + 1) << 4)
  let t: i32 = s
  let step: i32 = -1
  let link = q
  for (;;) {
    for (; open((Y - load<f64>(down, 8)) * sy, boxing); down -= 16) {
      meet(abs(X - load<f64>(down)) * sx, abs(Y - load<f64>(down, 8)) * sy, boxing)
    }
    for (; open((load<f64>(up, 8) - Y) * sy, boxing); up += 16) {
      meet(abs(X - load<f64>(up)) * sx, abs(Y - load<f64>(up, 8)) * sy, boxing)
    }
    t += step
    if (step < 0) {
      if (t >= 0 && open((X - load<f64>(bounds + (t << 4), 8)) * sx, boxing)) {
        link = load<u32>(links + (link << 3))
        up = points + (link << 4)
        down = up - 16
        continue
      }
      step = 1
      t = s + 1
      link = q
    }
    if (t >= <i32>strips || !open((load<f64>(bounds + (t << 4)) - X) * sx, boxing)) return
    link = load<u32>(links + (link << 3), 4)
    up = points + (link << 4)
    down = up - 16
  }
}

/**
 * Distance of every point to its k-th nearest other point, by slot; `list` needs k words of 8 bytes.
 * Adds to `nearer[m]` (u32 × k) the points of which m others are strictly nearer than that.
 */
export function kthDistances(
  x: usize, y: usize, points: usize, links: usize, distances: usize, k: u32, list: usize, nearer: usize,
): void {
  const strips = stripsOf(x)
  const first = firstOf(x)
  best = list
  count = k
  for (let s: u32 = 0; s < strips; s++) {
    const end = stripEnd(first, s)
    for (let q = stripStart(first, s); q < end; q++) {
      for (let m: u32 = 0; m < k; m++) store<f64>(list + (m << 3), Infinity)
      reach = Infinity
      walk(x, y, points, links, s, q, false)
      store<f64>(distances + (q << 3), reach)
      let m: u32 = 0
      while (load<f64>(list + (m << 3)) < reach) m++
      store<u32>(nearer + (m << 2), load<u32>(nearer + (m << 2)) + 1)
    }
  }
}

/** Sets inBox, sideX and sideY for slot q of strip s: the other points at most `distance` away. */
export function boxAround(x: usize, y: usize, points: usize, links: usize, s: u32, q: u32, distance: f64): void {
  reach = distance
  inBox = 0
  sideX = 0
  sideY = 0
  walk(x, y, points, links, s, q, true)
}
