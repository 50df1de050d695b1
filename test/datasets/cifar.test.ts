import { expect, test } from "vitest"
import { joinCifar, parseCifar } from "#src/datasets/cifar.js"
import { cifarFile } from "./image-files.js"

test("a file of CIFAR-10 reads to its labels and its three channels", () => {
  const images = parseCifar(cifarFile([[3], [9]]), 10)
  expect(images).toMatchObject({ count: 2, channels: 3, height: 32, width: 32, classes: 10 })
  expect([...images.labels]).toEqual([3, 9])
  const firstPixels = [0, 1, 2, 3, 4, 5].map((plane) => images.pixels[plane * 1024])
  expect(firstPixels).toEqual([100, 101, 102, 110, 111, 112])
})

test("of the two labels of CIFAR-100 the fine one counts", () => {
  const images = parseCifar(
    cifarFile([
      [19, 99],
      [0, 20],
      [4, 0],
    ]),
    100,
  )
  expect(images).toMatchObject({ count: 3, classes: 100 })
  expect([...images.labels]).toEqual([99, 20, 0])
  expect(images.pixels.subarray(3072, 3073)).toEqual(Uint8Array.from([110]))
})

test("a file that starts inside a larger buffer reads the same, and its pixels do not change with it", () => {
  const file = cifarFile([[1]])
  const inside = new Uint8Array([9, 9, ...file]).subarray(2)
  const images = parseCifar(inside, 10)
  inside.fill(0)
  expect(images).toEqual(parseCifar(file, 10))
})

test.each([
  ["an empty file", new Uint8Array(0), 10, "truncated"],
  ["a file cut within its first image", cifarFile([[1]]).subarray(0, 3072), 10, "truncated"],
  ["a file cut within its last image", cifarFile([[1], [2]]).subarray(0, 6000), 10, "truncated"],
  ["CIFAR-10 read as CIFAR-100", cifarFile([[1], [2]]), 100, "truncated"],
  ["a byte behind the images of a whole file", new Uint8Array(10_000 * 3073 + 1), 10, "trailing-bytes"],
  ["more images than CIFAR-100 has", new Uint8Array(50_001 * 3074), 100, "trailing-bytes"],
  ["class 10 of ten", cifarFile([[9], [10]]), 10, "malformed"],
  ["class 100 of a hundred", cifarFile([[0, 100]]), 100, "malformed"],
] as const)("%s is refused", (_, bytes, classes, code) => {
  expect(() => parseCifar(bytes, classes)).toThrow(expect.objectContaining({ code }))
})

test("several files join in their order", () => {
  const whole = parseCifar(cifarFile([[1], [2], [3]]), 10)
  const first = parseCifar(cifarFile([[1]]), 10)
  const rest = parseCifar(cifarFile([[2], [3]], 1), 10)
  expect(joinCifar([first, rest])).toEqual(whole)
})
