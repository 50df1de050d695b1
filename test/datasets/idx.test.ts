import { expect, test } from "vitest"
import { greyImages } from "#src/datasets/digits.js"
import { parseIdx } from "#src/datasets/idx.js"
import { idxFile as idx } from "./image-files.js"

test("an IDX file reads to its shape and its bytes in order", () => {
  expect(parseIdx(idx([2, 3], [1, 2, 3, 4, 5, 255]))).toEqual({
    shape: [2, 3],
    data: Uint8Array.from([1, 2, 3, 4, 5, 255]),
  })
})

test("an IDX file that starts inside a larger buffer reads the same", () => {
  const inside = new Uint8Array([9, 9, 9, ...idx([2], [7, 8])]).subarray(3)
  expect(parseIdx(inside).data).toEqual(Uint8Array.from([7, 8]))
})

test.each([
  ["an empty file", new Uint8Array(0), "truncated"],
  ["a file cut within its magic number", Uint8Array.from([0, 0, 8]), "truncated"],
  ["a file cut within its axes", idx([2, 3], []).subarray(0, 9), "truncated"],
  ["a value too few", idx([2, 3], [1, 2, 3, 4, 5]), "truncated"],
  ["a value too many", idx([2, 3], [1, 2, 3, 4, 5, 6, 7]), "trailing-bytes"],
  ["another magic number", Uint8Array.from([1, 0, 8, 1, 0, 0, 0, 0]), "malformed"],
  ["a gzipped file", Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), "malformed"],
  ["32-bit floats", idx([1], [0, 0, 0, 0], 0x0d), "unsupported-dtype"],
  ["no axes", Uint8Array.from([0, 0, 8, 0]), "bad-shape"],
  ["five axes", idx([1, 1, 1, 1, 1], [1]), "bad-shape"],
  ["a shape whose product overflows 53 bits", idx([0xffffffff, 0xffffffff, 0xffffffff], [1]), "truncated"],
])("an IDX file with %s is refused", (_, bytes, code) => {
  expect(() => parseIdx(bytes)).toThrow(expect.objectContaining({ code }))
})

test("images join their labels only when there is one for each", () => {
  const images = idx([2, 1, 2], [1, 2, 3, 4])
  const joined = { count: 2, channels: 1, height: 1, width: 2, classes: 10 }
  expect(greyImages(images, idx([2], [5, 6]))).toMatchObject(joined)
  expect(() => greyImages(images, idx([3], [5, 6, 7]))).toThrow(expect.objectContaining({ code: "shape-mismatch" }))
  expect(() => greyImages(idx([2, 2], [1, 2, 3, 4]), idx([2], [5, 6]))).toThrow(
    expect.objectContaining({ code: "bad-shape" }),
  )
})

test("a label above 9 is refused", () => {
  const refusal = { code: "malformed", message: expect.stringContaining("found label 10 of image 2") }
  expect(() => greyImages(idx([2, 1, 1], [1, 2]), idx([2], [9, 10]))).toThrow(expect.objectContaining(refusal))
})
