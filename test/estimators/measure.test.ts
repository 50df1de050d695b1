import { describe, expect, test } from "vitest"
import { activationMatrix, neuronValues } from "#src/activations.js"
import { RoteError } from "#src/errors.js"
import { entropy } from "#src/estimators/entropy.js"
import { type MeasureOptions, measure, resolveSettings } from "#src/estimators/measure.js"
import { mutualInformation } from "#src/estimators/mutual-information.js"
import { pairwiseMutualInformation } from "#src/estimators/pairwise.js"
import { normals, seededRandom } from "#src/random.js"

const layers = [
  { name: "a", start: 0, end: 5 },
  { name: "b", start: 5, end: 8 },
]

function network(examples = 300) {
  const normal = normals(seededRandom(17))
  const common = Float64Array.from({ length: examples }, normal)
  const data = Float64Array.from({ length: examples * 8 }, (_, i) => Math.max(-1, common[i % examples] + normal()))
  return activationMatrix(data, examples, 8, layers)
}

async function codeOf(run: () => Promise<unknown> | unknown): Promise<string> {
  try {
    await run()
  } catch (error) {
    if (error instanceof RoteError) return error.code
    throw error
  }
  return "none"
}

describe("settings", () => {
  test("have every default filled in", () => {
    expect(resolveSettings()).toEqual({
      unit: "nats",
      reference: false,
      seed: 0,
      examples: null,
      entropy: { method: "binned", bins: 100, edges: "global", correction: "none", k: 3 },
      mutualInformation: { method: "mixed", k: 3, bins: 10, neuronsPerLayer: null },
    })
  })

  test("under reference take the released code's estimator", () => {
    expect(resolveSettings({ reference: true }).mutualInformation?.method).toBe("ksg")
  })

  test("hold what decides the numbers and nothing else: threads do not", () => {
    expect(resolveSettings({ threads: 1 })).toEqual(resolveSettings({ threads: 2 }))
  })

  test("hold a sample of examples and of neurons, and no mutual information where it is left out", () => {
    const settings = resolveSettings({ examples: 100, neurons: 2, seed: 9, unit: "bits" })
    expect(settings).toMatchObject({ examples: 100, seed: 9, unit: "bits", mutualInformation: { neuronsPerLayer: 2 } })
    expect(resolveSettings({ mutualInformation: "none" }).mutualInformation).toBe(null)
  })

  test.each<[string, MeasureOptions]>([
    ["no neurons in the sample", { neurons: 0 }],
    ["one example in the sample", { examples: 1 }],
    ["half a seed", { seed: 0.5 }],
    ["a negative seed", { seed: -1 }],
    ["no bins", { entropy: { bins: 0 } }],
    ["no neighbours", { mutualInformation: { k: 0 } }],
    ["a bare name for the entropy", { entropy: "knn" as never }],
    ["a bare name for the mutual information", { mutualInformation: "ksg" as never }],
    ["an unknown unit", { unit: "hartleys" as never }],
  ])("%s: bad-option", async (_, options) => {
    expect(await codeOf(() => resolveSettings(options))).toBe("bad-option")
  })
})

describe("measure refuses", () => {
  test("no neurons: no-neurons", async () => {
    expect(await codeOf(() => measure(activationMatrix(new Float64Array(0), 5, 0, [])))).toBe("no-neurons")
  })

  test("a matrix put together by hand whose parts do not fit: shape-mismatch", async () => {
    const a = network()
    expect(await codeOf(() => measure({ ...a, data: a.data.subarray(1) }))).toBe("shape-mismatch")
    expect(await codeOf(() => measure({ ...a, data: Array.from(a.data) as never }))).toBe("shape-mismatch")
    expect(await codeOf(() => measure([[1, 2]] as never))).toBe("shape-mismatch")
  })

  test("a selection of no whole neurons: bad-option", async () => {
    expect(await codeOf(() => pairwiseMutualInformation(network(), { neurons: [0.5] as never }))).toBe("bad-option")
  })

  test("fewer than two examples, and no more than k: too-few-examples", async () => {
    expect(await codeOf(() => measure(activationMatrix(Float64Array.of(1, 2), 1, 2)))).toBe("too-few-examples")
    expect(await codeOf(() => measure(network(3)))).toBe("too-few-examples")
    expect(await codeOf(() => measure(network(300), { examples: 3 }))).toBe("too-few-examples")
    expect(await codeOf(() => measure(network(3), { mutualInformation: "none" }))).toBe("none")
  })

  test("NaN and infinity: not-finite, with the neurons' names and counts", async () => {
    const a = network()
    neuronValues(a, 6).set([Number.NaN, Infinity])
    await expect(measure(a)).rejects.toThrow("b[1] (2)")
    expect(await codeOf(() => measure(a))).toBe("not-finite")
  })

  test("to go on when told to stop, with the signal's reason", async () => {
    const reason = new Error("enough")
    await expect(measure(network(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

describe("a measurement", () => {
  test("has the entropies and the mutual information of the estimators alone", async () => {
    const a = network()
    const m = await measure(a, { entropy: { edges: "equal-frequency", bins: 12 }, threads: 1 })
    const { neuronTable } = m
    expect(neuronTable.entropy).toEqual(entropy(a, { edges: "equal-frequency", bins: 12 }))
    expect(neuronTable.entropyGlobal).toEqual(entropy(a, { bins: 12 }))
    expect(neuronTable.entropyLocal).toEqual(entropy(a, { bins: 12, edges: "local" }))
    expect(neuronTable.entropyKnn).toEqual(entropy(a, { method: "knn" }))
    const alone = mutualInformation(neuronValues(a, 1), neuronValues(a, 6))
    expect(m.mutualInformation?.values[1 * 8 + 6]).toBeCloseTo(alone, 9)
    expect(Array.from(m.mutualInformation?.neurons ?? [])).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  test.each([
    ["binned global", "entropyGlobal", { method: "binned", edges: "global" }],
    ["binned local", "entropyLocal", { method: "binned", edges: "local" }],
    ["knn", "entropyKnn", { method: "knn" }],
  ] as const)("takes %s entropy from the column it has for it", async (_, column, options) => {
    const { neuronTable } = await measure(network(), { entropy: options, mutualInformation: "none" })
    expect(neuronTable.entropy).toEqual(neuronTable[column])
    expect(neuronTable.entropy).not.toBe(neuronTable[column])
  })

  test("keeps kNN entropy free of scale under reference, and the entropy asked for by its conventions", async () => {
    const a = network()
    const { neuronTable } = await measure(a, { reference: true, entropy: { method: "knn" }, mutualInformation: "none" })
    expect(neuronTable.entropyKnn).toEqual(entropy(a, { method: "knn" }))
    expect(neuronTable.entropy).toEqual(entropy(a, { method: "knn", reference: true }))
    expect(neuronTable.entropyGlobal).toEqual(entropy(a, { reference: true }))
  })

  test("in bits is the one in nats over ln 2", async () => {
    const options = { mutualInformation: { method: "gaussian-copula" } } as const
    const nats = await measure(network(), options)
    const bits = await measure(network(), { ...options, unit: "bits" })
    expect(bits.summary.all.entropy.mean).toBeCloseTo(nats.summary.all.entropy.mean / Math.LN2, 12)
    const [inNats, inBits] = [nats, bits].map(({ summary }) => summary.all.mutualInformation?.mean ?? 0)
    expect(inBits).toBeCloseTo(inNats / Math.LN2, 12)
    expect(bits.neuronTable.mean).toEqual(nats.neuronTable.mean)
  })

  test("without mutual information has none, and no mean of it", async () => {
    const m = await measure(network(), { mutualInformation: "none" })
    expect([m.mutualInformation, m.summary.all.mutualInformation, m.summary.all.mixture]).toEqual([null, null, null])
    expect(m.neuronTable.meanMutualInformation.every(Number.isNaN)).toBe(true)
  })

  test("does not change the activations", async () => {
    const a = network()
    const before = a.data.slice()
    await measure(a, { examples: 200, neurons: 2 })
    expect(a.data).toEqual(before)
  })

  test("is the same for any number of threads, and for the same seed", async () => {
    const options = { examples: 200, neurons: 2, seed: 5 }
    const one = await measure(network(), { ...options, threads: 1 })
    const two = await measure(network(), { ...options, threads: 2 })
    expect(two).toEqual(one)
  })

  test("keeps neuron names where the matrix has them", async () => {
    const { examples, neurons, data } = network()
    const names = ["p", "q", "r", "s", "t", "u", "v", "w"]
    const m = await measure(activationMatrix(data, examples, neurons, layers, names), { mutualInformation: "none" })
    expect(m.neuronNames).toEqual(names)
    expect("neuronNames" in (await measure(network(), { mutualInformation: "none" }))).toBe(false)
  })

  test("tells about finished pairs and keeps tiles where it is asked to", async () => {
    let done = 0
    const kept = new Map<string, Float64Array>()
    const tiles = {
      load: async () => null,
      save: async (row: number, column: number, values: Float64Array) => {
        kept.set(`${row},${column}`, values)
      },
    }
    const m = await measure(network(), {
      tiles,
      onProgress: ({ donePairs, totalPairs }) => (done = donePairs / totalPairs),
    })
    expect(done).toBe(1)
    expect(kept.get("0,0")).toEqual(m.mutualInformation?.values)
  })
})

describe("a sample", () => {
  test("of examples is of that size, and another with another seed", async () => {
    const sampled = (seed: number) => measure(network(), { examples: 50, seed, mutualInformation: "none" })
    const [zero, again, one] = await Promise.all([sampled(0), sampled(0), sampled(1)])
    expect(zero.examples).toBe(50)
    expect(again).toEqual(zero)
    expect(one.neuronTable.mean).not.toEqual(zero.neuronTable.mean)
  })

  test("of all examples or more is all of them", async () => {
    const m = await measure(network(), { examples: 1000, mutualInformation: "none" })
    const whole = await measure(network(), { mutualInformation: "none" })
    expect(m.examples).toBe(300)
    expect(m.neuronTable).toEqual(whole.neuronTable)
  })

  test("of neurons takes at most so many of each layer for the mutual information, all of them for the table", async () => {
    const m = await measure(network(), { neurons: 4 })
    const neurons = Array.from(m.mutualInformation?.neurons ?? [])
    expect(neurons.filter((j) => j < 5)).toHaveLength(4)
    expect(neurons.filter((j) => j >= 5)).toEqual([5, 6, 7])
    expect(m.mutualInformation?.values).toHaveLength(49)
    expect(m.neuronTable.entropy).toHaveLength(8)
    const left = [0, 1, 2, 3, 4].filter((j) => !neurons.includes(j))
    expect(left.map((j) => m.neuronTable.meanMutualInformation[j])).toEqual([Number.NaN])
    expect(m.summary.layers[0].mutualInformation?.count).toBe(6)
  })
})
