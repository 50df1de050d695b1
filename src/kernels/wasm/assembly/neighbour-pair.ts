// Mutual information of a pair of prepared neurons from nearest neighbours: KSG-1, KSG-2 and the mixed estimator.
// Sums of ψ are taken in integers of 2⁻³⁶ nats: exact, so that neither the order of the examples nor which neuron comes first
// can change a bit of the result. |sum| < 2·15·S·2³⁶, which fits up to S = 4 million; the rounding is below 10⁻¹¹ nats.

import { layOut, slotCount, stripEnd, stripStart } from "./layout"
import { marginalSum, within } from "./marginals"
import { boxAround, inBox, kthDistances, sideX, sideY } from "./nearest"
import { nearerFirst, nearerSecond, thirdDistances } from "./nearest-three"
import { firstOf, largestTie, leftOut, maxStrips, stripsOf } from "./neuron"

export const KSG: i32 = 0
export const KSG2: i32 = 1
export const MIXED_COUNTED: i32 = 2
export const MIXED_PUBLISHED: i32 = 3

const UNIT: f64 = 68719476736

let S: u32 = 0
let k: u32 = 0
let psi: usize = 0
let points: usize = 0
let links: usize = 0
let cursors: usize = 0
let distances: usize = 0
let aside: usize = 0
let list: usize = 0
let nearer: usize = 0

/** Room for pairs of S examples and k neighbours; `table`: ψ(n)·2³⁶ rounded, i64 for n = 0 … S. */
export function setUpPairs(examples: u32, neighbours: u32, table: usize): void {
  S = examples
  k = neighbours
  psi = table
  const slots = slotCount(S, maxStrips(S))
  points = heap.alloc(slots * 16)
  links = heap.alloc(slots * 8)
  distances = heap.alloc(slots * 8)
  cursors = heap.alloc((maxStrips(S) + 2) * 4)
  aside = heap.alloc(S * 12)
  list = heap.alloc(k * 8)
  nearer = heap.alloc(k * 4)
}

@inline function psiAt(n: u32): i64 { return load<i64>(psi + (n << 3)) }

/** Mutual information in nats of prepared neurons a and b; 0 where either is left out. */
export function neighbourInformation(method: i32, a: usize, b: usize): f64 {
  if (leftOut(a) || leftOut(b)) return 0
  // Strips never cut a tie group, so the neuron with the larger ones is the one to cut into strips.
  const swap = largestTie(b) > largestTie(a)
  const x = swap ? b : a
  const y = swap ? a : b
  layOut(x, y, S, points, links, cursors)
  memory.fill(nearer, 0, k * 4)
  if (k == 3) {
    thirdDistances(x, y, points, links, distances)
    store<u32>(nearer, S - <u32>nearerFirst)
    store<u32>(nearer, <u32>(nearerFirst - nearerSecond), 4)
    store<u32>(nearer, <u32>nearerSecond, 8)
  } else {
    kthDistances(x, y, points, links, distances, k, list, nearer)
  }
  if (method == KSG2) return psi1(S) + f64(boxSum(x, y)) / UNIT / S
  const mean = f64(inPlaneSum(method, x) - marginalSums(x, y)) / UNIT / S
  return (method == MIXED_PUBLISHED ? Math.log(S) : psi1(S)) + mean
}

function marginalSums(x: usize, y: usize): i64 {
  return marginalSum(x, points, x, distances, psi, aside) + marginalSum(y, points + 8, x, distances, psi, aside)
}

@inline function psi1(n: u32): f64 { return f64(psiAt(n)) / UNIT }

/** Σ ψ(kᵢ): k for KSG-1; for the mixed estimator the ties at distance 0, and else k or the points counted strictly nearer. */
function inPlaneSum(method: i32, x: usize): i64 {
  if (method == KSG) return <i64>S * psiAt(k)
  let sum: i64 = 0
  for (let m: u32 = 0; m < k; m++) {
    sum += <i64>load<u32>(nearer + (m << 2)) * psiAt(method == MIXED_COUNTED ? m + 1 : k)
  }
  // Points at distance 0 were counted above with none nearer.
  const counted = psiAt(method == MIXED_COUNTED ? 1 : k)
  const strips = stripsOf(x)
  const first = firstOf(x)
  for (let s: u32 = 0; s < strips; s++) {
    const start = stripStart(first, s)
    const end = stripEnd(first, s)
    let copies: u32 = 0
    for (let q = start; q < end; q++) {
      if (load<f64>(distances + (q << 3)) != 0) continue
      const same = q > start && copies > 0 && isSame(q, q - 1)
      if (!same) copies = copiesAround(q, start, end)
      sum += psiAt(copies) - counted
    }
  }
  return sum
}

@inline function xAt(q: u32): f64 { return load<f64>(points + (q << 4)) }
@inline function yAt(q: u32): f64 { return load<f64>(points + (q << 4), 8) }
@inline function isSame(p: u32, q: u32): bool { return xAt(p) == xAt(q) && yAt(p) == yAt(q) }

/** How many points of the strip equal that of slot q, itself included: they lie in one run of equal y. */
function copiesAround(q: u32, start: u32, end: u32): u32 {
  let copies: u32 = 1
  for (let p = q; p > start && yAt(p - 1) == yAt(q); p--) copies += u32(xAt(p - 1) == xAt(q))
  for (let p = q + 1; p < end && yAt(p) == yAt(q); p++) copies += u32(xAt(p) == xAt(q))
  return copies
}

/** Σ ψ(kᵢ) − 1/kᵢ − ψ(nx) − ψ(ny) over the smallest boxes around the nearest points. */
function boxSum(x: usize, y: usize): i64 {
  const strips = stripsOf(x)
  const first = firstOf(x)
  let sum: i64 = 0
  for (let s: u32 = 0; s < strips; s++) {
    const end = stripEnd(first, s)
    for (let q = stripStart(first, s); q < end; q++) {
      boxAround(x, y, points, links, s, q, load<f64>(distances + (q << 3)))
      sum += psiAt(inBox) - i64(Math.round(UNIT / inBox))
      sum -= psiAt(countUpTo(x, xAt(q), sideX) - 1) + psiAt(countUpTo(y, yAt(q), sideY) - 1)
    }
  }
  return sum
}

/** How many examples of neuron n lie at most `distance` from v: closer than the next larger number. */
@inline function countUpTo(n: usize, v: f64, distance: f64): u32 {
  return within(n, v, reinterpret<f64>(reinterpret<u64>(distance) + 1))
}
