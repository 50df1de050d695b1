import { describe, expect, test } from "vitest"
import {
  averageRanks,
  binIndices,
  binnedEntropy,
  binnedMutualInformation,
  digamma,
  digammaTable,
  entropyOfCounts,
  equalFrequencyEdges,
  gaussianCopula,
  inverseNormal,
  knnEntropy,
  ksg,
  ksg2,
  linspaceEdges,
  mixed,
} from "#src/kernels/reference/index.js"

const eulerGamma = 0.5772156649015329

describe("digamma", () => {
  test("ψ(1) = −γ, ψ(½) = −γ − 2 ln 2, ψ(x + 1) = ψ(x) + 1/x, to 1e-14", () => {
    expect(Math.abs(digamma(1) + eulerGamma)).toBeLessThan(1e-14)
    expect(Math.abs(digamma(0.5) + eulerGamma + 2 * Math.LN2)).toBeLessThan(1e-14)
    for (const x of [0.1, 1, 7.3, 9.99, 10, 1234.5]) {
      expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThan(1e-14)
    }
  })

  test("the table is ψ at the integers, −∞ at 0", () => {
    const table = digammaTable(1000)
    let harmonic = 0
    for (let n = 1; n <= 1000; n++) {
      expect(Math.abs(table[n] - (harmonic - eulerGamma))).toBeLessThan(1e-13)
      harmonic += 1 / n
    }
    expect(table[0]).toBe(-Infinity)
  })
})

describe("bins", () => {
  test("linspace edges hold both ends exactly, whatever the range", () => {
    const ranges = [
      [0, 1],
      [-0.1, 0.7],
      [1e8, 1e8 + 1e-7],
      [0, 5e-324],
      [-1.7e308, 1.7e308],
    ]
    for (const [lo, hi] of ranges) {
      const edges = linspaceEdges(lo, hi, 7)
      expect([edges.length, edges[0], edges[7]]).toEqual([8, lo, hi])
      expect(edges.every((edge, m) => Number.isFinite(edge) && (m === 0 || edge >= edges[m - 1]))).toBe(true)
    }
  })

  test("a constant's range is widened by one half on either side", () => {
    expect([...linspaceEdges(3, 3, 2)]).toEqual([2.5, 3, 3.5])
  })

  test("a value on an edge belongs to the bin above it; the maximum closes the last bin or has a bin of its own", () => {
    const values = [0, 0.5, 1, 1.5, 2]
    expect([...binIndices(values, [0, 1, 2], "closed")]).toEqual([0, 0, 1, 1, 1])
    expect([...binIndices(values, [0, 1, 2], "extra")]).toEqual([0, 0, 1, 1, 2])
  })

  test("equal-frequency edges put S/bins values in each bin where there are no ties", () => {
    const values = Float64Array.from({ length: 60 }, (_, i) => ((i * 37) % 60) ** 3)
    const counts = new Uint32Array(6)
    for (const bin of binIndices(values, equalFrequencyEdges(values, 6), "closed")) counts[bin]++
    expect([...counts]).toEqual([10, 10, 10, 10, 10, 10])
  })

  test("equal values share a bin, whatever the edges", () => {
    const values = [0, 0, 0, 0, 0, 0, 0, 1, 2, 3]
    const bins = binIndices(values, equalFrequencyEdges(values, 5), "closed")
    expect(new Set(bins.slice(0, 7)).size).toBe(1)
  })

  test("entropy of counts: ln 4 for four equal counts, 0 for one, ½ ln 2 + ½ ln 4 for 2:1:1", () => {
    expect(entropyOfCounts([5, 5, 5, 5])).toBeCloseTo(Math.log(4), 14)
    expect(entropyOfCounts([0, 7, 0])).toBe(0)
    expect(entropyOfCounts([2, 1, 1])).toBeCloseTo(1.5 * Math.LN2, 14)
  })

  test("Miller–Madow adds (occupied bins − 1)/(2S)", () => {
    const values = [0, 0, 0, 1, 1, 2]
    const edges = linspaceEdges(0, 3, 3)
    const plain = binnedEntropy(values, edges, "closed")
    expect(binnedEntropy(values, edges, "closed", "miller-madow") - plain).toBeCloseTo(2 / 12, 14)
    expect(binnedEntropy([4, 4, 4], linspaceEdges(4, 4, 3), "closed", "miller-madow")).toBe(0)
  })

  test("mutual information of a 2 × 2 table with counts 3 1 / 1 3 is its textbook sum; of a product table, 0", () => {
    const expected = 2 * (3 / 8) * Math.log((3 * 8) / 16) + 2 * (1 / 8) * Math.log(8 / 16)
    expect(binnedMutualInformation([0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 0, 1, 0, 1, 1, 1], 2, 2)).toBeCloseTo(expected, 14)
    expect(binnedMutualInformation([0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1], 3, 2)).toBe(0)
  })
})

describe("Kozachenko–Leonenko entropy", () => {
  test("0 1 3 with k = 1: distances 1, 1, 2", () => {
    const expected = digamma(3) - digamma(1) + (2 * Math.log(2) + Math.log(4)) / 3
    expect(knnEntropy([3, 0, 1], 1)).toBeCloseTo(expected, 14)
    expect(knnEntropy([3, 0, 1], 1, 10)).toBeCloseTo(expected + Math.log(10), 14)
  })

  test("more than k equal values: −∞ exactly, the first other distance and all within it safely", () => {
    const values = [0, 0, 0, 1, 3]
    expect(knnEntropy(values, 2)).toBe(-Infinity)
    // The zeros see 1 at distance 1, three others within it; 1 sees zeros at 1; 3 sees 1 and a zero, the second at 3.
    const safe =
      digamma(5) + (3 * (Math.log(2) - digamma(3)) + (Math.log(2) - digamma(2)) + (Math.log(6) - digamma(2))) / 5
    expect(knnEntropy(values, 2, 1, "safe")).toBeCloseTo(safe, 14)
  })

  test("a constant: −∞ exactly, 0 safely", () => {
    expect(knnEntropy([2, 2, 2, 2], 2)).toBe(-Infinity)
    expect(knnEntropy([2, 2, 2, 2], 2, 1, "safe")).toBe(0)
  })
})

describe("neighbour estimators on four points worked by hand, k = 1", () => {
  // Nearest: 0–1 at 1 (dx 1, dy 0), 2 to 1 at 3 (dx 2, dy 3), 3 to 2 at 4 (dx 4, dy 0).
  const x = [0, 1, 3, 7]
  const y = [0, 0, 3, 3]

  test("ksg: strictly closer in each coordinate", () => {
    const nx = [0, 0, 1, 0]
    const ny = [1, 1, 1, 3]
    const mean = nx.reduce((sum, n, i) => sum + digamma(n + 1) + digamma(ny[i] + 1), 0) / 4
    expect(ksg(x, y, 1)).toBeCloseTo(digamma(4) + digamma(1) - mean, 14)
  })

  test("ksg2: within each side of the box", () => {
    // Point 2 has 0 (dx 3, dy 3) and 1 (dx 2, dy 3) at the same distance 3: both are in its box, whose side in x is 3.
    const inBox = [1, 1, 2, 1]
    const nx = [1, 1, 2, 1]
    const ny = [1, 1, 3, 1]
    const mean = inBox.reduce((sum, n, i) => sum + digamma(n) - 1 / n - digamma(nx[i]) - digamma(ny[i]), 0) / 4
    expect(ksg2(x, y, 1)).toBeCloseTo(digamma(4) + mean, 14)
  })

  test("a scale multiplies the difference", () => {
    expect(ksg(x, y, 1, 2, 0.5)).toBe(
      ksg(
        x.map((v) => 2 * v),
        y.map((v) => v / 2),
        1,
      ),
    )
  })
})

describe("mixed", () => {
  const x = [0.3, 1.7, 2.9, 4.6, 7.1, 8.8, 12.3]
  const y = [2.2, 0.1, 5.9, 3.3, 9.4, 6.5, 7.7]

  test("counted is KSG-1 where there are no ties; published is that + ln S − ψ(S)", () => {
    expect(mixed(x, y, 3, 1, 1, "counted")).toBeCloseTo(ksg(x, y, 3), 14)
    expect(mixed(x, y, 3, 1, 1, "published")).toBeCloseTo(ksg(x, y, 3) + Math.log(7) - digamma(7), 14)
  })

  test("counted is 0 where one variable is constant", () => {
    expect(mixed(x, new Float64Array(7), 3, 1, 1, "counted")).toBeCloseTo(0, 14)
  })

  test("two discrete variables with every cell held by more than k points: ψ in place of ln in the textbook sum", () => {
    const bitsX = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
    const bitsY = [0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1]
    expect(mixed(bitsX, bitsY, 2, 1, 1, "counted")).toBeCloseTo(digamma(12) + digamma(3) - 2 * digamma(6), 14)
    expect(mixed(bitsX, bitsY, 2, 1, 1, "published")).toBeCloseTo(Math.log(12) + digamma(3) - 2 * digamma(6), 14)
  })
})

describe("Gaussian copula", () => {
  test("the normal quantile: 1.9599639845400543 at 0.975, odd about one half", () => {
    expect(inverseNormal(0.975)).toBeCloseTo(1.9599639845400543, 14)
    expect(inverseNormal(0.5)).toBe(0)
    expect(inverseNormal(0.25)).toBe(-inverseNormal(0.75))
  })

  test("equal values share the mean of their ranks", () => {
    expect([...averageRanks([5, 1, 5, 0, 5])]).toEqual([4, 2, 4, 1, 4])
  })

  test("0 for a constant, 26 ln 2 = 18.02 nats at most", () => {
    expect(gaussianCopula([1, 2, 3, 4], [5, 5, 5, 5])).toBe(0)
    expect(gaussianCopula([1, 2, 3, 4], [2, 4, 6, 8])).toBeCloseTo(26 * Math.LN2, 14)
    expect(gaussianCopula([1, 2, 3, 4], [0, -4, -6, -8])).toBeCloseTo(26 * Math.LN2, 14)
  })
})
