// Binned mutual information of one neuron with four others at a time: four joint histograms filled side by side, so that
// consecutive increments never wait for one another, and the first neuron's bins are read once.
// I = ln S + (Σ c ln c − Σ cᵤ ln cᵤ − Σ cᵥ ln cᵥ) / S, from a table of n ln n: whatever the order of the examples, the same sum.
let S: u32 = 0
let cells: u32 = 0
let table: usize = 0
let joint: usize = 0

/** Room for S examples in `bins` bins a neuron; `nLogN`: f64 for n = 0 … S. */
export function setUpBins(examples: u32, bins: u32, nLogN: usize): void {
  S = examples
  cells = bins
  table = nLogN
  joint = heap.alloc(4 * bins * bins * 4)
}

@inline function nLogN(n: u32): f64 { return load<f64>(table + (n << 3)) }

/**
 * The four histograms lie interleaved, 16 bytes a cell; bins are kept as what they add to a cell's address.
 * Writes that of each example at `rows` (u32), ready to be the first neuron; returns Σ c ln c of its bins.
 */
export function prepareRow(bins: usize, rows: usize): f64 {
  memory.fill(joint, 0, cells * 4)
  for (let i: u32 = 0; i < S; i++) {
    const bin = <u32>load<u16>(bins + (i << 1))
    store<u32>(rows + (i << 2), (bin * cells) << 4)
    countOne(bin)
  }
  return ownSum()
}

/** Interleaves the bins of a neuron into lane 0 … 3 of a group of four; returns Σ c ln c of its bins. At most 4,095 bins. */
export function prepareColumn(bins: usize, group: usize, lane: u32): f64 {
  memory.fill(joint, 0, cells * 4)
  const lanes = group + (lane << 1)
  for (let i: u32 = 0; i < S; i++) {
    const bin = <u32>load<u16>(bins + (i << 1))
    store<u16>(lanes + (i << 3), <u16>(bin << 4))
    countOne(bin)
  }
  return ownSum()
}

@inline function countOne(bin: u32): void {
  const slot = joint + (bin << 2)
  store<u32>(slot, load<u32>(slot) + 1)
}

function ownSum(): f64 {
  let sum: f64 = 0
  for (let bin: u32 = 0; bin < cells; bin++) sum += nLogN(load<u32>(joint + (bin << 2)))
  return sum
}

/** Σ c ln c over the joint cells of the row with each of the four columns, at `out` (f64 × 4). */
export function jointSums(rows: usize, group: usize, out: usize): void {
  const end = joint + ((cells * cells) << 4)
  memory.fill(joint, 0, end - joint)
  for (let i: u32 = 0; i < S; i++) {
    const row = joint + load<u32>(rows + (i << 2))
    const four = load<u64>(group + (i << 3))
    const lower = <u32>four
    const upper = <u32>(four >> 32)
    const c0 = row + (lower & 0xffff)
    const c1 = row + (lower >> 16)
    const c2 = row + (upper & 0xffff)
    const c3 = row + (upper >> 16)
    store<u32>(c0, load<u32>(c0) + 1)
    store<u32>(c1, load<u32>(c1, 4) + 1, 4)
    store<u32>(c2, load<u32>(c2, 8) + 1, 8)
    store<u32>(c3, load<u32>(c3, 12) + 1, 12)
  }
  let sum0: f64 = 0
  let sum1: f64 = 0
  let sum2: f64 = 0
  let sum3: f64 = 0
  for (let cell = joint; cell < end; cell += 16) {
    sum0 += nLogN(load<u32>(cell))
    sum1 += nLogN(load<u32>(cell, 4))
    sum2 += nLogN(load<u32>(cell, 8))
    sum3 += nLogN(load<u32>(cell, 12))
  }
  store<f64>(out, sum0)
  store<f64>(out, sum1, 8)
  store<f64>(out, sum2, 16)
  store<f64>(out, sum3, 24)
}
