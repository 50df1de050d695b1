import { describe, expect, it } from "vitest"
import type { MeasurementTable } from "../../studio/data/studio-run.js"
import { type NeuronQuery, namedNeurons, neuronRows } from "../../studio/runs/views/neuron-rows.js"
import { nearestDot, nextDot, scatterDots } from "../../studio/runs/views/scatter-dots.js"
import { sampleMeasurement } from "../plots/sample-measurement.js"

const measurement: MeasurementTable = { ...sampleMeasurement({ widths: [6, 5] }), mutualInformation: null }
const named = namedNeurons(measurement)
const usual: NeuronQuery = { find: "", layer: "", flag: "", sort: "", descending: false }

function rows(query: Partial<NeuronQuery>): number[] {
  return neuronRows(measurement, named, { ...usual, ...query })
}

describe("the table of neurons", () => {
  it("has all of them, in their own order either way", () => {
    expect(rows({})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(rows({ descending: true })).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
  })

  it("narrows to a layer, to part of a name, and to a flag", () => {
    expect(rows({ layer: "hidden2" })).toEqual([6, 7, 8, 9, 10])
    expect(rows({ find: "HIDDEN2[1" })).toEqual([7])
    const dead = rows({ flag: "dead" })
    expect(dead).toEqual([...measurement.neuronTable.dead.keys()].filter((j) => measurement.neuronTable.dead[j] === 1))
    expect(dead.length).toBeGreaterThan(0)
  })

  it("sorts by a column, those without a value last either way", () => {
    const { neuronTable } = measurement
    const lacking = { ...neuronTable, entropy: neuronTable.entropy.with(3, Number.NaN) }
    const sorted = (descending: boolean) =>
      neuronRows({ ...measurement, neuronTable: lacking }, named, { ...usual, sort: "entropy", descending })
    for (const order of [sorted(false), sorted(true)]) expect(order.at(-1)).toBe(3)
    const values = sorted(false)
      .slice(0, -1)
      .map((j) => lacking.entropy[j])
    expect(values).toEqual([...values].sort((a, b) => a - b))
  })
})

describe("dots of a scatter", () => {
  const dots = scatterDots([Float64Array.of(50, 50, Number.NaN, Number.NaN), Float64Array.of(10, 20, 55, 90)])

  it("go from left to right, without those not drawn", () => {
    expect(dots.map(({ group, member }) => [group, member])).toEqual([
      [1, 0],
      [0, 0],
      [1, 1],
    ])
  })

  it("the nearest within reach is meant", () => {
    expect(nearestDot(dots, 14, 25)).toBe(dots[0])
    expect(nearestDot(dots, 30, 150)).toBeNull()
  })

  it("arrow keys go left and right in turn, up and down to the nearest there", () => {
    expect(nextDot(dots, dots[0], "right")).toBe(dots[1])
    expect(nextDot(dots, dots[2], "right")).toBe(dots[2])
    expect(nextDot(dots, dots[1], "down")).toBe(dots[2])
    expect(nextDot(dots, dots[2], "up")).toBe(dots[1])
  })
})
