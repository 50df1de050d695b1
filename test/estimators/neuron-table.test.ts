import { describe, expect, test } from "vitest"
import { activationMatrix, allocateValues } from "#src/activations.js"
import { findDuplicates } from "#src/estimators/duplicates.js"
import { moments } from "#src/estimators/moments.js"
import { neuronStatistics } from "#src/estimators/neuron-statistics.js"
import { valueSorter } from "#src/estimators/sorted-values.js"
import { normals, seededRandom } from "#src/random.js"

function matrixOf(neurons: number[][], Values: typeof Float32Array | typeof Float64Array = Float64Array) {
  return activationMatrix(Values.from(neurons.flat()), neurons[0].length, neurons.length)
}

function statisticsOf(...neurons: number[][]) {
  return neuronStatistics(matrixOf(neurons))
}

const sorted = (values: number[]) => Float64Array.from(values).sort()

describe("moments", () => {
  test("are those of SciPy: [0, 0, 1, 5] has mean 1.5, variance 4.25, skewness 0.97 and excess kurtosis −0.83", () => {
    const found = moments(sorted([5, 0, 1, 0]))
    expect(found.mean).toBe(1.5)
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt(4.25), 14)
    expect(found.skewness).toBeCloseTo((2 * (-1.5) ** 3 + (-0.5) ** 3 + 3.5 ** 3) / 4 / 4.25 ** 1.5, 14)
    expect(found.excessKurtosis).toBeCloseTo((2 * 1.5 ** 4 + 0.5 ** 4 + 3.5 ** 4) / 4 / 4.25 ** 2 - 3, 14)
    expect([found.minimum, found.maximum]).toEqual([0, 5])
  })

  test("of one value throughout are 0 but for the mean", () => {
    expect(moments(sorted([0.1, 0.1, 0.1]))).toEqual({
      mean: 0.1,
      standardDeviation: 0,
      minimum: 0.1,
      maximum: 0.1,
      skewness: 0,
      excessKurtosis: 0,
    })
  })

  test("of ±1.7e308 are finite, and those of ±1 times 1.7e308", () => {
    const found = moments(sorted([-1.7e308, -1.7e308, 1.7e308, 1.7e308, 1.7e308]))
    const unit = moments(sorted([-1, -1, 1, 1, 1]))
    expect(found.mean / 1.7e308).toBeCloseTo(unit.mean, 14)
    expect(found.standardDeviation / 1.7e308).toBeCloseTo(unit.standardDeviation, 14)
    expect(found.skewness).toBeCloseTo(unit.skewness, 12)
    expect(found.excessKurtosis).toBeCloseTo(unit.excessKurtosis, 12)
  })

  test("of subnormal values have the shape of the same values times 2^1074", () => {
    const whole = [0, 1, 2, 7, 8, 20]
    const found = moments(sorted(whole.map((value) => value * Number.MIN_VALUE)))
    const unit = moments(sorted(whole))
    expect(found.skewness).toBeCloseTo(unit.skewness, 12)
    expect(found.excessKurtosis).toBeCloseTo(unit.excessKurtosis, 12)
    expect(found.mean).toBe(Math.round(unit.mean) * Number.MIN_VALUE)
  })

  test("keep a deviation of 1e-3 on values near 1e9", () => {
    const found = moments(sorted([0, 1, 2, 3].map((value) => 1e9 + value / 1024)))
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt(1.25) / 1024, 15)
  })
})

describe("the sorter", () => {
  test.each(["float32", "float64"] as const)("orders %s as the built-in sort does", (dtype) => {
    const normal = normals(seededRandom(7))
    const values = allocateValues(5000, dtype)
    for (let i = 0; i < values.length; i++) values[i] = normal() * 10 ** (normal() * 12)
    values.set([0, -0, 1e-45, -1e-45, 3.4e38, -3.4e38, 1, 1])
    const expected = values.slice().sort()
    expect(Array.from(valueSorter(values.length, values)(values))).toEqual(Array.from(expected))
  })

  test("leaves the values it is given as they are", () => {
    const values = Float32Array.of(3, 1, 2)
    valueSorter(3, values)(values)
    expect(Array.from(values)).toEqual([3, 1, 2])
  })
})

describe("shares", () => {
  test("-0 counts as 0, for zeros and for ties", () => {
    const { zeroShare, tieShare } = statisticsOf([0, -0, 3, 4], [1, 1, 1, 2], [-2, -1, 1, 2])
    expect(Array.from(zeroShare)).toEqual([0.5, 0, 0])
    expect(Array.from(tieShare)).toEqual([0.5, 0.75, 0])
  })

  test("are of all examples: a neuron tied throughout in pairs has tie share 1", () => {
    expect(statisticsOf([5, 4, 4, 5]).tieShare[0]).toBe(1)
  })
})

describe("flags", () => {
  test("a dead neuron is 0 throughout, and constant; a constant one has one value", () => {
    const { dead, constant } = statisticsOf([0, -0, 0], [2, 2, 2], [0, 0, 1])
    expect(Array.from(dead)).toEqual([1, 0, 0])
    expect(Array.from(constant)).toEqual([1, 1, 0])
  })

  test("a duplicate points to the first neuron with the same values, -0 equal to 0, constants left out", () => {
    const { duplicateOf } = statisticsOf([1, 0, 2], [0, 0, 0], [1, -0, 2], [2, 0, 1], [0, 0, 0], [1, 0, 2])
    expect(Array.from(duplicateOf)).toEqual([-1, -1, 0, -1, -1, 0])
  })

  test("neurons that differ in one value alone are no duplicates", () => {
    const random = seededRandom(1)
    const values = Array.from({ length: 1000 }, random)
    const a = matrixOf([values, values.with(999, 2), values.with(0, 2), values])
    expect(Array.from(findDuplicates(a, new Uint8Array(4)))).toEqual([-1, -1, -1, 0])
  })

  const normal = normals(seededRandom(3))
  const bell = Array.from({ length: 2000 }, normal)
  test.each([
    ["a normal neuron is not heavy-tailed", bell, 0],
    ["a uniform neuron is not", bell.map((_, i) => i), 0],
    ["a ReLU of it is not, though 98 % zeros have a high kurtosis", bell.map((v) => Math.max(0, v - 2)), 0],
    ["one value at 100 standard deviations makes it heavy-tailed", bell.with(5, 100), 1],
    ["so does one on a ReLU", bell.map((v) => Math.max(0, v)).with(5, 100), 1],
    ["Cauchy is", bell.map((_, i) => Math.tan(Math.PI * ((i + 0.5) / 2000 - 0.5))), 1],
    ["a constant is not", bell.map(() => 1), 0],
  ])("%s", (_, values, expected) => {
    expect(statisticsOf(values).heavyTailed[0]).toBe(expected)
  })
})

test("layers are those of the matrix", () => {
  const a = activationMatrix(Float64Array.of(1, 2, 3, 4, 5, 6), 2, 3, [
    { name: "a", start: 0, end: 1 },
    { name: "b", start: 1, end: 3 },
  ])
  expect(Array.from(neuronStatistics(a).layer)).toEqual([0, 1, 1])
})

test("768 neurons over 10,000 examples take well under a second", () => {
  const a = activationMatrix(allocateValues(768 * 10_000, "float32"), 10_000, 768)
  const random = seededRandom(11)
  for (let i = 0; i < a.data.length; i++) a.data[i] = random() - 0.3
  const seconds = Array.from({ length: 3 }, () => {
    const start = performance.now()
    neuronStatistics(a)
    return (performance.now() - start) / 1000
  })
  expect(Math.min(...seconds)).toBeLessThan(1)
})
