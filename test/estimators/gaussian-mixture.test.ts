import { describe, expect, test } from "vitest"
import { gaussianMixture } from "#src/estimators/gaussian-mixture.js"
import type { MixtureComponent } from "#src/estimators/measurement.js"
import {
  groupSorted,
  logLikelihoodAt,
  type Mixture,
  maximise,
  nearestCentreMixture,
} from "#src/estimators/mixture-em.js"
import { normals, seededRandom } from "#src/random.js"

function drawn(count: number, mixture: MixtureComponent[], seed: number): Float64Array {
  const random = seededRandom(seed)
  const normal = normals(random)
  return Float64Array.from({ length: count }, () => {
    let left = random()
    const component = mixture.find(({ weight }) => {
      left -= weight
      return left < 0
    })
    const { mean, standardDeviation } = component ?? mixture[mixture.length - 1]
    return mean + standardDeviation * normal()
  }).sort()
}

const component = (weight: number, mean: number, standardDeviation: number) => ({ weight, mean, standardDeviation })

describe("a mixture is recovered", () => {
  test.each([
    ["one component from 2,000 values", 2000, [component(1, 0.05, 0.01)], 0.05],
    ["two apart, from 1,000 values", 1000, [component(0.3, 0.02, 0.01), component(0.7, 0.4, 0.05)], 0.1],
    ["two that overlap, from 50,000", 50_000, [component(0.6, 0, 1), component(0.4, 3, 1)], 0.1],
    [
      "three of unequal widths, from 200,000",
      200_000,
      [component(0.6, 0.02, 0.01), component(0.3, 0.06, 0.02), component(0.1, 0.2, 0.05)],
      0.1,
    ],
    ["a spike on a broad one, from 20,000", 20_000, [component(0.5, 0, 0.02), component(0.5, 1, 1)], 0.1],
    ["a small one far away, from 100,000", 100_000, [component(0.99, 0, 1), component(0.01, 20, 1)], 0.1],
  ])("%s", (_, count, truth, tolerance) => {
    const found = gaussianMixture(drawn(count, truth, 5), 0)
    expect(found).toHaveLength(truth.length)
    found.forEach(({ weight, mean, standardDeviation }, c) => {
      expect(Math.abs(weight - truth[c].weight)).toBeLessThan(tolerance * truth[c].weight + 0.005)
      expect(Math.abs(mean - truth[c].mean)).toBeLessThan(tolerance * truth[c].standardDeviation)
      expect(Math.abs(standardDeviation / truth[c].standardDeviation - 1)).toBeLessThan(tolerance)
    })
  })
})

describe("expectation–maximisation", () => {
  test.each([400, 30_000])("never loses likelihood from round to round, on %d values", (count) => {
    const { values } = groupSorted(
      drawn(count, [component(0.5, 0, 1), component(0.3, 2, 0.5), component(0.2, 9, 2)], 3),
    )
    let mixture: Mixture = nearestCentreMixture(values, [-2, 0, 0.1, 5])
    let previous = -Infinity
    for (let round = 0; round < 200; round++) {
      const next = maximise(values, mixture)
      expect(next.logLikelihood).toBeGreaterThanOrEqual(previous - 1e-9 * Math.abs(next.logLikelihood))
      previous = next.logLikelihood
      mixture = next.mixture
    }
  })

  test("reports the likelihood of normal densities, summed value by value", () => {
    const sorted = Float64Array.of(-1, 0, 0.5, 3)
    const { values, mean, standardDeviation } = groupSorted(sorted)
    const mixture = [component(0.25, -0.5, 0.8), component(0.75, 0.4, 1.3)]
    const expected = sorted.reduce((sum, value) => {
      const z = (value - mean) / standardDeviation
      const density = mixture.reduce((total, c) => {
        const d = (z - c.mean) / c.standardDeviation
        return total + (c.weight * Math.exp((-d * d) / 2)) / c.standardDeviation / Math.sqrt(2 * Math.PI)
      }, 0)
      return sum + Math.log(density)
    }, 0)
    expect(logLikelihoodAt(values, mixture)).toBeCloseTo(expected, 12)
  })

  test("gives the component's mean and standard deviation, exactly, when there is one: grouping keeps both moments", () => {
    const sorted = drawn(30_000, [component(1, 5, 2)], 6)
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
    const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length
    const [found] = gaussianMixture(sorted)
    expect(found.mean).toBeCloseTo(mean, 10)
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt(variance), 10)
  })

  test("does not underflow on values 1e5 standard deviations apart", () => {
    const far = Float64Array.from({ length: 400 }, (_, i) => (i < 200 ? i / 200 : 1e5 + i / 200))
    const found = gaussianMixture(far)
    expect(found.every((c) => Object.values(c).every(Number.isFinite))).toBe(true)
    expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
  })
})

describe("degenerate values", () => {
  test("all equal give one component of no width", () => {
    expect(gaussianMixture(new Float64Array(50).fill(0.1))).toEqual([component(1, 0.1, 0)])
    expect(gaussianMixture(Float64Array.of(0.3))).toEqual([component(1, 0.3, 0)])
  })

  test("one stray value gets no component of its own", () => {
    const values = drawn(300, [component(1, 0, 1)], 1)
    values[299] = 40
    expect(gaussianMixture(values).every(({ weight }) => weight * 300 >= 10)).toBe(true)
  })

  test("a thousand equal values among others make a component, no narrower than 1/1000 of all values' deviation", () => {
    const values = Float64Array.from([...new Float64Array(1000), ...drawn(1000, [component(1, 5, 1)], 2)]).sort()
    const [spike, rest] = gaussianMixture(values)
    expect(spike.weight).toBeCloseTo(0.5, 3)
    expect(spike.mean).toBeCloseTo(0, 6)
    expect(spike.standardDeviation).toBeGreaterThan(0.002)
    expect(rest.mean).toBeCloseTo(5, 0)
  })
})

test("the same seed gives the same mixture to the bit", () => {
  const values = drawn(3000, [component(0.5, 0, 1), component(0.5, 2, 1)], 9)
  expect(gaussianMixture(values, 4)).toEqual(gaussianMixture(values, 4))
})

test("components are in the order of their means, and their weights sum to 1", () => {
  const found = gaussianMixture(drawn(5000, [component(0.2, 9, 1), component(0.5, 0, 1), component(0.3, 4, 0.3)], 9))
  expect(found.map(({ mean }) => Math.round(Math.abs(mean)))).toEqual([0, 4, 9])
  expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
})
