// Entropies of one neuron: counts over bins, and the Kozachenko–Leonenko sums.
import { sortExamples } from "./neuron"

@inline function valueAt(values: usize, i: u32, single: bool): f64 {
  return single ? <f64>load<f32>(values + (i << 2)) : load<f64>(values + (i << 3))
}

/**
 * Adds to `counts` (u32 × (bins + 1)) the examples in each bin: m where edges[m] ≤ value < edges[m + 1], what reaches the last
 * edge in `highest`, what lies below the first in bin 0. The bin is guessed as if the edges were equally spaced and moved until
 * the edges agree, so any increasing edges give exact counts; equally spaced ones give them at the first guess.
 */
@inline function count(values: usize, S: u32, single: bool, edges: usize, bins: u32, highest: u32, counts: usize): void {
  const lo = load<f64>(edges)
  const rate = f64(bins) / (load<f64>(edges + (bins << 3)) - lo)
  const top = f64(bins - 1)
  for (let i: u32 = 0; i < S; i++) {
    const v = valueAt(values, i, single)
    let m = u32(min(max((v - lo) * rate, 0.0), top))
    while (m > 0 && v < load<f64>(edges + (m << 3))) m--
    while (m < bins && v >= load<f64>(edges + (m << 3), 8)) m++
    const slot = counts + (min(m, highest) << 2)
    store<u32>(slot, load<u32>(slot) + 1)
  }
}

export function countBins(values: usize, S: u32, single: bool, edges: usize, bins: u32, highest: u32, counts: usize): void {
  if (single) count(values, S, true, edges, bins, highest, counts)
  else count(values, S, false, edges, bins, highest, counts)
}

/** Writes the values in order, as f64 (−0 counts as 0). `order`: u32 × S; `scratch` as sortExamples. */
export function sortValues(values: usize, S: u32, sorted: usize, order: usize, scratch: usize): void {
  sortExamples(values, S, order, scratch)
  for (let i: u32 = 0; i < S; i++) store<f64>(sorted + (i << 3), load<f64>(values + (load<u32>(order + (i << 2)) << 3)))
}

const MANTISSA: u64 = 0x000fffffffffffff
const ONE: u64 = 0x3ff0000000000000

/**
 * Σ ln(2 dᵢ) − ψ(kᵢ) over sorted values: dᵢ = distance to the k-th nearest other, kᵢ = k; where that is 0, the first distance
 * that is not and the number of others within it. Logarithms are taken of products of mantissas, 512 at a time.
 * `psi`: f64 for n = 0 … S. Values must not all be equal.
 */
export function neighbourLogSum(sorted: usize, S: u32, k: u32, scale: f64, psi: usize): f64 {
  let product: f64 = 1
  let factors: u32 = 0
  let exponents: i64 = 0
  let logs: f64 = 0
  let psiSum: f64 = 0
  let doubled: f64 = 0
  let neighbours: u32 = k
  let previous: f64 = NaN
  for (let i: u32 = 0; i < S; i++) {
    const at = sorted + (i << 3)
    const v = load<f64>(at)
    if (v != previous) {
      previous = v
      neighbours = k
      let gap: f64 = Infinity
      const last = min(k, i)
      for (let below: u32 = i + k < S ? 0 : k - (S - 1 - i); below <= last; below++) {
        gap = min(gap, max(v - load<f64>(at - (below << 3)), load<f64>(at + ((k - below) << 3)) - v) * scale)
      }
      if (gap == 0) {
        let first = i
        let end = i + 1
        gap = Infinity
        while (first > 0 && (v - load<f64>(sorted + ((first - 1) << 3))) * scale == 0) first--
        while (end < S && (load<f64>(sorted + (end << 3)) - v) * scale == 0) end++
        if (first > 0) gap = (v - load<f64>(sorted + ((first - 1) << 3))) * scale
        if (end < S) gap = min(gap, (load<f64>(sorted + (end << 3)) - v) * scale)
        while (first > 0 && (v - load<f64>(sorted + ((first - 1) << 3))) * scale <= gap) first--
        while (end < S && (load<f64>(sorted + (end << 3)) - v) * scale <= gap) end++
        neighbours = end - first - 1
      }
      doubled = 2 * gap
    }
    psiSum += load<f64>(psi + (neighbours << 3))
    const bits = reinterpret<u64>(doubled)
    const exponent = bits >> 52
    if (exponent == 0 || exponent >= 2047) {
      logs += Math.log(doubled)
      continue
    }
    exponents += <i64>exponent - 1023
    product *= reinterpret<f64>((bits & MANTISSA) | ONE)
    if (++factors == 512) {
      logs += Math.log(product)
      product = 1
      factors = 0
    }
  }
  return logs + Math.log(product) + f64(exponents) * 0.6931471805599453 - psiSum
}
