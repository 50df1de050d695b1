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

/** Writes u32 bin·bins of each example at `rows`, ready to be the first neuron; returns Σ c ln c of its bins. */
export function prepareRow(bins: usize, rows: usize): f64 {
  memory.fill(joint, 0, cells * 4)
  for (let i: u32 = 0; i < S; i++) {
    const bin = <u32>load<u16>(bins + (i << 1))
    store<u32>(rows + (i << 2), bin * cells)
    const slot = joint + (bin << 2)
    store<u32>(slot, load<u32>(slot) + 1)
  }
  return sumNLogN(joint, cells)
}

/** Interleaves the bins of a neuron into lane 0 … 3 of a group of four. */
export function prepareColumn(bins: usize, group: usize, lane: u32): void {
  for (let i: u32 = 0; i < S; i++) store<u16>(group + (i << 3) + (lane << 1), load<u16>(bins + (i << 1)))
}

/** Σ c ln c over the joint cells of the row with each of the four columns, at `out` (f64 × 4). */
export function jointSums(rows: usize, group: usize, out: usize): void {
  const plane = (cells * cells) << 2
  memory.fill(joint, 0, plane * 4)
  const j0 = joint
  const j1 = j0 + plane
  const j2 = j1 + plane
  const j3 = j2 + plane
  for (let i: u32 = 0; i < S; i++) {
    const row = load<u32>(rows + (i << 2))
    const four = load<u64>(group + (i << 3))
    const c0 = j0 + ((row + (<u32>four & 0xffff)) << 2)
    const c1 = j1 + ((row + (<u32>four >> 16)) << 2)
    const upper = <u32>(four >> 32)
    const c2 = j2 + ((row + (upper & 0xffff)) << 2)
    const c3 = j3 + ((row + (upper >> 16)) << 2)
    store<u32>(c0, load<u32>(c0) + 1)
    store<u32>(c1, load<u32>(c1) + 1)
    store<u32>(c2, load<u32>(c2) + 1)
    store<u32>(c3, load<u32>(c3) + 1)
  }
  for (let lane: u32 = 0; lane < 4; lane++) store<f64>(out + (lane << 3), sumNLogN(joint + lane * plane, cells * cells))
}

function sumNLogN(counts: usize, length: u32): f64 {
  let even: f64 = 0
  let odd: f64 = 0
  let m: u32 = 0
  for (; m + 1 < length; m += 2) {
    even += nLogN(load<u32>(counts + (m << 2)))
    odd += nLogN(load<u32>(counts + (m << 2), 4))
  }
  if (m < length) even += nLogN(load<u32>(counts + (m << 2)))
  return even + odd
}
