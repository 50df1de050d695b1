import { expect, it } from "vitest"
import { parseModel, readModel } from "#src/capture/graph/read-model.js"
import { costFollowsValues } from "#src/capture/graph/value-dependence.js"
import { fixtureModels, modelBytes, onnxPath } from "./onnx-files.js"
import { sketch } from "./sketch.js"

it.each([
  ["is as large as a value says", "m: ReduceMax x -> n\n e: Expand w, n -> y"],
  ["counts up to a value, some steps later", "c: Cast x -> i\n n: Neg i -> n\n r: Range zero, n, one -> y"],
  ["is padded by a value, though its nodes are in no order", "p: Pad w, i -> y\n c: Cast x -> i"],
  ["holds a loop", "l: Loop n, t, x -> y"],
])("what a model takes follows from values where a tensor %s", (_, graph) => {
  expect(costFollowsValues(sketch(graph).model)).toBe(true)
})

it.each([
  ["the shape of what is fed", "s: Shape x -> s\n e: Expand w, s -> y"],
  ["constants", "e: Expand x, s -> h\n p: Pad h, pads -> y"],
])("but not where sizes follow from %s", (_, graph) => {
  expect(costFollowsValues(sketch(graph).model)).toBe(false)
})

it("nor in the networks people export", async () => {
  for (const { model } of Object.values(fixtureModels)) {
    expect(costFollowsValues(await readModel(onnxPath(model)))).toBe(false)
  }
})

it("a function of the model's own may hold anything", async () => {
  const bytes = modelBytes({
    graph: {
      node: [{ opType: "Mine", domain: "own", input: ["x"], output: ["y"] }],
      input: [{ name: "x" }],
      output: [{ name: "y" }],
    },
    functions: [{ name: "Mine", domain: "own", node: [{ opType: "Relu", input: ["a"], output: ["b"] }] }],
  })
  expect(costFollowsValues(await parseModel(bytes, onnxPath("own.onnx")))).toBe(true)
})
