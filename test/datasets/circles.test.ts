import { expect, test } from "vitest"
import { type CirclesExamples, circles, circlesEvaluation } from "#src/datasets/circles.js"
import { seededRandom } from "#src/random.js"
import { codeOf } from "../estimators/error-code.js"

const column = ({ inputs }: CirclesExamples, feature: number) => inputs.filter((_, i) => i % 3 === feature)
const moments = (values: Float32Array) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(variance) }
}

/** What the third feature says: near −3 it names the outer circle, near 3 the inner one, between 0 and 1 neither. */
function named(third: number): 0 | 1 | "neither" {
  if (Math.abs(third + 3) < 0.6) return 0
  if (Math.abs(third - 3) < 0.6) return 1
  expect(third).toBeGreaterThanOrEqual(0)
  expect(third).toBeLessThan(1)
  return "neither"
}
const hints = (examples: CirclesExamples) =>
  Array.from(column(examples, 2), (third, i) => {
    const name = named(third)
    if (name === "neither") return "nothing"
    return name === examples.truth[i] ? "own" : "other"
  })
const share = (values: ArrayLike<unknown>, wanted: unknown) =>
  Array.from(values).filter((value) => value === wanted).length / values.length

test("2,000 points, the first half outer and of class 0, the second inner and of class 1", () => {
  const examples = circles({}, seededRandom(1))
  expect(examples).toMatchObject({ examples: 2000, features: 3, classes: 2 })
  expect(examples.inputs).toHaveLength(6000)
  expect(Array.from(examples.labels)).toEqual([...new Array(1000).fill(0), ...new Array(1000).fill(1)])
})

test("without noise the points lie evenly on circles of radius 1 and of the factor, from angle 0", () => {
  const examples = circles({ points: 9, noise: 0, factor: 0.3 }, seededRandom(2))
  const [x, y] = [column(examples, 0), column(examples, 1)]
  expect(Array.from(examples.truth)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1])
  for (let i = 0; i < 9; i++) {
    const [radius, angle] = i < 4 ? [1, (Math.PI / 2) * i] : [0.3, ((2 * Math.PI) / 5) * (i - 4)]
    expect(x[i]).toBeCloseTo(radius * Math.cos(angle), 6)
    expect(y[i]).toBeCloseTo(radius * Math.sin(angle), 6)
  }
})

test("noise moves both coordinates by a standard deviation of its own, about a mean of 0", () => {
  const [still, moved] = [0, 0.2].map((noise) => circles({ points: 20_000, noise }, seededRandom(3)))
  for (const feature of [0, 1]) {
    const where = column(still, feature)
    const { mean, deviation } = moments(column(moved, feature).map((value, i) => value - where[i]))
    // Standard errors of 20,000 draws: 0.0014 of the mean, 0.001 of the deviation
    expect(Math.abs(mean)).toBeLessThan(0.006)
    expect(Math.abs(deviation - 0.2)).toBeLessThan(0.004)
  }
})

test.each([0.5, 0.65, 0.9, 1])("at division %d that share of the three quarters names its own class", (division) => {
  const examples = circles({ division }, seededRandom(4))
  for (const circle of [0, 1]) {
    const ofClass = hints(examples).filter((_, i) => examples.truth[i] === circle)
    expect(share(ofClass, "own")).toBe(Math.round(division * 750) / 1000)
    expect(share(ofClass, "nothing")).toBe(0.25)
  }
})

test("the third feature is N(∓3, 0.1) where it names a class, else uniform in 0 … 1 for both classes alike", () => {
  const examples = circles({ points: 40_000 }, seededRandom(5))
  const third = column(examples, 2)
  for (const circle of [0, 1] as const) {
    const naming = moments(third.filter((value) => named(value) === circle))
    expect(Math.abs(naming.mean - (circle === 1 ? 3 : -3))).toBeLessThan(0.004)
    expect(Math.abs(naming.deviation - 0.1)).toBeLessThan(0.003)
    // 5,000 of each class: standard errors of 0.004 and less
    const neutral = moments(third.filter((value, i) => named(value) === "neither" && examples.truth[i] === circle))
    expect(Math.abs(neutral.mean - 0.5)).toBeLessThan(0.016)
    expect(Math.abs(neutral.deviation - Math.sqrt(1 / 12))).toBeLessThan(0.01)
  }
})

test("division and shuffle change nothing but whom the third feature names and the labels", () => {
  const [half, most] = [0.5, 0.9].map((division) => circles({ division }, seededRandom(6)))
  const shuffled = circles({ division: 0.5, shuffle: 1 }, seededRandom(6))
  expect(shuffled.inputs).toEqual(half.inputs)
  expect(column(most, 0)).toEqual(column(half, 0))
  const [before, after] = [half, most].map(hints)
  expect(before.every((hint, i) => hint !== "own" || after[i] === "own")).toBe(true)
  expect(before.map((hint) => hint === "nothing")).toEqual(after.map((hint) => hint === "nothing"))
})

// 20,000 labels: a share of 1/2 has a standard deviation of 0.0035
test.each([0, 0.5, 1])("shuffling at %d turns half that share of the labels and leaves the circles", (shuffle) => {
  const { labels, truth } = circles({ points: 20_000, shuffle }, seededRandom(7))
  const turned = labels.filter((label, i) => label !== truth[i]).length / 20_000
  expect(Math.abs(turned - shuffle / 2)).toBeLessThanOrEqual(shuffle === 0 ? 0 : 0.014)
  expect(share(truth, 1)).toBe(0.5)
})

test("the evaluation sets are the same points under a third feature that agrees, disagrees or says nothing", () => {
  const { shortcut, antiShortcut, neutral } = circlesEvaluation({ points: 400 }, seededRandom(8))
  expect(new Set(hints(shortcut))).toEqual(new Set(["own"]))
  expect(new Set(hints(antiShortcut))).toEqual(new Set(["other"]))
  expect(new Set(hints(neutral))).toEqual(new Set(["nothing"]))
  for (const feature of [0, 1]) {
    expect(column(antiShortcut, feature)).toEqual(column(shortcut, feature))
    expect(column(neutral, feature)).toEqual(column(shortcut, feature))
  }
  expect(neutral.labels).toEqual(shortcut.truth)
})

test("the same seed gives the same examples, another seed others", () => {
  expect(circles({ shuffle: 0.5 }, seededRandom(9))).toEqual(circles({ shuffle: 0.5 }, seededRandom(9)))
  expect(circles({}, seededRandom(10)).inputs).not.toEqual(circles({}, seededRandom(9)).inputs)
})

test.each([
  { points: 1 },
  { points: 10.5 },
  { noise: -0.1 },
  { noise: Number.POSITIVE_INFINITY },
  { factor: 1.5 },
  { named: -1 },
  { division: 2 },
  { shuffle: Number.NaN },
])("refuses %o", (options) => {
  expect(codeOf(() => circles(options, seededRandom(1)))).toBe("bad-option")
})
