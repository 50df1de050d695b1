/** Who gets the maximum: the last bin, as in a textbook, or a bin of its own, as in the released code. */
export type LastBin = "closed" | "extra"

/** `bins` + 1 equally spaced edges from `lo` to `hi`, both exact. Where lo = hi the range is widened by ½ on either side. */
export function linspaceEdges(lo: number, hi: number, bins: number): Float64Array {
  return lo === hi ? spacedEdges(lo - 0.5, hi + 0.5, bins) : spacedEdges(lo, hi, bins)
}

function spacedEdges(lo: number, hi: number, bins: number): Float64Array {
  // A range beyond float64 is spaced at a quarter of its size.
  const shrink = hi - lo === Infinity ? 0.25 : 1
  const range = hi * shrink - lo * shrink
  const step = range / bins
  return Float64Array.from({ length: bins + 1 }, (_, m) => {
    if (m === bins) return hi
    // A range so small that the step underflows is divided last.
    const offset = step === 0 ? (m / bins) * range : m * step
    return (offset + lo * shrink) / shrink
  })
}

/** `bins` + 1 edges at order statistics, so that without ties each bin holds S/bins values but for rounding. */
export function equalFrequencyEdges(values: ArrayLike<number>, bins: number): Float64Array {
  const sorted = Float64Array.from(values).sort()
  return Float64Array.from({ length: bins + 1 }, (_, m) => {
    return sorted[Math.min(Math.floor((m * sorted.length) / bins), sorted.length - 1)]
  })
}

/**
 * The bin of each value: m where edges[m] ≤ value < edges[m + 1]. What reaches the last edge falls in the last bin
 * (`closed`) or in a further one (`extra`); what lies below the first edge falls in bin 0. At most 65,535 bins.
 */
export function binIndices(values: ArrayLike<number>, edges: ArrayLike<number>, last: LastBin): Uint16Array {
  const highest = last === "closed" ? edges.length - 2 : edges.length - 1
  const indices = new Uint16Array(values.length)
  for (let i = 0; i < values.length; i++) {
    indices[i] = Math.min(Math.max(edgesUpTo(edges, values[i]) - 1, 0), highest)
  }
  return indices
}

/** How many of the sorted edges are at most `value`. */
function edgesUpTo(edges: ArrayLike<number>, value: number): number {
  let below = 0
  let above = edges.length
  while (below < above) {
    const middle = (below + above) >>> 1
    if (edges[middle] <= value) below = middle + 1
    else above = middle
  }
  return below
}

/** Shannon entropy −Σ p ln p of the shares p in nats. */
export function entropyOfCounts(counts: ArrayLike<number>): number {
  let total = 0
  for (let m = 0; m < counts.length; m++) total += counts[m]
  let entropy = 0
  for (let m = 0; m < counts.length; m++) {
    const share = counts[m] / total
    if (share > 0) entropy -= share * Math.log(share)
  }
  return entropy
}

/**
 * Entropy in nats of the values over the bins; `miller-madow` adds (occupied bins − 1)/(2S) for the bias of small samples
 * (Miller 1955).
 */
export function binnedEntropy(
  values: ArrayLike<number>,
  edges: ArrayLike<number>,
  last: LastBin,
  correction: "none" | "miller-madow" = "none",
): number {
  const counts = new Uint32Array(edges.length)
  for (const bin of binIndices(values, edges, last)) counts[bin]++
  const plain = entropyOfCounts(counts)
  if (correction === "none") return plain
  const occupied = counts.reduce((n, count) => n + Number(count > 0), 0)
  return plain + (occupied - 1) / (2 * values.length)
}

/** Mutual information in nats of two binned variables, Σ (c_uv/S) ln(c_uv S / (c_u c_v)) over the occupied cells. */
export function binnedMutualInformation(
  binsX: ArrayLike<number>,
  binsY: ArrayLike<number>,
  cellsX: number,
  cellsY: number,
): number {
  const examples = binsX.length
  const countsX = new Uint32Array(cellsX)
  const countsY = new Uint32Array(cellsY)
  const joint = new Uint32Array(cellsX * cellsY)
  for (let i = 0; i < examples; i++) {
    countsX[binsX[i]]++
    countsY[binsY[i]]++
    joint[binsX[i] * cellsY + binsY[i]]++
  }
  let information = 0
  for (let u = 0; u < cellsX; u++) {
    for (let v = 0; v < cellsY; v++) {
      const count = joint[u * cellsY + v]
      if (count > 0) information += (count / examples) * Math.log((count * examples) / (countsX[u] * countsY[v]))
    }
  }
  return information
}
