import { beforeAll, expect, test } from "vitest"
import { coloredMnist } from "#src/datasets/colored-mnist.js"
import { everySecondPixel, type GreyImages } from "#src/datasets/digits.js"
import { readMnist } from "#src/datasets/mnist-node.js"
import { shuffleLabels } from "#src/datasets/shuffled-labels.js"
import { shuffledMnist } from "#src/datasets/shuffled-mnist.js"
import { seededRandom } from "#src/random.js"

let digits: GreyImages
beforeAll(async () => {
  digits = everySecondPixel(await readMnist("test"))
})

const share = (values: Uint8Array, wanted: (value: number, i: number) => boolean) =>
  values.filter(wanted).length / values.length

test("the packaged MNIST has 10,000 test digits of 28 × 28, 980 of them zeros", async () => {
  const test = { count: 10_000, channels: 1, height: 28, width: 28, classes: 10 }
  expect(await readMnist("test")).toMatchObject(test)
  expect(digits.labels.filter((label) => label === 0).length).toBe(980)
})

test("a coloured digit has its ink in the channel of its colour and nothing in the other", () => {
  const { inputs, features, colours } = coloredMnist(digits, { alpha: 0 }, seededRandom(1))
  expect(features).toBe(392)
  for (const image of [0, 1, 2, 3, 4, 5]) {
    const grey = Float32Array.from(digits.pixels.subarray(image * 196, (image + 1) * 196), (pixel) => pixel / 255)
    const channels = [0, 1].map((c) => inputs.slice(image * 392 + c * 196, image * 392 + (c + 1) * 196))
    expect(channels[colours[image]]).toEqual(grey)
    expect(channels[1 - colours[image]]).toEqual(new Float32Array(196))
  }
})

// 10,000 images: a share of p has a standard deviation of at most 0.005, so 0.02 is four of them
test.each([0, 0.25, 0.5, 0.75, 1])("at α = %d the colour agrees with the label with p = (1 + α) / 2", (alpha) => {
  const { labels, colours } = coloredMnist(digits, { alpha }, seededRandom(2))
  expect(Math.abs(share(labels, (label, i) => label === colours[i]) - (1 + alpha) / 2)).toBeLessThanOrEqual(
    alpha === 1 ? 0 : 0.02,
  )
})

test("a quarter of the labels contradicts the digit, and none without label noise", () => {
  const wrong = (labels: Uint8Array) => share(labels, (label, i) => (label === 1) !== digits.labels[i] < 5)
  expect(wrong(coloredMnist(digits, { alpha: 0.5 }, seededRandom(3)).labels)).toBeCloseTo(0.25, 1)
  expect(wrong(coloredMnist(digits, { alpha: 0.5, labelNoise: 0 }, seededRandom(3)).labels)).toBe(0)
})

test("the same seed flips the same labels whatever α is", () => {
  const [none, all] = [0, 1].map((alpha) => coloredMnist(digits, { alpha }, seededRandom(4)))
  expect(none.labels).toEqual(all.labels)
  expect(none.colours).not.toEqual(all.colours)
})

test.each([0, 0.25, 1])("shuffling at β = %d changes a share β · 9/10 of ten classes", (beta) => {
  const shuffled = shuffleLabels(digits.labels, 10, beta, seededRandom(5))
  expect(Math.abs(share(shuffled, (label, i) => label !== digits.labels[i]) - 0.9 * beta)).toBeLessThanOrEqual(
    beta === 0 ? 0 : 0.02,
  )
})

test("shuffled labels are uniform over the classes", () => {
  const shuffled = shuffleLabels(new Uint8Array(10_000), 10, 1, seededRandom(6))
  for (let c = 0; c < 10; c++) expect(share(shuffled, (label) => label === c)).toBeCloseTo(0.1, 1)
})

test("shuffled MNIST has the digits in grey from 0 to 1, with their own labels at β = 0", () => {
  const { inputs, labels, ...rest } = shuffledMnist(digits, 0, seededRandom(7))
  expect(rest).toEqual({ examples: 10_000, features: 196, classes: 10 })
  expect(labels).toEqual(digits.labels)
  expect([...inputs.subarray(0, 1000)]).toEqual([...digits.pixels.subarray(0, 1000)].map((p) => Math.fround(p / 255)))
})

test("images that have colours already are not coloured", () => {
  expect(() => coloredMnist({ ...digits, channels: 3 }, { alpha: 0 }, seededRandom(0))).toThrow(
    expect.objectContaining({ code: "bad-shape" }),
  )
})

test("shares outside 0 … 1 are refused", () => {
  const refusal = expect.objectContaining({ code: "bad-option" })
  expect(() => coloredMnist(digits, { alpha: 1.5 }, seededRandom(0))).toThrow(refusal)
  expect(() => coloredMnist(digits, { alpha: 0, labelNoise: Number.NaN }, seededRandom(0))).toThrow(refusal)
  expect(() => shuffleLabels(digits.labels, 10, -0.1, seededRandom(0))).toThrow(refusal)
})
