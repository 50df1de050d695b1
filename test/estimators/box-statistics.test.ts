import { describe, expect, test } from "vitest"
import { neuronBox, pairBox } from "#src/estimators/box-statistics.js"
import { quantile } from "#src/estimators/quantile.js"
import { studentT } from "#src/estimators/student-t.js"
import { normals, seededRandom } from "#src/random.js"

/** The pairs of a symmetric matrix as `pairBox` takes them. */
function pairsOf(neurons: number, information: (i: number, j: number) => number) {
  const pairs: number[] = []
  const rowSums = new Float64Array(neurons)
  for (let i = 0; i < neurons; i++) {
    for (let j = i + 1; j < neurons; j++) {
      const value = information(i, j)
      pairs.push(value)
      rowSums[i] += value
      rowSums[j] += value
    }
  }
  return { sorted: Float64Array.from(pairs).sort(), rowSums }
}

describe("quantiles", () => {
  test("are R's type 7: of 1, 2, 3, 10 the quartiles are 1.75, 2.5 and 4.75", () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile([1, 2, 3, 10], share))).toEqual([1, 1.75, 2.5, 4.75, 10])
  })

  test("of ±1.7e308 are finite", () => {
    expect(quantile([-1.7e308, 1.7e308], 0.5)).toBe(0)
  })

  test("between equal values are that value, to the bit", () => {
    expect(quantile([0.1, 0.1, 0.1, 0.1], 0.37)).toBe(0.1)
  })
})

describe("Student's t", () => {
  test.each([
    [1, 12.7062047362],
    [2, 4.3026527297],
    [9, 2.2621571628],
    [10, 2.228138852],
    [12, 2.1788128297],
    [30, 2.0422724563],
    [100, 1.9839715185],
    [1e9, 1.9599639869],
  ])("with %d degrees of freedom has its 97.5 %% point right to 1e-5", (degrees, expected) => {
    expect(Math.abs(studentT(degrees) - expected)).toBeLessThan(1e-5)
  })
})

describe("the box of neurons", () => {
  test("has whiskers at the furthest values within 1.5 interquartile ranges", () => {
    const box = neuronBox([1, 2, 3, 4, 5, 6, 7, 8, 9, 100])
    expect(box).toMatchObject({ count: 10, minimum: 1, maximum: 100, lowerWhisker: 1, upperWhisker: 9, median: 5.5 })
    expect(box).toMatchObject({ lowerQuartile: 3.25, upperQuartile: 7.75 })
  })

  test("has McGill's notch, 1.57 interquartile ranges over the root of the count", () => {
    const { notch } = neuronBox([1, 2, 3, 4, 5, 6, 7, 8, 9, 100])
    expect(notch[0]).toBeCloseTo(5.5 - (1.57 * 4.5) / Math.sqrt(10), 12)
    expect(notch[1]).toBeCloseTo(5.5 + (1.57 * 4.5) / Math.sqrt(10), 12)
  })

  test("has Student's interval of the mean: 1, 2, 3, 4 give 2.5 ± 2.054", () => {
    const { mean, meanInterval } = neuronBox([4, 3, 2, 1])
    expect(mean).toBe(2.5)
    expect(meanInterval[1] - mean).toBeCloseTo(3.182446305 * Math.sqrt(5 / 3 / 4), 9)
    expect(mean - meanInterval[0]).toBeCloseTo(meanInterval[1] - mean, 12)
  })

  test("does not depend on the order", () => {
    const values = Array.from({ length: 101 }, normals(seededRandom(2)))
    expect(neuronBox(values.toReversed())).toEqual(neuronBox(values))
  })

  test("of one neuron is that value, intervals too", () => {
    const box = neuronBox([0.7])
    expect(box).toMatchObject({ count: 1, median: 0.7, mean: 0.7, notch: [0.7, 0.7], meanInterval: [0.7, 0.7] })
  })

  test("leaves −∞ out and says so by the count; without any finite value all is 0", () => {
    expect(neuronBox([-Infinity, 1, 3])).toMatchObject({ count: 2, minimum: 1, mean: 2 })
    const none = neuronBox([-Infinity, -Infinity])
    expect(
      Object.values(none)
        .flat()
        .every((value) => value === 0),
    ).toBe(true)
  })
})

describe("the box of pairs", () => {
  test("counts pairs, and takes neurons for the notch", () => {
    const { sorted, rowSums } = pairsOf(5, (i, j) => i * 5 + j)
    const box = pairBox(sorted, rowSums)
    expect(box.count).toBe(10)
    const halfNotch = (1.57 * (box.upperQuartile - box.lowerQuartile)) / Math.sqrt(5)
    expect(box.notch[1] - box.median).toBeCloseTo(halfNotch, 12)
  })

  test("has the standard error of leaving out a neuron at a time", () => {
    const normal = normals(seededRandom(4))
    const matrix = Array.from({ length: 7 }, () => Array.from({ length: 7 }, normal))
    const meanWithout = (left: number) => {
      const kept = [0, 1, 2, 3, 4, 5, 6].filter((i) => i !== left)
      const pairs = kept.flatMap((i) => kept.filter((j) => j > i).map((j) => matrix[i][j]))
      return pairs.reduce((sum, value) => sum + value, 0) / pairs.length
    }
    const means = matrix.map((_, left) => meanWithout(left))
    const centre = means.reduce((sum, value) => sum + value, 0) / 7
    const error = Math.sqrt((6 / 7) * means.reduce((sum, value) => sum + (value - centre) ** 2, 0))
    const { sorted, rowSums } = pairsOf(7, (i, j) => matrix[i][j])
    const { mean, meanInterval } = pairBox(sorted, rowSums)
    expect(meanInterval[1] - mean).toBeCloseTo(studentT(6) * error, 10)
  })

  test("covers the true mean 93 to 98 times in 100 where pairs share their neurons' effects, taking pairs for independent does so less than 60 times", () => {
    const normal = normals(seededRandom(8))
    const trials = 1000
    let covered = 0
    let coveredByPairs = 0
    for (let trial = 0; trial < trials; trial++) {
      const effect = Array.from({ length: 20 }, normal)
      const { sorted, rowSums } = pairsOf(20, (i, j) => effect[i] + effect[j] + 0.5 * normal())
      const { meanInterval } = pairBox(sorted, rowSums)
      const naive = neuronBox(sorted).meanInterval
      covered += Number(meanInterval[0] <= 0 && meanInterval[1] >= 0)
      coveredByPairs += Number(naive[0] <= 0 && naive[1] >= 0)
    }
    expect(covered / trials).toBeGreaterThan(0.93)
    expect(covered / trials).toBeLessThan(0.98)
    expect(coveredByPairs / trials).toBeLessThan(0.6)
  })

  test("of two neurons is one value, with that value for intervals", () => {
    const box = pairBox(Float64Array.of(0.2), Float64Array.of(0.2, 0.2))
    expect(box).toMatchObject({ count: 1, mean: 0.2, meanInterval: [0.2, 0.2], notch: [0.2, 0.2] })
  })

  test("of 500,000 pairs takes a fraction of a second", () => {
    const random = seededRandom(1)
    const { sorted, rowSums } = pairsOf(1000, random)
    const start = performance.now()
    expect(pairBox(sorted, rowSums).count).toBe(499_500)
    expect(performance.now() - start).toBeLessThan(250)
  })
})
