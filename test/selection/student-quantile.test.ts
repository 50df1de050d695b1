import { expect, test } from "vitest"
import { studentT } from "#src/estimators/student-t.js"
import { DEGREES, studentQuantile } from "#src/selection/student-quantile.js"

// SciPy 1.10.1: scipy.stats.t.isf(outside / 2, 16)
test.each([
  [0.5, 0.6901322538],
  [0.05, 2.1199052992],
  [0.01, 2.9207816223],
  [0.001, 4.0149963326],
  [1e-6, 7.6415113283],
])("Student's t with 16 degrees of freedom leaves the share %d beyond ±%d", (outside, quantile) => {
  expect(studentQuantile(outside)).toBeCloseTo(quantile, 5)
})

test("at 5 % it is the quantile of the summaries", () => {
  expect(studentQuantile(0.05)).toBeCloseTo(studentT(DEGREES), 5)
})

test("nothing lies beyond 0 but everything", () => {
  expect(studentQuantile(1)).toBeCloseTo(0, 10)
})
