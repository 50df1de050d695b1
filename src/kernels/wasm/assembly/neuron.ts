// A neuron made ready for pairs: what depends on one neuron alone is computed once and used in every pair.
//
// Layout of a prepared neuron at `base` (offsets below), S = examples, D = distinct values, B = buckets:
//   header    128 bytes
//   values    f64 × S            by example
//   order     u32 × S            example at each rank (ties in order of example)
//   strip     u16 × S            by example: the strip it lies in
//   first     u32 × (strips + 1) rank at which each strip starts
//   bounds    f64 × 2 × strips   lowest and highest value in each strip
//   distinct  f64 × (D + 2 PAD)  distinct values in order, −∞ before and +∞ after
//   below     u32 × (D + 1)      how many examples lie below each distinct value
//   buckets   u16 or u32 × (B + 1), see NARROW   index of the first distinct value in each bucket or after it

export const HEADER: usize = 128
export const PAD: u32 = 8
/**
 * Fewest examples in a strip, unless one tie group fills it alone. Four points in a row of a strip should span about as much
 * of y as the strip does of x: 4/n = n/S. Measured from S = 600 to 40,000, a little more than that n is best.
 */
@inline export function stripLength(S: u32): u32 { return max<u32>(96, u32(2.2 * Math.sqrt(S))) }

@inline export function scaleOf(n: usize): f64 { return load<f64>(n, 0) }
@inline export function lowestOf(n: usize): f64 { return load<f64>(n, 8) }
@inline export function bucketRate(n: usize): f64 { return load<f64>(n, 16) }
@inline export function bucketTop(n: usize): f64 { return load<f64>(n, 24) }
@inline export function stripsOf(n: usize): u32 { return load<u32>(n, 32) }
@inline export function distinctOf(n: usize): u32 { return load<u32>(n, 36) }
@inline export function leftOut(n: usize): bool { return load<u32>(n, 44) != 0 }
@inline export function largestTie(n: usize): u32 { return load<u32>(n, 40) }
@inline export function valuesOf(n: usize): usize { return load<u32>(n, 48) }
@inline export function orderOf(n: usize): usize { return load<u32>(n, 52) }
@inline export function stripOf(n: usize): usize { return load<u32>(n, 56) }
@inline export function firstOf(n: usize): usize { return load<u32>(n, 60) }
@inline export function boundsOf(n: usize): usize { return load<u32>(n, 64) }
@inline export function distinctAt(n: usize): usize { return load<u32>(n, 68) }
@inline export function belowOf(n: usize): usize { return load<u32>(n, 72) }
@inline export function bucketsOf(n: usize): usize { return load<u32>(n, 76) }

@inline function aligned(bytes: usize): usize { return (bytes + 15) & ~15 }

@inline export function maxStrips(S: u32): u32 { return S / (stripLength(S) >> 1) + 2 }
@inline export function bucketCount(S: u32): u32 { return 3 * S + 2 }

/** Neurons of no more distinct values have buckets of u16. */
export const NARROW: u32 = 65535

/** Bytes that a prepared neuron takes. */
export function preparedSize(S: u32): usize {
  return HEADER + aligned(S * 8) + aligned(S * 4) + aligned(S * 2) + aligned((maxStrips(S) + 1) * 4) + aligned(maxStrips(S) * 16) +
    aligned((S + 2 * PAD) * 8) + aligned((S + 1) * 4) + aligned((bucketCount(S) + 1) * 4)
}

/** Order-preserving image of a float64 among unsigned integers; −0 counts as 0. */
@inline function sortKey(v: f64): u64 {
  const bits = reinterpret<u64>(v + 0.0)
  return bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000)
}

export function sortScratchSize(S: u32): usize { return 24 * S + 2048 * 6 * 4 }

/**
 * Sorts the examples by value, stably: least-significant-digit radix sort of 11-bit digits, digits all alike skipped.
 * `order` receives the examples; `scratch` needs sortScratchSize(S) bytes.
 */
export function sortExamples(values: usize, S: u32, order: usize, scratch: usize): void {
  let keys: usize = scratch
  let otherKeys: usize = keys + S * 8
  let from: usize = otherKeys + S * 8
  let to: usize = from + S * 4
  const counts: usize = to + S * 4
  memory.fill(counts, 0, 6 * 2048 * 4)
  for (let i: u32 = 0; i < S; i++) {
    const key = sortKey(load<f64>(values + i * 8))
    store<u64>(keys + i * 8, key)
    store<u32>(from + i * 4, i)
    let shifted = key
    for (let digit: usize = 0; digit < 6; digit++) {
      const slot = counts + (digit << 13) + ((<usize>shifted & 2047) << 2)
      store<u32>(slot, load<u32>(slot) + 1)
      shifted >>= 11
    }
  }
  const anyKey = load<u64>(keys)
  for (let digit: usize = 0; digit < 6; digit++) {
    const table = counts + (digit << 13)
    const shift = <u64>digit * 11
    if (load<u32>(table + ((<usize>(anyKey >> shift) & 2047) << 2)) == S) continue
    let total: u32 = 0
    for (let d: usize = 0; d < 8192; d += 4) {
      const count = load<u32>(table + d)
      store<u32>(table + d, total)
      total += count
    }
    for (let i: u32 = 0; i < S; i++) {
      const key = load<u64>(keys + i * 8)
      const slot = table + ((<usize>(key >> shift) & 2047) << 2)
      const at = load<u32>(slot)
      store<u32>(slot, at + 1)
      store<u64>(otherKeys + at * 8, key)
      store<u32>(to + at * 4, load<u32>(from + i * 4))
    }
    const k = keys
    keys = otherKeys
    otherKeys = k
    const f = from
    from = to
    to = f
  }
  memory.copy(order, from, S * 4)
}

/** Bucket of value v: floor((v − lowest)·rate), clamped. Never decreasing in v, whatever the rounding. */
@inline export function bucketAt(v: f64, lowest: f64, rate: f64, top: f64): u32 {
  return u32(min(max((v - lowest) * rate, 0.0), top))
}

/**
 * Prepares the S raw values at `values` (float64, finite) as a neuron whose distances count `scale` times.
 * `scratch` as sortExamples. Values must be small enough that the difference of any two is finite.
 * `out`: the neuron shares no information with any, whatever the estimator would say (a constant).
 */
export function prepare(n: usize, raw: usize, S: u32, scale: f64, out: bool, scratch: usize): void {
  let at = n + HEADER
  store<f64>(n, scale, 0)
  store<u32>(n, out ? 1 : 0, 44)
  const values = at
  store<u32>(n, <u32>at, 48)
  at += aligned(S * 8)
  const order = at
  store<u32>(n, <u32>at, 52)
  at += aligned(S * 4)
  const strip = at
  store<u32>(n, <u32>at, 56)
  at += aligned(S * 2)
  const first = at
  store<u32>(n, <u32>at, 60)
  at += aligned((maxStrips(S) + 1) * 4)
  const bounds = at
  store<u32>(n, <u32>at, 64)
  at += aligned(maxStrips(S) * 16)
  const distinct = at + PAD * 8
  store<u32>(n, <u32>distinct, 68)
  at += aligned((S + 2 * PAD) * 8)
  const below = at
  store<u32>(n, <u32>at, 72)
  at += aligned((S + 1) * 4)
  const buckets = at
  store<u32>(n, <u32>at, 76)

  memory.copy(values, raw, S * 8)
  sortExamples(values, S, order, scratch)
  const D = listDistinct(n, values, order, distinct, below, S)
  cutStrips(n, order, strip, first, bounds, distinct, below, S, D)
  fillBuckets(n, distinct, buckets, S, D)
}

function listDistinct(n: usize, values: usize, order: usize, distinct: usize, below: usize, S: u32): u32 {
  let D: u32 = 0
  let largest: u32 = 0
  let start: u32 = 0
  let previous: f64 = -Infinity
  for (let r: u32 = 0; r < S; r++) {
    const v = load<f64>(values + load<u32>(order + r * 4) * 8)
    if (v != previous) {
      largest = max(largest, r - start)
      start = r
      store<f64>(distinct + D * 8, v)
      store<u32>(below + D * 4, r)
      D++
      previous = v
    }
  }
  largest = max(largest, S - start)
  store<u32>(below + D * 4, S)
  for (let p: u32 = 1; p <= PAD; p++) {
    store<f64>(distinct - (p << 3), -Infinity)
    store<f64>(distinct + ((D + p - 1) << 3), Infinity)
  }
  store<u32>(n, D, 36)
  store<u32>(n, largest, 40)
  return D
}

/** Cuts the ranks into strips of at least stripLength examples; a tie group is never cut, and a large one is a strip of its own. */
function cutStrips(
  n: usize, order: usize, strip: usize, first: usize, bounds: usize, distinct: usize, below: usize, S: u32, D: u32,
): void {
  const fewest = stripLength(S)
  let strips: u32 = 0
  let d: u32 = 0
  while (d < D) {
    const start = load<u32>(below + d * 4)
    store<u32>(first + strips * 4, start)
    store<f64>(bounds + strips * 16, load<f64>(distinct + d * 8))
    let end = load<u32>(below + d * 4 + 4)
    d++
    while (d < D && end - start < fewest) {
      const next = load<u32>(below + d * 4 + 4)
      if (next - end >= fewest && end - start >= fewest / 2) break
      end = next
      d++
    }
    store<f64>(bounds + strips * 16 + 8, load<f64>(distinct + d * 8 - 8))
    for (let r = start; r < end; r++) store<u16>(strip + load<u32>(order + r * 4) * 2, <u16>strips)
    strips++
  }
  store<u32>(first + strips * 4, S)
  store<u32>(n, strips, 32)
}

/**
 * Buckets of equal width over all but the outermost thousandth of the distinct values on either side; those share the outer
 * buckets, so that one outlier cannot crowd all the rest into one.
 */
function fillBuckets(n: usize, distinct: usize, buckets: usize, S: u32, D: u32): void {
  const margin = D / 1000
  const lowest = load<f64>(distinct + margin * 8)
  const highest = load<f64>(distinct + (D - 1 - margin) * 8)
  const count: u32 = 3 * D
  const top = f64(count - 1)
  const width = highest - lowest
  // The guard of a sixteenth of a bucket in `boundary` must exceed the rounding of v ± ε: 8 ulp of the largest magnitude.
  const ulps = max(abs(load<f64>(distinct)), abs(load<f64>(distinct + (D - 1) * 8))) * 2.220446049250313e-16
  const finest = ulps > 0 ? width / (ulps * 256.0) : Infinity
  let rate = width > 0 ? min(top, finest) / width : 0.0
  if (!(rate < 1e300)) rate = 0.0
  store<f64>(n, lowest, 8)
  store<f64>(n, rate, 16)
  store<f64>(n, top, 24)
  let b: u32 = 0
  for (let d: u32 = 0; d < D; d++) {
    const bucket = bucketAt(load<f64>(distinct + d * 8), lowest, rate, top)
    while (b <= bucket) store<u32>(buckets + b++ * 4, d)
  }
  while (b <= count) store<u32>(buckets + b++ * 4, D)
  if (D > NARROW) return
  // Half the memory where the indices fit: the buckets are what look-ups miss the cache for.
  for (let narrow: u32 = 0; narrow <= count; narrow++) {
    store<u16>(buckets + (narrow << 1), <u16>load<u32>(buckets + (narrow << 2)))
  }
}
