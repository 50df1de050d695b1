import { expect, test } from "vitest"
import { everySecondPixel, selectImages } from "#src/datasets/digits.js"
import { labelledImages } from "#src/datasets/images.js"
import { shuffledMnist } from "#src/datasets/shuffled-mnist.js"
import { seededRandom } from "#src/random.js"

const ascending = (length: number) => Uint8Array.from({ length }, (_, i) => i)
const grey = { count: 2, channels: 1, height: 3, width: 4, classes: 10, pixels: ascending(24), labels: ascending(2) }
const coloured = {
  count: 3,
  channels: 3,
  height: 2,
  width: 2,
  classes: 100,
  pixels: ascending(36),
  labels: ascending(3),
}

test("every second pixel of every second row is kept, from the first on, in every channel", () => {
  expect(everySecondPixel(grey)).toEqual({
    ...grey,
    height: 2,
    width: 2,
    pixels: Uint8Array.from([0, 2, 8, 10, 12, 14, 20, 22]),
  })
  expect(everySecondPixel(coloured)).toEqual({
    ...coloured,
    height: 1,
    width: 1,
    pixels: Uint8Array.from([0, 4, 8, 12, 16, 20, 24, 28, 32]),
  })
})

test("selected images keep the order they are asked in, with their channels and labels", () => {
  const pixels = Uint8Array.from([...ascending(36).subarray(24), ...ascending(12)])
  expect(selectImages(coloured, [2, 0])).toEqual({ ...coloured, count: 2, pixels, labels: Uint8Array.from([2, 0]) })
})

test("a network is given a feature per pixel and channel, from 0 to 1", () => {
  const pixels = Uint8Array.from([0, 51, 255, 1])
  const images = { count: 2, channels: 1, height: 1, width: 2, classes: 7, pixels, labels: Uint8Array.from([6, 0]) }
  expect(labelledImages(images)).toEqual({
    examples: 2,
    features: 2,
    classes: 7,
    inputs: Float32Array.from([0, 0.2, 1, 1 / 255]),
    labels: images.labels,
  })
})

test("shuffled labels are drawn from all classes of the images", () => {
  const many = { ...coloured, count: 5000, channels: 1, height: 1, width: 1, pixels: new Uint8Array(5000) }
  const { labels, classes, inputs } = shuffledMnist({ ...many, labels: new Uint8Array(5000) }, 1, seededRandom(1))
  expect([classes, inputs.length, new Set(labels).size]).toEqual([100, 5000, 100])
})
