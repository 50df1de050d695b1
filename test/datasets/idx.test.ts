import { expect, test } from "vitest"
import { everySecondPixel, greyImages, selectImages } from "#src/datasets/digits.js"
import { parseIdx } from "#src/datasets/idx.js"

function idx(shape: number[], values: number[], type = 8): Uint8Array {
  const axes = shape.flatMap((length) => [length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255])
  return Uint8Array.from([0, 0, type, shape.length, ...axes, ...values])
}

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
  expect(greyImages(images, idx([2], [5, 6]))).toMatchObject({ count: 2, height: 1, width: 2 })
  expect(() => greyImages(images, idx([3], [5, 6, 7]))).toThrow(expect.objectContaining({ code: "shape-mismatch" }))
  expect(() => greyImages(idx([2, 2], [1, 2, 3, 4]), idx([2], [5, 6]))).toThrow(
    expect.objectContaining({ code: "bad-shape" }),
  )
})

test("every second pixel of every second row is kept, from the first on", () => {
  const pixels = Uint8Array.from({ length: 2 * 3 * 4 }, (_, i) => i)
  const small = everySecondPixel({ count: 2, height: 3, width: 4, pixels, labels: Uint8Array.from([1, 2]) })
  expect(small).toMatchObject({ count: 2, height: 2, width: 2 })
  expect([...small.pixels]).toEqual([0, 2, 8, 10, 12, 14, 20, 22])
})

test("selected images keep the order they are asked in, with their labels", () => {
  const pixels = Uint8Array.from([0, 1, 10, 11, 20, 21])
  const images = { count: 3, height: 1, width: 2, pixels, labels: Uint8Array.from([7, 8, 9]) }
  expect(selectImages(images, [2, 0])).toEqual({
    count: 2,
    height: 1,
    width: 2,
    pixels: Uint8Array.from([20, 21, 0, 1]),
    labels: Uint8Array.from([9, 7]),
  })
})
