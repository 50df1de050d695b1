import { join } from "node:path"
import { expect, it } from "vitest"
import { capture } from "#src/capture/index.js"
import { hostile } from "./models.js"

/** Models that are whole as files: what is wrong with them comes out when they are loaded or run. */
const refused: [string, string][] = [
  ["onnx_endless_loop.onnx", "limit-exceeded"],
  ["onnx_memory_bomb.onnx", "limit-exceeded"],
  ["onnx_ir_999.onnx", "unsupported-format"],
  ["onnx_opset_9999.onnx", "unsupported-format"],
  ["onnx_unknown_op.onnx", "unsupported-format"],
  ["onnx_nan_weights.onnx", "not-finite"],
  ["onnx_zero_width.onnx", "no-neurons"],
]

it.each(refused)("%s is refused within seconds as %s", async (name, code) => {
  const began = performance.now()
  await expect(capture(join(hostile, name), someExamples(), { timeout: 2, nodes: ["y"] })).rejects.toMatchObject({
    name: "RoteError",
    code,
  })
  expect(performance.now() - began).toBeLessThan(8000)
})

it.each(["onnx_good_control.onnx", "onnx_nasty_names.onnx", "onnx_unsorted.onnx"])("%s is captured", async (name) => {
  const { activations } = await capture(join(hostile, name), someExamples(), { nodes: ["y"] })
  expect(activations).toMatchObject({ examples: 5, neurons: 4, layers: [{ name: "y" }] })
})

it("what is odd about a model is told", async () => {
  const warnings: string[] = []
  const onWarning = (message: string) => warnings.push(message)
  await capture(join(hostile, "onnx_unsorted.onnx"), someExamples(), { nodes: ["y"], onWarning })
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(/order/)
})

function someExamples() {
  const data = Float32Array.from({ length: 30 }, (_, i) => Math.sin(i))
  return {
    examples: 5,
    batch: async (start: number, end: number) => ({
      x: { shape: [end - start, 6], data: data.subarray(start * 6, end * 6) },
    }),
    describe: (index: number) => ({ kind: "array" as const, index }),
    files: [],
  }
}
