import { describe, expect, test } from "vitest"
import type { Measurement } from "#src/estimators/measurement.js"
import { carriersOf } from "#src/selection/carriers.js"
import { diverse } from "./measured-model.js"

/** A measurement of one layer, with these entropies. */
function withEntropies(...entropy: number[]): Measurement {
  const layers = [{ name: "fc", start: 0, end: entropy.length }]
  return { layers, neuronTable: { entropy: Float64Array.from(entropy) }, mutualInformation: null } as Measurement
}

const entropyCarriers = (first: Measurement, second: Measurement) => {
  const scope = (of: Measurement) => ({ layer: null, start: 0, end: of.layers[0].end })
  return carriersOf("entropy", [first, second], [scope(first), scope(second)], null)
}

describe("sorted values are set against sorted values", () => {
  test("the one neuron that moved carries it all", () => {
    const { difference, carriers, neurons } = entropyCarriers(withEntropies(3, 1, 2), withEntropies(2, 9, 1))
    expect(difference).toBe(2)
    expect(neurons).toBe(3)
    expect(carriers).toEqual([{ neuron: 1, label: "fc[1]", value: 9, counterpart: 3, share: 1 }])
  })

  test("the fewest that make up four fifths are named, the largest first", () => {
    const { carriers } = entropyCarriers(withEntropies(0, 0, 0, 0), withEntropies(1, 2, 3, 4))
    expect(carriers.map(({ neuron, share }) => [neuron, share])).toEqual([
      [3, 0.4],
      [2, 0.3],
      [1, 0.2],
    ])
  })

  test("where the widths differ, each is set against its part of the ranks, and the shares still sum to 1", () => {
    const { difference, carriers } = entropyCarriers(withEntropies(0, 3, 6), withEntropies(8, 6))
    // Halves of three ranks: (0 + 3/2) / 1.5 = 1 and (3/2 + 6) / 1.5 = 5.
    expect(difference).toBe(4)
    expect(carriers).toEqual([
      { neuron: 1, label: "fc[1]", value: 6, counterpart: 1, share: 0.625 },
      { neuron: 0, label: "fc[0]", value: 8, counterpart: 5, share: 0.375 },
    ])
  })

  test("a neuron that goes against it is no carrier", () => {
    const { difference, carriers } = entropyCarriers(withEntropies(5, 5), withEntropies(4, 10))
    expect(difference).toBe(2)
    expect(carriers.map(({ neuron }) => neuron)).toEqual([1])
    expect(carriers[0].share).toBe(1.25)
  })

  test("no difference has no carrier", () => {
    expect(entropyCarriers(withEntropies(1, 2), withEntropies(2, 1)).carriers).toEqual([])
  })

  test("what is not finite is left out", () => {
    const { difference, neurons } = entropyCarriers(withEntropies(1, 1), withEntropies(3, Number.NEGATIVE_INFINITY))
    expect([difference, neurons]).toEqual([2, 1])
  })
})

test("mutual information: the differences of the layer's neurons sum to that of the layer's mean", async () => {
  const { measurement } = await diverse()
  const scope = { layer: "fc2", start: 4, end: 8 }
  const doubled = {
    ...measurement,
    mutualInformation: {
      neurons: measurement.mutualInformation!.neurons,
      values: measurement.mutualInformation!.values.map((value) => value + 0.25),
    },
  }
  const { difference, neurons, carriers } = carriersOf(
    "mutualInformation",
    [measurement, doubled],
    [scope, scope],
    "fc2",
  )
  expect(difference).toBeCloseTo(0.25, 12)
  expect(neurons).toBe(4)
  expect(carriers.map(({ share }) => share)).toEqual([0.25, 0.25, 0.25, 0.25].map((share) => expect.closeTo(share, 12)))
  expect(carriers.map(({ neuron }) => neuron).sort()).toEqual([4, 5, 6, 7])
})
