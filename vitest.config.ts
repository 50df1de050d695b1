import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"

/** As many files at once as there are cores: tests in a browser mostly wait. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    maxWorkers: availableParallelism(),
    // Some tests run models by the runtime itself, past src/capture/runtime/onnx-runtime.ts.
    env: { ORT_DISABLE_TELEMETRY: "1" },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
