import { expect, test } from "vitest"
import { seededRandom } from "#src/random.js"
import { cliffsDelta } from "#src/selection/cliffs-delta.js"

test.each([
  [[1, 2], [3, 4], 1],
  [[3, 4], [1, 2], -1],
  [[1, 2, 3], [1, 2, 3], 0],
  [[1, 1], [1], 0],
  [[1, 3], [2, 3], 0.25],
  [[], [1], 0],
])("of %j and %j it is %d", (first, second, delta) => {
  expect(cliffsDelta(first, second)).toBe(delta)
})

test("it counts as every pair set against every other does, ties and all", () => {
  const random = seededRandom(4)
  const draw = (count: number) => Float64Array.from({ length: count }, () => Math.floor(random() * 12)).sort()
  const [first, second] = [draw(40), draw(55)]
  let score = 0
  for (const a of first) for (const b of second) score += Math.sign(b - a)
  expect(cliffsDelta(first, second)).toBeCloseTo(score / (40 * 55), 12)
  expect(cliffsDelta(second, first)).toBe(-cliffsDelta(first, second))
})
