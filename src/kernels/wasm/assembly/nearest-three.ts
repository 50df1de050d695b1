// Exact distance to the third nearest point, for all points of a pair.
//
// Method. Four neighbours in a strip are four queries, one per SIMD lane. They walk outward in y through their own strip,
// then through the strips to the left and to the right, every point met being compared with all four at once. A walk ends
// when for every lane the gap in y, or the gap in x to the strip, has reached the lane's third distance so far; the strips
// end when the gap in x has. Exactness: gaps only grow along a walk, rounding is monotone, and no point is nearer than its
// gap, so a point left out is nowhere among the nearest three. A distance is |xᵢ − xⱼ|·scale in float64, the arithmetic of
// the plain twin, hence equal to it bit for bit.
// Points are taken CHUNK at a time without a test in between: a mispredicted branch costs more than three distances.

import { stripEnd, stripStart } from "./layout"
import { boundsOf, firstOf, scaleOf, stripsOf } from "./neuron"

/** Points compared between two tests; at most the slots of NaN around a strip. */
const CHUNK: usize = 4

/** Points of the last pair whose nearest neighbour, and whose second nearest, is strictly nearer than the third. */
export let nearerFirst: i64 = 0
export let nearerSecond: i64 = 0

/** Distances of four points to four others, a missing one (NaN) being infinitely far. */
@inline function apart(X: v128, Y: v128, x: v128, y: v128, sx: v128, sy: v128): v128 {
  const d = f64x2.pmax(f64x2.abs(f64x2.mul(f64x2.sub(X, x), sx)), f64x2.abs(f64x2.mul(f64x2.sub(Y, y), sy)))
  return f64x2.pmin(f64x2.splat(Infinity), d)
}

/** Distance of every point to its third nearest other point, by slot. */
export function thirdDistances(x: usize, y: usize, points: usize, links: usize, distances: usize): void {
  const strips = stripsOf(x)
  const first = firstOf(x)
  const bounds = boundsOf(x)
  const sx = f64x2.splat(scaleOf(x))
  const sy = f64x2.splat(scaleOf(y))
  let firsts = i64x2.splat(0)
  let seconds = i64x2.splat(0)
  for (let s: u32 = 0; s < strips; s++) {
    const end = stripEnd(first, s)
    for (let q = stripStart(first, s); q < end; q += 4) {
      const p = points + (q << 4)
      const p0 = v128.load(p)
      const p1 = v128.load(p, 16)
      const p2 = v128.load(p, 32)
      const p3 = v128.load(p, 48)
      const X0 = v128.shuffle<f64>(p0, p1, 0, 2)
      const Y0 = v128.shuffle<f64>(p0, p1, 1, 3)
      const X1 = v128.shuffle<f64>(p2, p3, 0, 2)
      const Y1 = v128.shuffle<f64>(p2, p3, 1, 3)
      // The four among themselves: six distances in four vectors, three to a lane, sorted.
      const X2 = v128.shuffle<f64>(X1, X1, 1, 0)
      const Y2 = v128.shuffle<f64>(Y1, Y1, 1, 0)
      const inner0 = apart(X0, Y0, v128.shuffle<f64>(X0, X0, 1, 0), v128.shuffle<f64>(Y0, Y0, 1, 0), sx, sy)
      const inner1 = apart(X1, Y1, X2, Y2, sx, sy)
      const across = apart(X0, Y0, X1, Y1, sx, sy)
      const crossed = apart(X0, Y0, X2, Y2, sx, sy)
      const crossed1 = v128.shuffle<f64>(crossed, crossed, 1, 0)
      let l = f64x2.pmin(across, inner0)
      let h = f64x2.pmax(across, inner0)
      let a0 = f64x2.pmin(crossed, l)
      let c0 = f64x2.pmax(crossed, h)
      let b0 = f64x2.pmin(f64x2.pmax(crossed, l), h)
      l = f64x2.pmin(across, inner1)
      h = f64x2.pmax(across, inner1)
      let a1 = f64x2.pmin(crossed1, l)
      let c1 = f64x2.pmax(crossed1, h)
      let b1 = f64x2.pmin(f64x2.pmax(crossed1, l), h)

      let down = points + ((q - 1) << 4)
      let up = points + ((q + 4) << 4)
      for (;;) {
        for (let u: usize = 0; u < CHUNK * 16; u += 16) {
          const cx = v128.load64_splat(down - u)
          const cy = v128.load64_splat(down - u, 8)
          const d0 = f64x2.pmax(f64x2.abs(f64x2.mul(f64x2.sub(X0, cx), sx)), f64x2.mul(f64x2.sub(Y0, cy), sy))
          const d1 = f64x2.pmax(f64x2.abs(f64x2.mul(f64x2.sub(X1, cx), sx)), f64x2.mul(f64x2.sub(Y1, cy), sy))
          c0 = f64x2.pmin(c0, f64x2.pmax(d0, b0))
          b0 = f64x2.pmin(b0, f64x2.pmax(d0, a0))
          a0 = f64x2.pmin(a0, d0)
          c1 = f64x2.pmin(c1, f64x2.pmax(d1, b1))
          b1 = f64x2.pmin(b1, f64x2.pmax(d1, a1))
          a1 = f64x2.pmin(a1, d1)
        }
        down -= CHUNK * 16
        const cy = v128.load64_splat(down, 8)
        if (!v128.any_true(v128.or(f64x2.lt(f64x2.mul(f64x2.sub(Y0, cy), sy), c0), f64x2.lt(f64x2.mul(f64x2.sub(Y1, cy), sy), c1)))) break
      }
      for (;;) {
        for (let u: usize = 0; u < CHUNK * 16; u += 16) {
          const cx = v128.load64_splat(up + u)
          const cy = v128.load64_splat(up + u, 8)
          const d0 = f64x2.pmax(f64x2.abs(f64x2.mul(f64x2.sub(X0, cx), sx)), f64x2.mul(f64x2.sub(cy, Y0), sy))
          const d1 = f64x2.pmax(f64x2.abs(f64x2.mul(f64x2.sub(X1, cx), sx)), f64x2.mul(f64x2.sub(cy, Y1), sy))
          c0 = f64x2.pmin(c0, f64x2.pmax(d0, b0))
          b0 = f64x2.pmin(b0, f64x2.pmax(d0, a0))
          a0 = f64x2.pmin(a0, d0)
          c1 = f64x2.pmin(c1, f64x2.pmax(d1, b1))
          b1 = f64x2.pmin(b1, f64x2.pmax(d1, a1))
          a1 = f64x2.pmin(a1, d1)
        }
        up += CHUNK * 16
        const cy = v128.load64_splat(up, 8)
        if (!v128.any_true(v128.or(f64x2.lt(f64x2.mul(f64x2.sub(cy, Y0), sy), c0), f64x2.lt(f64x2.mul(f64x2.sub(cy, Y1), sy), c1)))) break
      }

      const middle = min(q + 2, end)
      let toward = sx
      let t: i32 = s
      let step: i32 = -1
      let link = middle
      for (;;) {
        t += step
        if (t < 0 || t == strips) {
          if (step > 0) break
          step = 1
          toward = f64x2.neg(sx)
          t = s
          link = middle
          continue
        }
        const edge = v128.load64_splat(bounds + (t << 4) + (step < 0 ? 8 : 0))
        const gap0 = f64x2.mul(f64x2.sub(X0, edge), toward)
        const gap1 = f64x2.mul(f64x2.sub(X1, edge), toward)
        if (!v128.any_true(v128.or(f64x2.lt(gap0, c0), f64x2.lt(gap1, c1)))) {
          if (step > 0) break
          step = 1
          toward = f64x2.neg(sx)
          t = s
          link = middle
          continue
        }
        link = load<u32>(links + (link << 3) + (step < 0 ? 0 : 4))
        up = points + (link << 4)
        down = up - 16
        for (;;) {
          for (let u: usize = 0; u < CHUNK * 16; u += 16) {
            const cx = v128.load64_splat(down - u)
            const cy = v128.load64_splat(down - u, 8)
            const d0 = f64x2.pmax(f64x2.mul(f64x2.sub(X0, cx), toward), f64x2.abs(f64x2.mul(f64x2.sub(Y0, cy), sy)))
            const d1 = f64x2.pmax(f64x2.mul(f64x2.sub(X1, cx), toward), f64x2.abs(f64x2.mul(f64x2.sub(Y1, cy), sy)))
            c0 = f64x2.pmin(c0, f64x2.pmax(d0, b0))
            b0 = f64x2.pmin(b0, f64x2.pmax(d0, a0))
            a0 = f64x2.pmin(a0, d0)
            c1 = f64x2.pmin(c1, f64x2.pmax(d1, b1))
            b1 = f64x2.pmin(b1, f64x2.pmax(d1, a1))
            a1 = f64x2.pmin(a1, d1)
          }
          down -= CHUNK * 16
          const cy = v128.load64_splat(down, 8)
          if (!v128.any_true(v128.or(
            f64x2.lt(f64x2.pmax(f64x2.mul(f64x2.sub(Y0, cy), sy), gap0), c0), f64x2.lt(f64x2.pmax(f64x2.mul(f64x2.sub(Y1, cy), sy), gap1), c1),
          ))) break
        }
        for (;;) {
          for (let u: usize = 0; u < CHUNK * 16; u += 16) {
            const cx = v128.load64_splat(up + u)
            const cy = v128.load64_splat(up + u, 8)
            const d0 = f64x2.pmax(f64x2.mul(f64x2.sub(X0, cx), toward), f64x2.abs(f64x2.mul(f64x2.sub(Y0, cy), sy)))
            const d1 = f64x2.pmax(f64x2.mul(f64x2.sub(X1, cx), toward), f64x2.abs(f64x2.mul(f64x2.sub(Y1, cy), sy)))
            c0 = f64x2.pmin(c0, f64x2.pmax(d0, b0))
            b0 = f64x2.pmin(b0, f64x2.pmax(d0, a0))
            a0 = f64x2.pmin(a0, d0)
            c1 = f64x2.pmin(c1, f64x2.pmax(d1, b1))
            b1 = f64x2.pmin(b1, f64x2.pmax(d1, a1))
            a1 = f64x2.pmin(a1, d1)
          }
          up += CHUNK * 16
          const cy = v128.load64_splat(up, 8)
          if (!v128.any_true(v128.or(
            f64x2.lt(f64x2.pmax(f64x2.mul(f64x2.sub(cy, Y0), sy), gap0), c0), f64x2.lt(f64x2.pmax(f64x2.mul(f64x2.sub(cy, Y1), sy), gap1), c1),
          ))) break
        }
      }
      firsts = i64x2.sub(firsts, i64x2.add(f64x2.lt(a0, c0), f64x2.lt(a1, c1)))
      seconds = i64x2.sub(seconds, i64x2.add(f64x2.lt(b0, c0), f64x2.lt(b1, c1)))
      v128.store(distances + (q << 3), c0)
      v128.store(distances + (q << 3), c1, 16)
    }
  }
  nearerFirst = i64x2.extract_lane(firsts, 0) + i64x2.extract_lane(firsts, 1)
  nearerSecond = i64x2.extract_lane(seconds, 0) + i64x2.extract_lane(seconds, 1)
}
