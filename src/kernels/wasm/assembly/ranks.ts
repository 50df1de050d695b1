// What the binned and the copula estimators need of one neuron: the bin, and the rank, of every example.
import { binFrom } from "./entropy"
import { sortExamples } from "./neuron"

/** Writes u16 the bin of each f64 value among equally spaced edges over its range, the last one closed, as the twin has it. */
export function binValues(values: usize, S: u32, edges: usize, bins: u32, out: usize): void {
  const lo = load<f64>(edges)
  const rate = f64(bins) / (load<f64>(edges + (bins << 3)) - lo)
  const top = f64(bins - 1)
  for (let i: u32 = 0; i < S; i++) {
    const v = load<f64>(values + (i << 3))
    const guess = u32(min(max((v - lo) * rate, 0.0), top))
    store<u16>(out + (i << 1), <u16>min(binFrom(guess, v, edges, bins), bins - 1))
  }
}

/**
 * Writes f64 table[r₁ + r₂] for each value, r₁ and r₂ being the ranks (from 1) of the first and the last value equal to it: a
 * table of functions of the average rank, by twice the rank. `order`: u32 × S; `scratch` as sortExamples.
 */
export function lookUpRanks(values: usize, S: u32, table: usize, out: usize, order: usize, scratch: usize): void {
  sortExamples(values, S, order, scratch)
  let start: u32 = 0
  while (start < S) {
    const v = load<f64>(values + (load<u32>(order + (start << 2)) << 3))
    let end = start + 1
    while (end < S && load<f64>(values + (load<u32>(order + (end << 2)) << 3)) == v) end++
    const value = load<f64>(table + ((start + 1 + end) << 3))
    for (let r = start; r < end; r++) store<f64>(out + (load<u32>(order + (r << 2)) << 3), value)
    start = end
  }
}
