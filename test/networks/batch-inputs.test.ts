import { expect, test } from "vitest"
import { batchInputs } from "#src/networks/batch-inputs.js"

/** Texts of these many tokens, ids counted from 1 and padded with 0 to `features`. */
function texts(features: number, lengths: number[]) {
  const inputs = new Float32Array(lengths.length * features)
  lengths.forEach((length, text) => {
    for (let i = 0; i < length; i++) inputs[text * features + i] = 100 * text + i + 1
  })
  return { features, inputs, padding: 0 }
}

test("numbers go to the device as they are, row after row in the order chosen", async () => {
  const batch = batchInputs({ features: 2, inputs: Float32Array.of(1, 2, 3, 4, 5, 6) }, Int32Array.of(2, 0))
  expect(batch.shape).toEqual([2, 2])
  expect([...(await batch.data())]).toEqual([5, 6, 1, 2])
})

test.each([
  { lengths: [3, 1], most: 128, cut: 32 },
  { lengths: [33, 2], most: 128, cut: 64 },
  { lengths: [32, 32], most: 128, cut: 32 },
  { lengths: [3, 1], most: 20, cut: 20 },
  { lengths: [0, 0], most: 128, cut: 32 },
])("texts of $lengths tokens of at most $most are cut to $cut", async ({ lengths, most, cut }) => {
  const rows = texts(most, lengths)
  const batch = batchInputs(rows, Int32Array.of(1, 0))
  expect(batch.dtype).toBe("int32")
  expect(batch.shape).toEqual([2, cut])
  const ids = Array.from(await batch.data())
  expect(ids.slice(0, cut)).toEqual([...rows.inputs.subarray(most, most + cut)])
  expect(ids.slice(cut)).toEqual([...rows.inputs.subarray(0, cut)])
})

test("a token with the padding's id within a text cuts nothing off", () => {
  const rows = { features: 64, inputs: new Float32Array(64), padding: 0 }
  rows.inputs[40] = 7
  expect(batchInputs(rows, Int32Array.of(0)).shape).toEqual([1, 64])
})
