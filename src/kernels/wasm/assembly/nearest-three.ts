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
const CHUNK = 4

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
  const leftward = f64x2.neg(sx)
  const downward = f64x2.neg(sy)
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

      // Up and down the strip itself: gaps in y are positive as they are.
      for (let way: i32 = -16; way <= 16; way += 32) {
        const onward = way < 0 ? sy : downward
        let at = points + ((way < 0 ? q - 1 : q + 4) << 4)
        do {
          for (let c = 0; c < CHUNK; c++, at += way) {
            const cx = v128.load64_splat(at)
            const cy = v128.load64_splat(at, 8)
            const d0 = f64x2.pmax(f64x2.abs(f64x2.mul(f64x2.sub(X0, cx), sx)), f64x2.mul(f64x2.sub(Y0, cy), onward))
            const d1 = f64x2.pmax(f64x2.abs(f64x2.mul(f64x2.sub(X1, cx), sx)), f64x2.mul(f64x2.sub(Y1, cy), onward))
            c0 = f64x2.pmin(c0, f64x2.pmax(d0, b0))
            b0 = f64x2.pmin(b0, f64x2.pmax(d0, a0))
            a0 = f64x2.pmin(a0, d0)
            c1 = f64x2.pmin(c1, f64x2.pmax(d1, b1))
            b1 = f64x2.pmin(b1, f64x2.pmax(d1, a1))
            a1 = f64x2.pmin(a1, d1)
          }
          const cy = v128.load64_splat(at, 8)
          const open0 = f64x2.lt(f64x2.mul(f64x2.sub(Y0, cy), onward), c0)
          const open1 = f64x2.lt(f64x2.mul(f64x2.sub(Y1, cy), onward), c1)
          if (!v128.any_true(v128.or(open0, open1))) break
        } while (true)
      }

      // Up and down the strips to the left and to the right: gaps in x are positive as they are.
      for (let step: i32 = -1; step <= 1; step += 2) {
        const outward = step < 0 ? sx : leftward
        let link = min(q + 2, end)
        for (let t: i32 = s + step; t >= 0 && t < <i32>strips; t += step) {
          const edge = v128.load64_splat(bounds + (t << 4) + (step < 0 ? 8 : 0))
          const gap0 = f64x2.mul(f64x2.sub(X0, edge), outward)
          const gap1 = f64x2.mul(f64x2.sub(X1, edge), outward)
          if (!v128.any_true(v128.or(f64x2.lt(gap0, c0), f64x2.lt(gap1, c1)))) break
          link = load<u32>(links + (link << 3) + (step < 0 ? 0 : 4))
          for (let way: i32 = -16; way <= 16; way += 32) {
            const onward = way < 0 ? sy : downward
            let at = points + (link << 4) + min(way, 0)
            do {
              for (let c = 0; c < CHUNK; c++, at += way) {
                const cx = v128.load64_splat(at)
                const cy = v128.load64_splat(at, 8)
                const d0 = f64x2.pmax(f64x2.mul(f64x2.sub(X0, cx), outward), f64x2.abs(f64x2.mul(f64x2.sub(Y0, cy), sy)))
                const d1 = f64x2.pmax(f64x2.mul(f64x2.sub(X1, cx), outward), f64x2.abs(f64x2.mul(f64x2.sub(Y1, cy), sy)))
                c0 = f64x2.pmin(c0, f64x2.pmax(d0, b0))
                b0 = f64x2.pmin(b0, f64x2.pmax(d0, a0))
                a0 = f64x2.pmin(a0, d0)
                c1 = f64x2.pmin(c1, f64x2.pmax(d1, b1))
                b1 = f64x2.pmin(b1, f64x2.pmax(d1, a1))
                a1 = f64x2.pmin(a1, d1)
              }
              const cy = v128.load64_splat(at, 8)
              const open0 = f64x2.lt(f64x2.pmax(f64x2.mul(f64x2.sub(Y0, cy), onward), gap0), c0)
              const open1 = f64x2.lt(f64x2.pmax(f64x2.mul(f64x2.sub(Y1, cy), onward), gap1), c1)
              if (!v128.any_true(v128.or(open0, open1))) break
            } while (true)
          }
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
