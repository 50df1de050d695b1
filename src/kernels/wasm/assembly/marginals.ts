// Marginal counts: how many examples lie within a point's distance along one axis.
//
// Method. v ± ε is looked up in the neuron's buckets: its bucket, computed a sixteenth of a bucket early so that no rounding
// can overshoot, gives a distinct value at or before the boundary; from there four values are tested with the definition
// itself, |v − d|·scale < ε. Where all four lie on the near side the bucket is crowded, and the point is put aside to be
// settled by bisection of the bucket. The count is exact whatever the buckets are like. Points are put aside rather than
// settled on the spot because a call in the loop would have every register saved around it.
import {
  belowOf, bucketRate, bucketTop, bucketsOf, NARROW, distinctAt, distinctOf, firstOf, largestTie, lowestOf, scaleOf, stripsOf,
} from "./neuron"
import { stripEnd, stripStart } from "./layout"

/** 1.5·2⁵²: added to a number below 2⁵¹, leaves it rounded in the low bits. */
const TO_INTEGER: f64 = 6755399441055744

/** First of the distinct values from `start` to before `end` that is not at distance epsilon or more below v, or `end`. */
function firstNotFarBelow(n: usize, start: u32, end: u32, v: f64, epsilon: f64): u32 {
  const distinct = distinctAt(n)
  const scale = scaleOf(n)
  // Bisection without a branch on what is found: mispredictions would cost more than the steps.
  for (let length = end - start; length > 0; ) {
    const half = (length + 1) >> 1
    const passed = (v - load<f64>(distinct + ((start + half - 1) << 3))) * scale >= epsilon
    start += select<u32>(half, 0, passed)
    length = select<u32>(length - half, half - 1, passed)
  }
  return start
}

/** First of the distinct values from `start` to before `end` that is at distance epsilon or more above v, or `end`. */
function firstFarAbove(n: usize, start: u32, end: u32, v: f64, epsilon: f64): u32 {
  const distinct = distinctAt(n)
  const scale = scaleOf(n)
  for (let length = end - start; length > 0; ) {
    const half = (length + 1) >> 1
    const passed = (load<f64>(distinct + ((start + half - 1) << 3)) - v) * scale < epsilon
    start += select<u32>(half, 0, passed)
    length = select<u32>(length - half, half - 1, passed)
  }
  return start
}

/** How many examples lie between two distinct values, the second not included. */
@inline function between(n: usize, from: u32, to: u32): u32 {
  return load<u32>(belowOf(n) + (to << 2)) - load<u32>(belowOf(n) + (from << 2))
}

/** How many examples of neuron n lie closer to v than epsilon > 0, those at v included; by bisection. */
export function within(n: usize, v: f64, epsilon: f64): u32 {
  const D = distinctOf(n)
  return between(n, firstNotFarBelow(n, 0, D, v, epsilon), firstFarAbove(n, 0, D, v, epsilon))
}

/** A point put aside: its slot, and the buckets in which its boundaries lie, or in the ones after. */
const ASIDE: u32 = 12

@inline function bucketStart(buckets: usize, bucket: u32, narrow: bool): u32 {
  return narrow ? <u32>load<u16>(buckets + (bucket << 1)) : load<u32>(buckets + (bucket << 2))
}

@inline function sumAlong(
  n: usize, coordinates: usize, x: usize, distances: usize, psi: usize, aside: usize, tied: bool, narrow: bool,
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
      const lower = i32x4.extract_lane(bucket, 0)
      const upper = i32x4.extract_lane(bucket, 2)
      const left = bucketStart(buckets, lower, narrow)
      const right = bucketStart(buckets, upper, narrow)
      const l = distinct + (left << 3)
      const r = distinct + (right << 3)
      const far0 = f64x2.ge(f64x2.mul(f64x2.sub(v, v128.load(l)), scale), epsilon)
      const far1 = f64x2.ge(f64x2.mul(f64x2.sub(v, v128.load(l, 16)), scale), epsilon)
      const near0 = f64x2.lt(f64x2.mul(f64x2.sub(v128.load(r), v), scale), epsilon)
      const near1 = f64x2.lt(f64x2.mul(f64x2.sub(v128.load(r, 16), v), scale), epsilon)
      const far = i32x4.bitmask(v128.shuffle<i32>(far0, far1, 0, 2, 4, 6))
      const near = i32x4.bitmask(v128.shuffle<i32>(near0, near1, 0, 2, 4, 6))
      if (far == 15 || near == 15) {
        const put = aside + crowded * ASIDE
        store<u32>(put, q)
        store<u32>(put, lower, 4)
        store<u32>(put, upper, 8)
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
  const last = <u32>bucketTop(n) + 1
  for (let a: u32 = 0; a < crowded; a++) {
    const put = aside + a * ASIDE
    const q = load<u32>(put)
    const v = load<f64>(coordinates + (q << 4))
    const epsilon = max(load<f64>(distances + (q << 3)), f64.MIN_VALUE)
    const lower = load<u32>(put, 4)
    const upper = load<u32>(put, 8)
    const from = firstNotFarBelow(
      n, bucketStart(buckets, lower, narrow), bucketStart(buckets, min(lower + 2, last), narrow), v, epsilon,
    )
    const to = firstFarAbove(
      n, bucketStart(buckets, upper, narrow), bucketStart(buckets, min(upper + 2, last), narrow), v, epsilon,
    )
    sum += load<i64>(psi + (between(n, from, to) << 3))
  }
  return sum
}

/**
 * Σ ψ of the examples of neuron n closer to each point than its distance, the point included, in units of 2⁻³⁶: integers, so
 * that the order of summation cannot matter. `coordinates` are those of n, 16 bytes apart, by slot of the strips of x; at
 * distance 0 the ties count, being less than the smallest positive number away. `aside` needs 12 bytes per example.
 */
export function marginalSum(n: usize, coordinates: usize, x: usize, distances: usize, psi: usize, aside: usize): i64 {
  if (distinctOf(n) > NARROW) return sumAlong(n, coordinates, x, distances, psi, aside, true, false)
  return largestTie(n) > 1
    ? sumAlong(n, coordinates, x, distances, psi, aside, true, true)
    : sumAlong(n, coordinates, x, distances, psi, aside, false, true)
}
