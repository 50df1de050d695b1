// Marginal counts: how many examples lie within a point's distance along one axis.
//
// Method. Values are looked up in the neuron's buckets: the bucket of v ± ε, computed a sixteenth of a bucket early so that
// no rounding can overshoot, gives a distinct value at or before the boundary; from there four values at a time are tested
// with the definition itself, |v − d|·scale < ε, until one fails. The count is exact whatever the buckets are like.

import { stripEnd, stripStart } from "./layout"
import {
  belowOf, bucketRate, bucketsOf, bucketTop, distinctAt, distinctOf, firstOf, lowestOf, scaleOf, stripsOf,
} from "./neuron"

/** Whether distinct value d lies below v at distance epsilon or more. */
@inline function isFarBelow(d: f64, v: f64, scale: f64, epsilon: f64): bool { return (v - d) * scale >= epsilon }

/** Whether distinct value d lies below v, or above it closer than epsilon. */
@inline function isNearAbove(d: f64, v: f64, scale: f64, epsilon: f64): bool { return (d - v) * scale < epsilon }

/** First distinct value from `at` on that is not far below v, by doubling steps and bisection: for crowded buckets. */
function firstNotFarBelow(distinct: usize, at: u32, D: u32, v: f64, scale: f64, epsilon: f64): u32 {
  let step: u32 = 4
  while (at + step < D && isFarBelow(load<f64>(distinct + ((at + step) << 3)), v, scale, epsilon)) {
    at += step
    step <<= 1
  }
  let end = min(at + step, D)
  while (at < end) {
    const middle = (at + end) >> 1
    if (isFarBelow(load<f64>(distinct + (middle << 3)), v, scale, epsilon)) at = middle + 1
    else end = middle
  }
  return at
}

/** First distinct value from `at` on that is not near above v. */
function firstNotNearAbove(distinct: usize, at: u32, D: u32, v: f64, scale: f64, epsilon: f64): u32 {
  let step: u32 = 4
  while (at + step < D && isNearAbove(load<f64>(distinct + ((at + step) << 3)), v, scale, epsilon)) {
    at += step
    step <<= 1
  }
  let end = min(at + step, D)
  while (at < end) {
    const middle = (at + end) >> 1
    if (isNearAbove(load<f64>(distinct + (middle << 3)), v, scale, epsilon)) at = middle + 1
    else end = middle
  }
  return at
}

/** How many examples of the neuron lie closer to v than epsilon > 0, v itself included. The rest is what depends on the neuron. */
@inline export function within(
  v: f64, epsilon: f64, scale: f64, inverse: f64, lowest: f64, rate: f64, top: v128, distinct: usize, D: u32, below: usize, buckets: usize,
): u32 {
  const reach = epsilon * inverse
  // Bucket of v − reach and of v + reach, less 1/16; adding 1.5·2⁵² rounds to a whole number, so ½ more is taken off.
  // Should anything here be NaN, bucket 0 is a safe start.
  const target = f64x2.sub(f64x2.mul(f64x2.add(f64x2.splat(v - lowest), f64x2(-reach, reach)), f64x2.splat(rate)), f64x2.splat(0.5625))
  const bucket = f64x2.add(f64x2.pmin(top, f64x2.pmax(f64x2.splat(0), target)), f64x2.splat(6755399441055744))
  let left = load<u32>(buckets + (i32x4.extract_lane(bucket, 0) << 2))
  let right = load<u32>(buckets + (i32x4.extract_lane(bucket, 2) << 2))
  const vs = f64x2.splat(v)
  const ss = f64x2.splat(scale)
  const es = f64x2.splat(epsilon)
  const l = distinct + (left << 3)
  const far0 = f64x2.ge(f64x2.mul(f64x2.sub(vs, v128.load(l)), ss), es)
  const far1 = f64x2.ge(f64x2.mul(f64x2.sub(vs, v128.load(l, 16)), ss), es)
  const far = popcnt(i64x2.bitmask(far0) | (i64x2.bitmask(far1) << 2))
  left += far
  if (far == 4) left = firstNotFarBelow(distinct, left, D, v, scale, epsilon)
  const r = distinct + (right << 3)
  const near0 = f64x2.lt(f64x2.mul(f64x2.sub(v128.load(r), vs), ss), es)
  const near1 = f64x2.lt(f64x2.mul(f64x2.sub(v128.load(r, 16), vs), ss), es)
  const near = popcnt(i64x2.bitmask(near0) | (i64x2.bitmask(near1) << 2))
  right += near
  if (near == 4) right = firstNotNearAbove(distinct, right, D, v, scale, epsilon)
  return load<u32>(below + (right << 2)) - load<u32>(below + (left << 2))
}

/** Σ ψ(nx + 1) + ψ(ny + 1) over the points, in units of 2⁻³⁶: integers, so that the order of summation cannot matter. */
export function marginalSum(x: usize, y: usize, points: usize, distances: usize, psi: usize): i64 {
  const strips = stripsOf(x)
  const first = firstOf(x)
  const scaleX = scaleOf(x)
  const inverseX = 1 / scaleX
  const lowestX = lowestOf(x)
  const rateX = bucketRate(x)
  const topX = f64x2.splat(bucketTop(x))
  const distinctX = distinctAt(x)
  const DX = distinctOf(x)
  const belowX = belowOf(x)
  const bucketsX = bucketsOf(x)
  const scaleY = scaleOf(y)
  const inverseY = 1 / scaleY
  const lowestY = lowestOf(y)
  const rateY = bucketRate(y)
  const topY = f64x2.splat(bucketTop(y))
  const distinctY = distinctAt(y)
  const DY = distinctOf(y)
  const belowY = belowOf(y)
  const bucketsY = bucketsOf(y)
  let sum: i64 = 0
  for (let s: u32 = 0; s < strips; s++) {
    const end = stripEnd(first, s)
    for (let q = stripStart(first, s); q < end; q++) {
      // At distance 0 the ties count: less than the smallest positive number is 0.
      const epsilon = max(load<f64>(distances + (q << 3)), f64.MIN_VALUE)
      const nx = within(load<f64>(points + (q << 4)), epsilon, scaleX, inverseX, lowestX, rateX, topX, distinctX, DX, belowX, bucketsX)
      const ny = within(load<f64>(points + (q << 4), 8), epsilon, scaleY, inverseY, lowestY, rateY, topY, distinctY, DY, belowY, bucketsY)
      sum += load<i64>(psi + (nx << 3)) + load<i64>(psi + (ny << 3))
    }
  }
  return sum
}
