// Marginal counts: how many examples lie within a point's distance along one axis.
//
// Method. v ± ε is looked up in the neuron's buckets: its bucket, computed a sixteenth of a bucket early so that no rounding
// can overshoot, gives a distinct value at or before the boundary; from there four values are tested with the definition
// itself, |v − d|·scale < ε. Where all four lie on the near side the bucket is crowded, and the point is put aside to be
// settled by bisection. The count is exact whatever the buckets are like. Points are put aside rather than settled on the
// spot because a call in the loop would have every register saved around it.
import {
  belowOf, bucketRate, bucketTop, bucketsOf, distinctAt, distinctOf, firstOf, largestTie, lowestOf, scaleOf, stripsOf,
} from "./neuron"
import { stripEnd, stripStart } from "./layout"

/** 1.5·2⁵²: added to a number below 2⁵¹, leaves it rounded in the low bits. */
const TO_INTEGER: f64 = 6755399441055744

/** First distinct value of the neuron that is not at distance epsilon or more below v. */
function firstNotFarBelow(n: usize, v: f64, epsilon: f64): u32 {
  const distinct = distinctAt(n)
  const scale = scaleOf(n)
  let start: u32 = 0
  let end = distinctOf(n)
  while (start < end) {
    const middle = (start + end) >> 1
    if ((v - load<f64>(distinct + (middle << 3))) * scale >= epsilon) start = middle + 1
    else end = middle
  }
  return start
}

/** First distinct value of the neuron at distance epsilon or more above v. */
function firstFarAbove(n: usize, v: f64, epsilon: f64): u32 {
  const distinct = distinctAt(n)
  const scale = scaleOf(n)
  let start: u32 = 0
  let end = distinctOf(n)
  while (start < end) {
    const middle = (start + end) >> 1
    if ((load<f64>(distinct + (middle << 3)) - v) * scale < epsilon) start = middle + 1
    else end = middle
  }
  return start
}

/** How many examples of neuron n lie closer to v than epsilon > 0, those at v included; by bisection. */
export function within(n: usize, v: f64, epsilon: f64): u32 {
  const below = belowOf(n)
  return load<u32>(below + (firstFarAbove(n, v, epsilon) << 2)) - load<u32>(below + (firstNotFarBelow(n, v, epsilon) << 2))
}

@inline function sumAlong(
  n: usize, coordinates: usize, x: usize, distances: usize, psi: usize, aside: usize, tied: bool,
): i64 {
  const strips = stripsOf(x)
  const first = firstOf(x)
  const distinct = distinctAt(n)
  const below = belowOf(n)
  const buckets = bucketsOf(n)
  const scale = f64x2.splat(scaleOf(n))
  const lowest = f64x2.splat(lowestOf(n))
  const rate = f64x2.splat(bucketRate(n))
  const top = f64x2.splat(bucketTop(n))
  const sides = f64x2(-1 / scaleOf(n), 1 / scaleOf(n))
  const least = f64x2.splat(f64.MIN_VALUE)
  // A sixteenth, and the half that rounding to an integer would otherwise add.
  const early = f64x2.splat(0.5625)
  const toInteger = f64x2.splat(TO_INTEGER)
  let crowded: u32 = 0
  let sum: i64 = 0
  for (let s: u32 = 0; s < strips; s++) {
    const end = stripEnd(first, s)
    for (let q = stripStart(first, s); q < end; q++) {
      const v = v128.load64_splat(coordinates + (q << 4))
      const epsilon = f64x2.pmax(least, v128.load64_splat(distances + (q << 3)))
      // Should anything here be NaN, bucket 0 is a safe start.
      const target = f64x2.sub(f64x2.mul(f64x2.add(f64x2.sub(v, lowest), f64x2.mul(epsilon, sides)), rate), early)
      const bucket = f64x2.add(f64x2.pmin(top, f64x2.pmax(f64x2.splat(0), target)), toInteger)
      const left = load<u32>(buckets + (i32x4.extract_lane(bucket, 0) << 2))
      const right = load<u32>(buckets + (i32x4.extract_lane(bucket, 2) << 2))
      const l = distinct + (left << 3)
      const r = distinct + (right << 3)
      const far0 = f64x2.ge(f64x2.mul(f64x2.sub(v, v128.load(l)), scale), epsilon)
      const far1 = f64x2.ge(f64x2.mul(f64x2.sub(v, v128.load(l, 16)), scale), epsilon)
      const near0 = f64x2.lt(f64x2.mul(f64x2.sub(v128.load(r), v), scale), epsilon)
      const near1 = f64x2.lt(f64x2.mul(f64x2.sub(v128.load(r, 16), v), scale), epsilon)
      const far = i32x4.bitmask(v128.shuffle<i32>(far0, far1, 0, 2, 4, 6))
      const near = i32x4.bitmask(v128.shuffle<i32>(near0, near1, 0, 2, 4, 6))
      if (far == 15 || near == 15) {
        store<u32>(aside + (crowded << 2), q)
        crowded++
        continue
      }
      const from = left + popcnt(far)
      const to = right + popcnt(near)
      // Without ties each distinct value is one example.
      const count = tied ? load<u32>(below + (to << 2)) - load<u32>(below + (from << 2)) : to - from
      sum += load<i64>(psi + (count << 3))
    }
  }
  for (let a: u32 = 0; a < crowded; a++) {
    const q = load<u32>(aside + (a << 2))
    const epsilon = max(load<f64>(distances + (q << 3)), f64.MIN_VALUE)
    sum += load<i64>(psi + (within(n, load<f64>(coordinates + (q << 4)), epsilon) << 3))
  }
  return sum
}

/**
 * Σ ψ of the examples of neuron n closer to each point than its distance, the point included, in units of 2⁻³⁶: integers, so
 * that the order of summation cannot matter. `coordinates` are those of n, 16 bytes apart, by slot of the strips of x; at
 * distance 0 the ties count, being less than the smallest positive number away. `aside` needs 4 bytes per example.
 */
export function marginalSum(n: usize, coordinates: usize, x: usize, distances: usize, psi: usize, aside: usize): i64 {
  return largestTie(n) > 1
    ? sumAlong(n, coordinates, x, distances, psi, aside, true)
    : sumAlong(n, coordinates, x, distances, psi, aside, false)
}
