import { expect, test } from "vitest"
import { circlesEvaluation } from "#src/datasets/circles.js"
import { measure } from "#src/estimators/measure.js"
import { decisionSurface } from "#src/experiments/circles/decision-surface.js"
import { differentialActivations } from "#src/experiments/circles/differential-activations.js"
import { interventions, type NeuronScores, neuronScores } from "#src/experiments/circles/interventions.js"
import { recordActivations } from "#src/networks/inference.js"
import { mlp } from "#src/networks/mlp.js"
import { type HostArrays, toDevice } from "#src/networks/network.js"
import { seededRandom } from "#src/random.js"
import { codeOf } from "../../estimators/error-code.js"

const array = (shape: number[], values: number[]) => ({ shape, data: Float32Array.from(values) })

/**
 * A network made by hand that looks at the third feature alone: neuron 0 is relu(third), neuron 1 relu(−third), neuron 2
 * is dead, neuron 3 relu(x). The logits are those of neuron 1 and of neuron 0.
 */
const byHand: HostArrays = {
  "hidden1.weight": array([4, 3], [0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0]),
  "hidden1.bias": array([4], [0, 0, 0, 0]),
  "output.weight": array([2, 4], [0, 1, 0, 0, 1, 0, 0, 0]),
  "output.bias": array([2], [0, 0]),
}
const evaluation = circlesEvaluation({ points: 200 }, seededRandom(1))
const scores = (values: Partial<Record<keyof NeuronScores, number[]>>): NeuronScores => ({
  entropy: Float64Array.from(values.entropy ?? [0, 1, 2, 3]),
  meanMutualInformation: Float64Array.from(values.meanMutualInformation ?? [0, 1, 2, 3]),
  differentialActivation: Float64Array.from(values.differentialActivation ?? [0, 1, 2, 3]),
})

test("the decision surface is the softmax of the logits at the centre of each cell", () => {
  const surface = decisionSurface(byHand, { extent: 2, resolution: 4, slices: [-3, 0, 1.5] })
  expect(surface).toMatchObject({ extent: 2, resolution: 4 })
  expect(surface.slices.map((slice) => slice.thirdFeature)).toEqual([-3, 0, 1.5])
  for (const { thirdFeature, probability } of surface.slices) {
    expect(probability).toHaveLength(16)
    for (const value of probability) expect(value).toBeCloseTo(1 / (1 + Math.exp(-thirdFeature)), 6)
  }
})

test("cells run from the lowest x, row after row from the lowest y", () => {
  // The logit of class 1 is relu(x + 10 y + 100)
  const plane: HostArrays = {
    "hidden1.weight": array([1, 3], [0.1, 1, 0]),
    "hidden1.bias": array([1], [10]),
    "output.weight": array([2, 1], [0, 1]),
    "output.bias": array([2], [0, -10]),
  }
  const { slices } = decisionSurface(plane, { extent: 3, resolution: 3, slices: [0] })
  const logits = Array.from(slices[0].probability, (p) => Math.log(p / (1 - p)))
  const expected = [-2, 0, 2].flatMap((y) => [-2, 0, 2].map((x) => 0.1 * x + y))
  logits.forEach((logit, cell) => {
    expect(logit).toBeCloseTo(expected[cell], 4)
  })
})

test("differential activations are the mean of each neuron on one set less that on the other", () => {
  const shortcut = Float32Array.from([0, 0, 2, 1, 0, 4])
  const neutral = Float32Array.from([0, 0, 1, -5, 0, -2, 3, 0, 0])
  const [third, against, dead, x] = differentialActivations(byHand, shortcut, neutral)
  expect(third).toBeCloseTo(3 - 1 / 3, 6)
  expect(against).toBeCloseTo(-2 / 3, 6)
  expect(dead).toBe(0)
  expect(x).toBeCloseTo(0.5 - 1, 6)
})

test("each order switches off its neurons in turn, and accuracy says what is left", () => {
  const curves = interventions(
    byHand,
    scores({ entropy: [0, 3, 1, 2], meanMutualInformation: [3, 2, 4, 1] }),
    evaluation,
  )
  const accuracy = (order: string, name: string) =>
    Array.from(curves.find((curve) => curve.order === order && curve.evaluation === name)?.accuracy ?? [])
  // A point at 3 is of class 1 by neuron 0 alone, one at −3 of class 0 by either neuron or by a tie: never without neuron 0
  expect(accuracy("lowest-entropy", "shortcut")).toEqual([1, 0.5, 0.5, 0.5, 0.5])
  expect(accuracy("highest-entropy", "shortcut")).toEqual([1, 1, 1, 1, 0.5])
  expect(accuracy("highest-entropy", "antiShortcut")).toEqual([0, 0, 0, 0, 0.5])
  expect(accuracy("highest-mutual-information", "antiShortcut")).toEqual([0, 0, 0.5, 0.5, 0.5])
  expect(accuracy("lowest-entropy", "neutral")).toEqual([0.5, 0.5, 0.5, 0.5, 0.5])
})

test("the largest differential activation goes by size, whatever its sign; equal ones in the order of the neurons", () => {
  const curves = interventions(byHand, scores({ differentialActivation: [-9, 8, 0, 0] }), evaluation, { most: 1 })
  const first = curves.find((curve) => curve.order === "largest-differential-activation")
  expect(Array.from(first?.accuracy ?? [])).toEqual([1, 0.5])
})

test("random orders: mean and 5 to 95 % over the draws, seeded; they begin and end where every order does", () => {
  const randomOnes = (seed: number) =>
    interventions(byHand, scores({}), evaluation, { draws: 400, seed }).filter((curve) => curve.order === "random")
  const curves = randomOnes(1)
  expect(curves.map((curve) => curve.evaluation)).toEqual(["shortcut", "antiShortcut", "neutral"])
  const [{ accuracy, interval }] = curves
  expect(accuracy[0]).toBe(1)
  expect(accuracy[4]).toBe(0.5)
  // Neuron 0 is among n of the four with p = n/4, and accuracy is then a half: 400 draws give ±0.0125 of a standard error
  for (const n of [1, 2, 3]) expect(Math.abs(accuracy[n] - (1 - n / 8))).toBeLessThan(0.05)
  expect(interval?.map((bound) => Array.from(bound))).toEqual([
    [1, 0.5, 0.5, 0.5, 0.5],
    [1, 1, 1, 1, 0.5],
  ])
  expect(randomOnes(1)).toEqual(curves)
  expect(randomOnes(2)).not.toEqual(curves)
})

test("scores come from a measurement of every hidden neuron", async () => {
  const network = mlp([3, 6, 5, 2])
  const parameters = network.initialise(seededRandom(3))
  const { shortcut, neutral } = evaluation
  const activations = await recordActivations(network, toDevice(parameters), shortcut, ["hidden1.post", "hidden2.post"])
  const measurement = await measure(activations, { entropy: { bins: 20 } })
  const measured = neuronScores(measurement, differentialActivations(parameters, shortcut.inputs, neutral.inputs))
  expect(measured.entropy).toEqual(measurement.neuronTable.entropy)
  const curves = interventions(parameters, measured, evaluation, { draws: 2, most: 3 })
  expect(curves).toHaveLength(15)
  const started = curves.filter((curve) => curve.evaluation === "neutral").map((curve) => curve.accuracy[0])
  expect(new Set(started).size).toBe(1)
  expect(codeOf(() => interventions(byHand, measured, evaluation))).toBe("bad-option")
})

test("refuses draws and neurons that cannot be", () => {
  expect(codeOf(() => interventions(byHand, scores({}), evaluation, { draws: 0 }))).toBe("bad-option")
  expect(codeOf(() => interventions(byHand, scores({}), evaluation, { most: 5 }))).toBe("bad-option")
})
