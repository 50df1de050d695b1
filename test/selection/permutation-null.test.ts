import { describe, expect, test } from "vitest"
import { significance } from "#src/selection/permutation-null.js"
import { diverse, EXAMPLES, features, measuredModel, twoLayers } from "./measured-model.js"

/** Neurons 0 and 1 follow each other, 5 repeats 4, 7 is dead; the others share nothing. */
function some() {
  const values = features(11, 8)
  return measuredModel("some", twoLayers, (i, j) => {
    if (j === 7) return 0
    if (j === 5) return values(i, 4)
    return j === 1 ? values(i, 0) + 0.4 * values(i, 1) : values(i, j)
  })
}

describe("pairs that share information", () => {
  test("are found, and no others", async () => {
    const { p, neurons, all, layers } = await significance(await some())
    const at = (row: number, column: number) => p[row * neurons.length + column]
    expect([...neurons]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    // A layer of four has 6 pairs, 120 shuffled ones; in the second 3 of 6 have the dead neuron.
    expect(at(0, 1)).toBe(1 / 121)
    expect(at(4, 5)).toBe(1 / 61)
    expect(at(1, 0)).toBe(at(0, 1))
    expect(layers.map(({ layer, pairs, above }) => [layer, pairs, above])).toEqual([
      ["fc1", 6, 1],
      ["fc2", 6, 1],
    ])
    expect(all.pairs).toBe(28)
    expect(all.above).toBe(2)
    expect(layers[0].meanP).toBe(1 / 21)
    expect(layers[0].threshold).toBeGreaterThan(layers[0].nullMean + 3 * layers[0].nullStandardDeviation)
  })

  test("a dead neuron is never above, and the diagonal is no pair", async () => {
    const { p } = await significance(await some())
    for (let j = 0; j < 8; j++) {
      expect(p[j * 8 + j]).toBeNaN()
      if (j < 7) expect(p[7 * 8 + j]).toBe(1)
    }
  })

  test("means are those of the measurement", async () => {
    const model = await some()
    const { all, layers } = await significance(model, { permutations: 2 })
    const { summary } = model.measurement
    expect(all.mean).toBeCloseTo(summary.all.mutualInformation!.mean, 12)
    expect(layers[1].mean).toBeCloseTo(summary.layers[1].mutualInformation!.mean, 12)
  })
})

test("neurons that share nothing have a mean within the null, and no pair above it", async () => {
  const { all } = await significance(await diverse())
  expect(all.above).toBe(0)
  expect(all.threshold).toBeNull()
  expect(all.meanP).toBeGreaterThan(0.05)
  expect(Math.abs(all.mean - all.nullMean)).toBeLessThan(3 * all.nullStandardDeviation)
})

test("the same seed gives the same on any number of threads, another seed other p", async () => {
  const model = await some()
  const found = await significance(model, { permutations: 3, threads: 1 })
  expect(await significance(model, { permutations: 3, threads: 2 })).toEqual(found)
  expect((await significance(model, { permutations: 3, seed: 1 })).p).not.toEqual(found.p)
})

test("a sample of each layer's neurons is tested with the values measured", async () => {
  const model = await some()
  const { neurons, p, all } = await significance(model, { neurons: 3, permutations: 2 })
  expect(neurons).toHaveLength(6)
  expect(p).toHaveLength(36)
  const { values } = model.measurement.mutualInformation!
  let sum = 0
  for (const a of neurons) for (const b of neurons) if (a < b) sum += values[a * 8 + b]
  expect(all.mean).toBeCloseTo(sum / 15, 12)
})

test("a sample of the examples is the one measured", async () => {
  const { all } = await significance(await diverse("part", { examples: EXAMPLES / 2 }), { permutations: 2 })
  expect(all.nullMean).toBeCloseTo(0, 1)
})

test("progress counts to its end, and it stops where it is told to", async () => {
  const model = await some()
  const heard: number[] = []
  await significance(model, { permutations: 2, onProgress: ({ done, total }) => heard.push(done / total) })
  expect(heard.at(-1)).toBe(1)
  const stop = new AbortController()
  const running = significance(model, { signal: stop.signal, onProgress: () => stop.abort("enough") })
  await expect(running).rejects.toBe("enough")
})

test("refused: no mutual information, no permutation, a rate that is no share", async () => {
  const without = await diverse("without", { mutualInformation: "none" })
  await expect(significance(without)).rejects.toMatchObject({ code: "bad-option" })
  const model = await some()
  for (const options of [{ permutations: 0 }, { falseDiscoveryRate: 1 }, { neurons: 1 }]) {
    await expect(significance(model, options)).rejects.toMatchObject({ code: "bad-option" })
  }
})
