import { describe, expect, it } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { measure } from "#src/estimators/measure.js"
import { activatingExamples } from "#src/inspection/activating-examples.js"
import { neuronOrder } from "#src/inspection/neuron-order.js"

/** Six examples, five neurons in two layers: two dead or constant, and three of ever more distinct values. */
const rows = [
  [0, 7, 0, 0, 10],
  [0, 7, 0, 5, 20],
  [0, 7, 9, 5, 30],
  [0, 7, 0, 0, 60],
  [0, 7, 0, 0, 50],
  [0, 7, 0, 5, 40],
]
const layers = [
  { name: "fc1", start: 0, end: 2 },
  { name: "fc2", start: 2, end: 5 },
]
const data = Float64Array.from([0, 1, 2, 3, 4].flatMap((neuron) => rows.map((row) => row[neuron])))
const activations = activationMatrix(data, 6, 5, layers)
const measurement = await measure(activations, { entropy: { k: 1 }, mutualInformation: { k: 1 }, threads: 1 })

describe("neuronOrder", () => {
  it("goes by rising entropy, without dead and constant neurons", () => {
    expect(Array.from(neuronOrder(measurement, "entropy"))).toEqual([2, 3, 4])
  })

  it("takes part of the neurons, and those alone that have a value", () => {
    expect(Array.from(neuronOrder(measurement, "entropy", { start: 3, end: 5 }))).toEqual([3, 4])
    const { neuronTable } = measurement
    const meanMutualInformation = Float64Array.of(9, 9, 0.5, Number.NaN, 0.5)
    const partial = { neurons: 5, neuronTable: { ...neuronTable, meanMutualInformation } }
    expect(Array.from(neuronOrder(partial, "mutualInformation"))).toEqual([2, 4])
  })
})

describe("activatingExamples", () => {
  it("shows the examples of highest activation, the first of equals first", () => {
    const [one, other] = activatingExamples(activations, measurement, { neurons: ["fc2[1]", 4], top: 4 })
    expect(one.label).toBe("fc2[1]")
    expect(one.examples).toEqual([
      { example: 1, activation: 5 },
      { example: 2, activation: 5 },
      { example: 5, activation: 5 },
      { example: 0, activation: 0 },
    ])
    expect(other.examples.map(({ example }) => example)).toEqual([3, 4, 5, 2])
  })

  it("takes the lowest neurons first, then the highest, and none twice", () => {
    const places = (lowest: number, highest: number) =>
      activatingExamples(activations, measurement, { lowest, highest }).map(({ label, place }) => `${place} ${label}`)
    expect(places(1, 1)).toEqual(["lowest fc2[0]", "highest fc2[2]"])
    expect(places(2, 2)).toEqual(["lowest fc2[0]", "lowest fc2[1]", "highest fc2[2]"])
    expect(places(0, 9)).toEqual(["highest fc2[2]", "highest fc2[1]", "highest fc2[0]"])
  })

  it("says entropy, and mutual information where it was measured", async () => {
    const [{ entropy, meanMutualInformation }] = activatingExamples(activations, measurement, { highest: 0, lowest: 1 })
    expect(entropy).toBe(measurement.neuronTable.entropy[2])
    expect(meanMutualInformation).toBe(measurement.neuronTable.meanMutualInformation[2])
    const without = await measure(activations, { entropy: { k: 1 }, mutualInformation: "none" })
    expect(activatingExamples(activations, without, { neurons: [2] })[0].meanMutualInformation).toBeNull()
  })

  it.each([
    [{ neurons: ["fc3[0]"] }, "names from fc1[0] to fc2[2], layers fc1, fc2"],
    [{ neurons: [5] }, "found 5"],
    [{ top: 0 }, "at least 1"],
    [{ lowest: -1 }, "at least 0"],
  ])("refuses %j", (options, message) => {
    expect(() => activatingExamples(activations, measurement, options)).toThrow(message)
  })
})
