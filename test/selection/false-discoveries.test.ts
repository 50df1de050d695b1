import { expect, test } from "vitest"
import { discoveryThreshold } from "#src/selection/false-discoveries.js"

// The example of Benjamini and Hochberg 1995: of 15 values the four least are discoveries at .05.
const published = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
]

test("the published example counts four", () => {
  expect(discoveryThreshold(published, 0.05)).toBe(0.0095)
})

test.each([
  [[0.04, 0.05], 0.05, 0.05],
  [[0.04, 0.06], 0.05, -1],
  [[0.025, 0.06], 0.05, 0.025],
  [[], 0.05, -1],
])("of %j at %d the largest discovery is %d", (sorted, rate, threshold) => {
  expect(discoveryThreshold(sorted, rate)).toBe(threshold)
})
