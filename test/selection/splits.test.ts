import { expect, test } from "vitest"
import { type ActivationMatrix, activationMatrix } from "#src/activations.js"
import { seededRandom } from "#src/random.js"
import { deviationsOverGroups } from "#src/selection/splits.js"

const numbered = activationMatrix(
  Float64Array.from({ length: 11 }, (_, i) => i),
  11,
  1,
)
const sum = (part: ActivationMatrix) =>
  Float64Array.of(Array.from(part.data).reduce((total, value) => total + value, 0))

test("the groups of a partition hold every example once, and differ by one in size", async () => {
  const seen: number[][] = []
  const hear = (part: ActivationMatrix) => {
    seen.push([...part.data])
    return sum(part)
  }
  await deviationsOverGroups(numbered, { groups: 3, partitions: 2 }, seededRandom(1), hear, () => {})
  expect(seen).toHaveLength(6)
  for (const partition of [seen.slice(0, 3), seen.slice(3)]) {
    expect(partition.flat().sort((a, b) => a - b)).toEqual([...numbered.data])
    expect(partition.map(({ length }) => length).sort()).toEqual([3, 4, 4])
  }
  expect(seen.slice(0, 3)).not.toEqual(seen.slice(3))
})

test("deviations sum to nothing in each partition, and their squares to the mean of the partitions' variances", async () => {
  const heard: number[] = []
  const hear = (part: ActivationMatrix) => {
    heard.push(sum(part)[0])
    return sum(part)
  }
  const [deviations] = await deviationsOverGroups(
    numbered,
    { groups: 2, partitions: 3 },
    seededRandom(1),
    hear,
    () => {},
  )
  const variances = [0, 1, 2].map((p) => (heard[2 * p] - heard[2 * p + 1]) ** 2 / 2)
  for (const p of [0, 1, 2]) expect(deviations[2 * p] + deviations[2 * p + 1]).toBeCloseTo(0, 12)
  expect(deviations.reduce((total, value) => total + value ** 2, 0)).toBeCloseTo(
    variances.reduce((total, value) => total + value, 0) / 3,
    10,
  )
})

test("the scatter of means over groups is that of means of independent samples", async () => {
  const random = seededRandom(2)
  const uniform = activationMatrix(
    Float64Array.from({ length: 4000 }, () => random()),
    4000,
    1,
  )
  const mean = (part: ActivationMatrix) => Float64Array.of(sum(part)[0] / part.examples)
  const [deviations] = await deviationsOverGroups(uniform, { groups: 8, partitions: 40 }, random, mean, () => {})
  const variance = deviations.reduce((total, value) => total + value ** 2, 0)
  expect(variance / (1 / 12 / 500)).toBeGreaterThan(0.8)
  expect(variance / (1 / 12 / 500)).toBeLessThan(1.2)
})
