import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"

/** As many files at once as there are cores: tests in a browser mostly wait. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
