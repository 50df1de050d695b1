import { describe, expect, test } from "vitest"
import { activationMatrix, type Layer } from "#src/activations.js"
import { measure } from "#src/estimators/measure.js"
import type { LayerSummary } from "#src/estimators/measurement.js"
import { enumerate } from "#src/estimators/naming.js"
import { meanMutualInformation } from "#src/estimators/summary.js"
import { normals, seededRandom } from "#src/random.js"

const examples = 400
const quick = { mutualInformation: { method: "gaussian-copula" }, entropy: { bins: 20 } } as const

/** Independent normal neurons; `change` puts others in their place. */
function network(layers: Layer[], change: (j: number, values: Float64Array) => Float64Array = (_, values) => values) {
  const neurons = layers[layers.length - 1].end
  const normal = normals(seededRandom(21))
  const data = new Float64Array(neurons * examples)
  for (let j = 0; j < neurons; j++) {
    data.set(change(j, Float64Array.from({ length: examples }, normal)), j * examples)
  }
  return activationMatrix(data, examples, neurons, layers)
}

const two = [
  { name: "first", start: 0, end: 6 },
  { name: "second", start: 6, end: 10 },
]

function everyNumber(value: unknown): number[] {
  if (typeof value === "number") return [value]
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(everyNumber) : []
}

describe("the summary", () => {
  test("has all layers together under null, and each by its name", async () => {
    const { summary } = await measure(network(two), quick)
    expect(summary.all.layer).toBe(null)
    expect(summary.all.neurons).toBe(10)
    expect(summary.layers.map(({ layer, neurons }) => [layer, neurons])).toEqual([
      ["first", 6],
      ["second", 4],
    ])
  })

  test("counts every pair once without the diagonal, pairs between layers only for all together", async () => {
    const { summary } = await measure(network(two), quick)
    expect(summary.all.mutualInformation?.count).toBe(45)
    expect(summary.layers.map(({ mutualInformation }) => mutualInformation?.count)).toEqual([15, 6])
  })

  test("has the mean of the off-diagonal matrix and of the entropies of its layer", async () => {
    const { summary, mutualInformation, neuronTable } = await measure(network(two), quick)
    const values = mutualInformation?.values ?? new Float64Array(100)
    const pairs = [6, 7, 8, 9].flatMap((i) => [6, 7, 8, 9].filter((j) => j > i).map((j) => values[i * 10 + j]))
    expect(summary.layers[1].mutualInformation?.mean).toBeCloseTo(pairs.reduce((sum, v) => sum + v, 0) / 6, 12)
    const entropies = neuronTable.entropy.subarray(0, 6)
    expect(summary.layers[0].entropy.mean).toBeCloseTo(entropies.reduce((sum, v) => sum + v, 0) / 6, 12)
    expect(summary.layers[0].entropy.maximum).toBe(Math.max(...entropies))
  })

  test("has shares of dead, constant, duplicate, tied and heavy-tailed neurons", async () => {
    const changed = network(two, (j, values) => {
      if (j === 0) return values.fill(0)
      if (j === 1) return values.fill(3)
      if (j === 2) return values.map((v) => Math.max(0, v - 1))
      if (j === 3 || j === 8) return Float64Array.from({ length: examples }, (_, i) => Math.sin(i * i))
      return j === 9 ? values.with(7, 1e4) : values
    })
    const { summary } = await measure(changed, quick)
    const shares = { dead: 0.1, constant: 0.2, duplicate: 0.1, tied: 0.3, heavyTailed: 0.1 }
    expect(summary.all.shares).toEqual(shares)
    expect(summary.layers[1].shares).toEqual({ dead: 0, constant: 0, duplicate: 0.25, tied: 0, heavyTailed: 0.25 })
  })

  test("holds no NaN and no infinity, whatever the neurons", async () => {
    const odd = network(two, (j, values) => {
      if (j < 6) return values.fill(j % 2)
      return j === 6 ? values.map((v) => v * 1e307) : values.map((v) => v * 5e-324)
    })
    for (const reference of [false, true]) {
      const { summary } = await measure(odd, { reference, entropy: { method: "knn" } })
      expect(everyNumber(summary).filter((value) => !Number.isFinite(value))).toEqual([])
    }
  })

  test("has no mutual information for a layer of one neuron, whose box is a point", async () => {
    const layers = [
      { name: "one", start: 0, end: 1 },
      { name: "many", start: 1, end: 5 },
    ]
    const { summary } = await measure(network(layers), quick)
    const [one, many] = summary.layers as [LayerSummary, LayerSummary]
    expect([one.mutualInformation, one.mixture]).toEqual([null, null])
    expect(one.entropy.meanInterval).toEqual([one.entropy.mean, one.entropy.mean])
    expect(many.mutualInformation?.count).toBe(6)
  })
})

describe("mean mutual information of a neuron", () => {
  test("leaves the diagonal out, and is NaN for neurons that were not measured", () => {
    const values = Float64Array.of(9, 1, 2, 1, 9, 4, 2, 4, 9)
    const means = meanMutualInformation({ neurons: Int32Array.of(0, 2, 3), values }, 4)
    expect(Array.from(means)).toEqual([1.5, Number.NaN, 2.5, 3])
  })

  test("is NaN where no other neuron was measured", () => {
    expect(meanMutualInformation({ neurons: Int32Array.of(0), values: Float64Array.of(9) }, 1)[0]).toBeNaN()
  })
})

describe("warnings", () => {
  const codes = async (...[a, options]: Parameters<typeof measure>) =>
    (await measure(a, { entropy: { bins: 20 }, ...options })).warnings.map(({ code }) => code)

  test("a sound measurement has none", async () => {
    expect(await codes(network(two), quick)).toEqual([])
  })

  test("name dead, constant and duplicate neurons", async () => {
    const changed = network(two, (j, values) => {
      if (j < 2) return values.fill(j)
      return j > 7 ? Float64Array.from({ length: examples }, (_, i) => Math.sin(i * i)) : values
    })
    const { warnings } = await measure(changed, quick)
    expect(warnings).toEqual([
      { code: "dead-neurons", message: "dead, 0 on every example: 1 of 10 neurons (first[0])", neurons: [0] },
      {
        code: "constant-neurons",
        message: "constant, one value other than 0 on every example: 1 of 10 neurons (first[1])",
        neurons: [1],
      },
      {
        code: "duplicate-neurons",
        message: "exact copy of an earlier neuron: 1 of 10 neurons (second[3] of second[2])",
        neurons: [9],
      },
    ])
  })

  test("name eight neurons and count the rest, all of them in `neurons`", async () => {
    const layer = [{ name: "relu", start: 0, end: 12 }]
    const { warnings } = await measure(
      network(layer, (_, values) => values.map((v) => Math.max(0, v - 0.5))),
      quick,
    )
    const tied = warnings.find(({ code }) => code === "tied-neurons")
    expect(tied?.message).toBe(
      "tied on more than half of the examples: 12 of 12 neurons (relu[0], relu[1], relu[2], relu[3], relu[4], relu[5], " +
        "relu[6], relu[7] and 4 more); gaussian-copula is too high on ties; mixed is made for them",
    )
    expect(tied?.neurons).toHaveLength(12)
  })

  test("print no control characters of a layer's name", async () => {
    const layer = [{ name: "a\u001b[2J", start: 0, end: 3 }]
    const { warnings } = await measure(
      network(layer, (j, values) => (j === 0 ? values.fill(0) : values)),
      quick,
    )
    expect(warnings[0].message).toContain("(a\\u{1b}[2J[0])")
  })

  test("name the neuron whose range leaves the others' in few of the global bins", async () => {
    const wide = network(two, (j, values) => (j === 4 ? values.map((v) => v * 1000) : values))
    const { warnings } = await measure(wide, quick)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatchObject({ code: "collapsed-bins", neurons: [4] })
    expect(warnings[0].message).toContain("1 of 20 in first and 1 of 20 in second")
    expect(warnings[0].message).toContain("first[4]")
    expect(await codes(wide, { ...quick, entropy: { bins: 20, edges: "local" } })).toEqual([])
  })

  test("name the outermost neurons where no single one is wide", async () => {
    const shifted = network(two, (j, values) => values.map((v) => v + 1000 * j))
    const { warnings } = await measure(shifted, quick)
    expect(warnings[0]).toMatchObject({ code: "collapsed-bins", neurons: [0, 9] })
  })

  test("name heavy-tailed neurons", async () => {
    const outlier = network(two, (j, values) => (j === 2 ? values.with(0, 90) : values))
    const { warnings } = await measure(outlier, quick)
    expect(warnings[0]).toMatchObject({ code: "heavy-tailed-neurons", neurons: [2] })
  })

  test("say when examples are few for the bins, with the bias to expect", async () => {
    const { warnings } = await measure(network(two), { ...quick, entropy: { bins: 100 } })
    expect(warnings[0].code).toBe("few-examples-entropy")
    expect(warnings[0].message).toContain("400 examples are few for 100 bins")
    expect(warnings[0].message).toContain("up to about 0.12 nats too low")
  })

  test("say when examples are few for neighbours, for kNN entropy, for two neurons' bins", async () => {
    expect(await codes(network(two), { mutualInformation: { method: "mixed" } })).toEqual([
      "few-examples-mutual-information",
    ])
    expect(await codes(network(two), { ...quick, entropy: { method: "knn" } })).toEqual(["few-examples-entropy"])
    expect(await codes(network(two), { mutualInformation: { method: "binned", bins: 10 } })).toEqual([
      "few-examples-mutual-information",
    ])
    expect(await codes(network(two), { mutualInformation: { method: "binned", bins: 6 } })).toEqual([])
  })

  test("say that one neuron has no pair", async () => {
    const { warnings } = await measure(network([{ name: "only", start: 0, end: 1 }]), quick)
    expect(warnings[0].code).toBe("few-neurons")
    expect(warnings[0].message).toContain("only (1)")
  })

  test("by the released code's conventions, name the neurons whose ties give −∞ and mutual information below 0", async () => {
    const relu = network(two, (j, values) => (j < 3 ? values.map((v) => Math.max(0, v)) : values))
    const { warnings, neuronTable, summary } = await measure(relu, { reference: true, entropy: { method: "knn" } })
    const infinite = warnings.find(({ code }) => code === "infinite-entropy")
    expect(infinite?.neurons).toEqual([0, 1, 2])
    expect(neuronTable.entropy[0]).toBe(-Infinity)
    expect(summary.all.entropy.count).toBe(7)
    const negative = warnings.find(({ code }) => code === "negative-mutual-information")
    expect(negative?.neurons.slice(0, 3)).toEqual([0, 1, 2])
    expect(negative?.message).toContain("the released code's conventions on ties")
  })
})

test("lists are written out in words", () => {
  expect(enumerate([], String)).toBe("")
  expect(enumerate([1], String)).toBe("1")
  expect(enumerate([1, 2, 3], String)).toBe("1, 2 and 3")
  expect(enumerate([1, 2, 3, 4, 5, 6, 7, 8], String)).toBe("1, 2, 3, 4, 5, 6, 7 and 8")
  expect(enumerate([1, 2, 3, 4, 5, 6, 7, 8, 9], String)).toBe("1, 2, 3, 4, 5, 6, 7, 8 and 1 more")
})
