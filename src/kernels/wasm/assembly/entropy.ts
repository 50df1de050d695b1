// Entropies of one neuron: counts over bins, and the Kozachenko–Leonenko sums.
@inline function valueAt(values: usize, i: u32, single: bool): f64 {
  return single ? <f64>load<f32>(values + (i << 2)) : load<f64>(values + (i << 3))
}

/** Two neighbouring values as f64. */
@inline function twoAt(values: usize, i: u32, single: bool): v128 {
  return single ? f64x2.promote_low_f32x4(v128.load64_zero(values + (i << 2))) : v128.load(values + (i << 3))
}

/** Least and largest value, as two f64 at `out`; both NaN where a value is not finite. */
@inline function extentOf(values: usize, S: u32, single: bool, out: usize): void {
  let low = f64x2.splat(Infinity)
  let high = f64x2.splat(-Infinity)
  let poison = f64x2.splat(0)
  let i: u32 = 0
  for (; i + 1 < S; i += 2) {
    const v = twoAt(values, i, single)
    low = f64x2.pmin(low, v)
    high = f64x2.pmax(high, v)
    poison = f64x2.add(poison, f64x2.mul(v, f64x2.splat(0)))
  }
  if (i < S) {
    const v = f64x2.splat(valueAt(values, i, single))
    low = f64x2.pmin(low, v)
    high = f64x2.pmax(high, v)
    poison = f64x2.add(poison, f64x2.mul(v, f64x2.splat(0)))
  }
  const spoilt = f64x2.extract_lane(poison, 0) + f64x2.extract_lane(poison, 1)
  store<f64>(out, min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1)) + spoilt)
  store<f64>(out, max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)) + spoilt, 8)
}

export function extent(values: usize, S: u32, single: bool, out: usize): void {
  if (single) extentOf(values, S, true, out)
  else extentOf(values, S, false, out)
}

/** Bin of v: m where edges[m] ≤ v < edges[m + 1], `bins` from the last edge on, 0 below the first; from a guess. */
@inline export function binFrom(guess: u32, v: f64, edges: usize, bins: u32): u32 {
  let m = guess
  while (m > 0 && v < load<f64>(edges + (m << 3))) m--
  while (m < bins && v >= load<f64>(edges + (m << 3), 8)) m++
  return m
}

/**
 * Adds to `counts` (u32 × 4 × (bins + 1)) the examples in each bin: four histograms taken in turn, so that equal values in a
 * row need not wait for one another; their sum counts.
 * A value's place among equally spaced edges, (v − lo)·bins/(hi − lo), is its bin when it is further from a whole number than
 * `slack` ≥ the rounding of place and edges together; the others are compared with the edges themselves.
 */
@inline function count(values: usize, S: u32, single: bool, edges: usize, bins: u32, slack: f64, counts: usize): void {
  const lo = f64x2.splat(load<f64>(edges))
  const rate = f64x2.splat(f64(bins) / (load<f64>(edges + (bins << 3)) - load<f64>(edges)))
  const top = f64x2.splat(f64(bins))
  const near = f64x2.splat(slack)
  const far = f64x2.splat(1 - slack)
  const plane = (bins + 1) << 2
  let histogram: u32 = 0
  let i: u32 = 0
  for (; i + 1 < S; i += 2) {
    const v = twoAt(values, i, single)
    const place = f64x2.pmin(top, f64x2.pmax(f64x2.splat(0), f64x2.mul(f64x2.sub(v, lo), rate)))
    const whole = f64x2.floor(place)
    const rest = f64x2.sub(place, whole)
    // Where many values are the least one, they must not be in doubt: from lo on, bin 0 needs no edge below it.
    const atEdge = v128.and(f64x2.lt(rest, near), v128.or(f64x2.gt(whole, f64x2.splat(0)), f64x2.lt(v, lo)))
    const doubtful = v128.or(atEdge, f64x2.ge(rest, far))
    const bin = i32x4.trunc_sat_f64x2_u_zero(whole)
    let first: u32 = i32x4.extract_lane(bin, 0)
    let second: u32 = i32x4.extract_lane(bin, 1)
    if (v128.any_true(doubtful)) {
      first = binFrom(first, f64x2.extract_lane(v, 0), edges, bins)
      second = binFrom(second, f64x2.extract_lane(v, 1), edges, bins)
    }
    const a = counts + histogram + (first << 2)
    store<u32>(a, load<u32>(a) + 1)
    const b = counts + histogram + plane + (second << 2)
    store<u32>(b, load<u32>(b) + 1)
    histogram = (plane << 1) - histogram
  }
  if (i < S) {
    const slot = counts + (binFrom(0, valueAt(values, i, single), edges, bins) << 2)
    store<u32>(slot, load<u32>(slot) + 1)
  }
}

export function countBins(values: usize, S: u32, single: bool, edges: usize, bins: u32, slack: f64, counts: usize): void {
  if (single) count(values, S, true, edges, bins, slack, counts)
  else count(values, S, false, edges, bins, slack, counts)
}

/**
 * Writes the values in order as f64 (−0 becomes 0): least-significant-digit radix sort of order-preserving keys, 11 bits at a
 * time, 32-bit keys for float32. `scratch`: sortScratchSize(S) bytes.
 */
export function sortValues(values: usize, S: u32, single: bool, sorted: usize, scratch: usize): void {
  if (single) {
    const keys = sortKeys<u32>(values, S, scratch)
    for (let i: u32 = 0; i < S; i++) {
      const key = load<u32>(keys + (i << 2))
      store<f64>(sorted + (i << 3), reinterpret<f32>(key ^ (<u32>(<i32>~key >> 31) | 0x80000000)))
    }
  } else {
    const keys = sortKeys<u64>(values, S, scratch)
    for (let i: u32 = 0; i < S; i++) {
      const key = load<u64>(keys + (i << 3))
      store<f64>(sorted + (i << 3), reinterpret<f64>(key ^ (<u64>(<i64>~key >> 63) | 0x8000000000000000)))
    }
  }
}

/** Sorts the keys of the values and says where they lie. */
@inline function sortKeys<Key>(values: usize, S: u32, scratch: usize): usize {
  const digits: u32 = sizeof<Key>() == 4 ? 3 : 6
  let from = scratch
  let to = scratch + S * sizeof<Key>()
  const counts = to + S * sizeof<Key>()
  memory.fill(counts, 0, digits << 13)
  for (let i: u32 = 0; i < S; i++) {
    let key: Key
    if (sizeof<Key>() == 4) {
      const bits = reinterpret<u32>(load<f32>(values + (i << 2)) + 0)
      key = <Key>(bits ^ (<u32>(<i32>bits >> 31) | 0x80000000))
    } else {
      const bits = reinterpret<u64>(load<f64>(values + (i << 3)) + 0)
      key = <Key>(bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000))
    }
    store<Key>(from + i * sizeof<Key>(), key)
    for (let d: u32 = 0; d < digits; d++) {
      const slot = counts + (d << 13) + ((<u32>key & 2047) << 2)
      store<u32>(slot, load<u32>(slot) + 1)
      key = <Key>(key >> 11)
    }
  }
  for (let d: u32 = 0; d < digits; d++) {
    const table = counts + (d << 13)
    const shift = <Key>(11 * d)
    if (load<u32>(table + ((<u32>(load<Key>(from) >> shift) & 2047) << 2)) == S) continue
    let total: u32 = 0
    for (let slot = table; slot < table + 8192; slot += 4) {
      const number = load<u32>(slot)
      store<u32>(slot, total)
      total += number
    }
    for (let i: u32 = 0; i < S; i++) {
      const key = load<Key>(from + i * sizeof<Key>())
      const slot = table + ((<u32>(key >> shift) & 2047) << 2)
      const at = load<u32>(slot)
      store<u32>(slot, at + 1)
      store<Key>(to + at * sizeof<Key>(), key)
    }
    const swapped = from
    from = to
    to = swapped
  }
  return from
}

const MANTISSA: i64 = 0x000fffffffffffff
const ONE: i64 = 0x3ff0000000000000
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308
/** Mantissas below 2 multiplied between two logarithms: the product stays below 2^512. */
const FACTORS: u32 = 512

/** Distance, and number of others within it, of a value whose k-th nearest other is at distance 0: the first that is not. */
let firstGap: f64 = 0
let withinFirstGap: u32 = 0

function findFirstGap(sorted: usize, S: u32, i: u32, scale: f64): void {
  const v = load<f64>(sorted + (i << 3))
  let first = i
  let end = i + 1
  let gap: f64 = Infinity
  while (first > 0 && (v - load<f64>(sorted + ((first - 1) << 3))) * scale == 0) first--
  while (end < S && (load<f64>(sorted + (end << 3)) - v) * scale == 0) end++
  if (first > 0) gap = (v - load<f64>(sorted + ((first - 1) << 3))) * scale
  if (end < S) gap = min(gap, (load<f64>(sorted + (end << 3)) - v) * scale)
  while (first > 0 && (v - load<f64>(sorted + ((first - 1) << 3))) * scale <= gap) first--
  while (end < S && (load<f64>(sorted + (end << 3)) - v) * scale <= gap) end++
  firstGap = gap
  withinFirstGap = end - first - 1
}

/** Distance of value i to its k-th nearest other: the k nearest are k in a row, some below it and the others above. */
function kthGap(sorted: usize, S: u32, i: u32, k: u32, scale: f64): f64 {
  const at = sorted + (i << 3)
  const v = load<f64>(at)
  let gap: f64 = Infinity
  for (let below: u32 = i + k < S ? 0 : k - (S - 1 - i); below <= min(k, i); below++) {
    gap = min(gap, max(v - load<f64>(at - (below << 3)), load<f64>(at + ((k - below) << 3)) - v) * scale)
  }
  return gap
}

/**
 * Σ ln(2 dᵢ) − ψ(kᵢ) over sorted values: dᵢ = distance to the k-th nearest other, kᵢ = k; where that is 0, the first distance
 * that is not and the number of others within it. `psi`: f64 for n = 0 … S. Values must not all be equal.
 *
 * Values away from the ends go two at a time. The logarithm of a product is taken in place of a sum of logarithms: mantissas
 * are multiplied, FACTORS of them, and exponents added.
 */
export function neighbourLogSum(sorted: usize, S: u32, k: u32, scale: f64, psi: usize): f64 {
  const scales = f64x2.splat(scale)
  let products = f64x2.splat(1)
  let exponents = i64x2.splat(0)
  let factors: u32 = 0
  let logs: f64 = 0
  let psiSum: f64 = 0
  let paired: u32 = 0
  let logarithm: f64 = 0
  let neighbours: u32 = k
  let previous: f64 = NaN
  let i: u32 = 0
  while (i < S) {
    if (i >= k && i + k + 1 < S) {
      const at = sorted + (i << 3)
      const v = v128.load(at)
      let gap = f64x2.splat(Infinity)
      for (let below: u32 = 0; below <= k; below++) {
        const lower = f64x2.sub(v, v128.load(at - (below << 3)))
        const upper = f64x2.sub(v128.load(at + ((k - below) << 3)), v)
        gap = f64x2.pmin(gap, f64x2.mul(f64x2.pmax(lower, upper), scales))
      }
      const both = f64x2.add(gap, gap)
      const normal = v128.and(f64x2.ge(both, f64x2.splat(SMALLEST_NORMAL)), f64x2.lt(both, f64x2.splat(Infinity)))
      if (i64x2.all_true(normal)) {
        exponents = i64x2.add(exponents, i64x2.sub(i64x2.shr_u(both, 52), i64x2.splat(1023)))
        products = f64x2.mul(products, v128.or(v128.and(both, i64x2.splat(MANTISSA)), i64x2.splat(ONE)))
        if (++factors == FACTORS) {
          logs += Math.log(f64x2.extract_lane(products, 0)) + Math.log(f64x2.extract_lane(products, 1))
          products = f64x2.splat(1)
          factors = 0
        }
        paired += 2
        i += 2
        continue
      }
    }
    const v = load<f64>(sorted + (i << 3))
    if (v != previous) {
      previous = v
      neighbours = k
      let gap = kthGap(sorted, S, i, k, scale)
      if (gap == 0) {
        findFirstGap(sorted, S, i, scale)
        gap = firstGap
        neighbours = withinFirstGap
      }
      logarithm = Math.log(2 * gap)
    }
    logs += logarithm
    psiSum += load<f64>(psi + (neighbours << 3))
    i++
  }
  logs += Math.log(f64x2.extract_lane(products, 0)) + Math.log(f64x2.extract_lane(products, 1))
  const exponent = f64(i64x2.extract_lane(exponents, 0) + i64x2.extract_lane(exponents, 1))
  return logs + exponent * 0.6931471805599453 - psiSum - f64(paired) * load<f64>(psi + (k << 3))
}
