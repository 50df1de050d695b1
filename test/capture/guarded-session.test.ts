import { expect, it } from "vitest"
import { capture } from "#src/capture/index.js"
import { elementTypes, graphModel } from "./models.js"

const memory = 300 * 2 ** 20
const refusal = {
  code: "limit-exceeded",
  message: expect.stringMatching(/within 300 MB of memory, found one that takes more; .*--batch/),
}

it("a model that grows with what it is fed is ended at the example that makes it too large", async () => {
  const options = { memory, batch: 1, nodes: ["y"] }
  const { activations } = await capture(growing(), examples([1, 1, 1, 2]), options)
  expect(activations.examples).toBe(4)
  await expect(capture(growing(), examples([1, 1, 1, 30]), options)).rejects.toMatchObject(refusal)
})

it("a model that is small for two examples and not for a batch is ended too", async () => {
  const many = examples(new Array(256).fill(1))
  const { activations } = await capture(quadratic(), many, { memory, batch: 16, nodes: ["y"] })
  expect(activations.examples).toBe(256)
  await expect(capture(quadratic(), many, { memory, nodes: ["y"] })).rejects.toMatchObject(refusal)
})

it("a model that was exported for more examples than fit in memory is not fed", async () => {
  const weights = { w: { shape: [6, 2], data: new Float32Array(12) } }
  const path = graphModel({
    inputs: [{ name: "x", shape: [2 ** 31, 6] }],
    nodes: [{ name: "fc", operator: "MatMul", inputs: ["x", "w"], outputs: ["y"] }],
    outputs: [{ name: "y", shape: [2 ** 31, 2] }],
    weights,
  })
  await expect(capture(path, examples([1]), { nodes: ["y"] })).rejects.toMatchObject({
    code: "limit-exceeded",
    message: expect.stringMatching(/examples which fit in memory, found x \(float32 2147483648 × 6\)/),
  })
})

/** y is x, after a tensor as large as the product of an example's six numbers. */
function growing(): string {
  const all = [0, 1, 2, 3, 4, 5]
  const node = (name: string, operator: string, inputs: string[], output: string, attributes = {}) => ({
    name,
    operator,
    inputs,
    outputs: [output],
    attributes,
  })
  return graphModel({
    inputs: [{ name: "x", shape: ["batch", 6] }],
    nodes: [
      node("most", "ReduceMax", ["x"], "m", { axes: [0], keepdims: 0 }),
      node("count", "Cast", ["m"], "n", { to: elementTypes.int64 }),
      node("grow", "Expand", ["one", "n"], "large"),
      node("mean", "ReduceMean", ["large"], "small", { axes: all }),
      node("flat", "Flatten", ["small"], "row"),
      node("back", "Mul", ["x", "row"], "y"),
    ],
    outputs: [{ name: "y", shape: ["batch", 6] }],
    weights: { one: { shape: [1], data: Float32Array.of(1) } },
  })
}

/** Between x and y stands a product of 40 × 40 numbers for each pair of examples: 26 MB for 64, 419 MB for 256. */
function quadratic(): string {
  return graphModel({
    inputs: [{ name: "x", shape: ["batch", 6] }],
    nodes: [
      { name: "wide", operator: "MatMul", inputs: ["x", "w"], outputs: ["h"] },
      { name: "flat", operator: "Flatten", inputs: ["h"], outputs: ["row"], attributes: { axis: 0 } },
      { name: "turn", operator: "Transpose", inputs: ["row"], outputs: ["column"], attributes: { perm: [1, 0] } },
      { name: "outer", operator: "MatMul", inputs: ["column", "row"], outputs: ["pairs"] },
      { name: "mean", operator: "ReduceMean", inputs: ["pairs"], outputs: ["m"], attributes: { axes: [0, 1] } },
      { name: "back", operator: "Add", inputs: ["x", "m"], outputs: ["y"] },
    ],
    outputs: [{ name: "y", shape: ["batch", 6] }],
    weights: { w: { shape: [6, 40], data: new Float32Array(240).fill(0.1) } },
  })
}

/** Of six equal numbers each. */
function examples(numbers: readonly number[]) {
  return {
    examples: numbers.length,
    batch: async (start: number, end: number) => {
      const data = Float32Array.from({ length: 6 * (end - start) }, (_, at) => numbers[start + Math.floor(at / 6)])
      return { x: { shape: [end - start, 6], data } }
    },
    describe: (index: number) => ({ kind: "array" as const, index }),
    files: [],
  }
}
