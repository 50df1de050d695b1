import { expect, test } from "vitest"
import { coverageRow } from "#bench/coverage.js"
import { populations } from "#bench/simulated-models.js"

// `rote bench statistics` repeats this at length; docs/comparison.md has its tables.
test("intervals of differences hold the truth where a bootstrap with fixed edges seldom does", async () => {
  const row = await coverageRow(populations[0], 256, 40, 3)
  for (const measure of ["entropy", "local", "kNN", "MI"]) expect(row[measure]).toBeGreaterThanOrEqual(82.5)
  expect(row["entropy, edges fixed"]).toBeLessThan(50)
})
