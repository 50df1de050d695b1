import { beforeAll, describe, expect, test } from "vitest"
import { compareModels } from "#src/selection/compare-models.js"
import type { Comparison, Difference, MeasuredModel } from "#src/selection/comparison.js"
import { alike, diverse, features, measuredModel, twoLayers } from "./measured-model.js"

let [first, second] = [{} as MeasuredModel, {} as MeasuredModel]
let comparison = {} as Comparison
beforeAll(async () => {
  ;[first, second] = [await diverse(), await alike()]
  comparison = await compareModels(first, second)
})

const differences = ({ all, layers }: Comparison) =>
  [all, ...layers].flatMap(({ entropy, entropyLocal, entropyKnn, mutualInformation }) => [
    entropy,
    entropyLocal,
    entropyKnn,
    mutualInformation!,
  ])

describe("two models over the same examples", () => {
  test("the differences are those of the measured means", () => {
    expect(comparison.all.mutualInformation).toMatchObject({
      first: first.measurement.summary.all.mutualInformation!.mean,
      second: second.measurement.summary.all.mutualInformation!.mean,
    })
    expect(comparison.layers.map(({ layer }) => layer)).toEqual(["fc1", "fc2"])
    expect(comparison.layers[1].entropyKnn.second).toBe(second.measurement.summary.layers[1].entropyKnn.mean)
    for (const { first: a, second: b, difference, interval } of differences(comparison)) {
      expect(difference).toBe(b - a)
      expect((interval[0] + interval[1]) / 2).toBeCloseTo(difference, 12)
    }
  })

  test("neurons that follow one feature share more information, which is less diverse: the sign of a shortcut", () => {
    expect(comparison.all.verdict).toBe("less diverse")
    expect(comparison.all.mutualInformation!.interval[0]).toBeGreaterThan(0.3)
    expect(comparison.all.mutualInformation!.effect).toBe(1)
    expect(comparison.sentences[0]).toMatch(
      /^Over all neurons, alike is less diverse than diverse: the sign of a shortcut \(heuristic memorization\)\. Mean entropy/,
    )
    expect(comparison.sentences[1]).toBe(
      "In layers fc1 and fc2, alike is less diverse than diverse: the sign of a shortcut (heuristic memorization).",
    )
    expect(comparison.sentences.at(-1)).toMatch(/another training run of the same recipe may differ by more/)
  })

  test("the other way round every difference has the other sign, and the verdict is the other", async () => {
    const reversed = await compareModels(second, first)
    const mirrored = (one: Difference) => ({
      ...one,
      first: one.second,
      second: one.first,
      difference: -one.difference,
      interval: [-one.interval[1], -one.interval[0]].map((end) => expect.closeTo(end, 12)),
      standardError: expect.closeTo(one.standardError, 12),
      effect: expect.closeTo(-one.effect, 12),
    })
    expect(differences(reversed)).toEqual(differences(comparison).map(mirrored))
    expect(reversed.all.verdict).toBe("more diverse")
    expect(reversed.sentences[0]).toMatch(/diverse is more diverse than alike: the sign of learning by heart/)
  })

  test("a model does not differ from itself", async () => {
    const same = await compareModels(first, { ...first, name: "again" })
    for (const one of differences(same)) {
      expect(one).toMatchObject({ difference: 0, interval: [0, 0], standardError: 0, effect: 0, examplesNeeded: null })
    }
    expect(same.all.verdict).toBe("not told apart")
    expect(same.sentences[0]).toMatch(
      /^Over all neurons, again and diverse cannot be told apart at these 256 examples: there is no difference to find/,
    )
    expect(same.carriers.every(({ carriers }) => carriers.length === 0)).toBe(true)
  })

  test("neither the threads nor the order of the neurons in a layer change a number", async () => {
    expect(await compareModels(first, second, { threads: 2 })).toEqual(
      await compareModels(first, second, { threads: 1 }),
    )
    const [shared, own] = [features(2, 1), features(3, 8)]
    const turned = await measuredModel(
      "alike",
      twoLayers,
      (i, j) => shared(i, 0) + 0.3 * own(i, j < 4 ? 3 - j : 11 - j),
    )
    const found = differences(await compareModels(first, turned))
    differences(comparison).forEach(({ difference, standardError, effect }, d) => {
      expect(found[d].difference).toBeCloseTo(difference, 10)
      expect(found[d].standardError).toBeCloseTo(standardError, 10)
      expect(found[d].effect).toBeCloseTo(effect, 10)
    })
  })

  test("the seed moves the intervals a little, and the differences not at all", async () => {
    const [again, other] = [await compareModels(first, second), await compareModels(first, second, { seed: 1 })]
    expect(again).toEqual(comparison)
    expect(other.all.mutualInformation!.difference).toBe(comparison.all.mutualInformation!.difference)
    const ratio = other.all.mutualInformation!.standardError / comparison.all.mutualInformation!.standardError
    expect(ratio).not.toBe(1)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  test("progress counts to its end", async () => {
    const heard: number[] = []
    await compareModels(first, second, { onProgress: ({ done, total }) => heard.push(done / total) })
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
    expect(heard.at(-1)).toBe(1)
  })

  test("it stops where it is told to", async () => {
    const stop = new AbortController()
    const running = compareModels(first, second, { signal: stop.signal, onProgress: () => stop.abort("enough") })
    await expect(running).rejects.toBe("enough")
  })
})

describe("unlike networks", () => {
  test("layers of other widths and names are set against each other in order", async () => {
    const wide = await measuredModel(
      "wide",
      [
        { name: "h.0", start: 0, end: 7 },
        { name: "fc2", start: 7, end: 10 },
      ],
      features(5, 10),
    )
    const { layers } = await compareModels(first, wide)
    expect(layers.map(({ layer }) => layer)).toEqual(["fc1 / h.0", "fc2"])
  })

  test("layers that cannot be matched are left out, and a sentence says so", async () => {
    const one = await measuredModel("one", [{ name: "h", start: 0, end: 6 }], features(5, 6))
    const { layers, sentences, carriers } = await compareModels(first, one)
    expect(layers).toEqual([])
    expect(carriers.map(({ layer, measure }) => [layer, measure])).toEqual([
      [null, "entropy"],
      [null, "mutualInformation"],
    ])
    expect(sentences).toContain("Their layers cannot be matched, by number or by name: no layer was compared.")
  })

  test("a layer of one neuron has no mutual information, and dead neurons break nothing", async () => {
    const layers = [
      { name: "a", start: 0, end: 5 },
      { name: "b", start: 5, end: 6 },
    ]
    const values = features(6, 6)
    // Active on three examples in 256: constant in most groups.
    const rare = await measuredModel("rare", layers, (i, j) =>
      j < 2 ? 0 : j === 2 ? Number(i % 100 === 0) : values(i, j),
    )
    const plain = await measuredModel("plain", layers, values)
    const { all, layers: compared } = await compareModels(plain, rare)
    expect(compared[1].mutualInformation).toBeNull()
    expect(all.mutualInformation!.interval.every(Number.isFinite)).toBe(true)
    expect(all.entropyKnn.interval.every(Number.isFinite)).toBe(true)
  })

  test("entropy that follows the scale alone is called so", async () => {
    const values = features(7, 8)
    // One neuron a hundred times as large: shared bins leave the others in a few of them.
    const base = await measuredModel("base", twoLayers, values)
    const stretched = await measuredModel("stretched", twoLayers, (i, j) => (j === 0 ? 100 : 1) * values(i, j))
    const { all, sentences } = await compareModels(base, stretched)
    expect(all.entropy.interval[1]).toBeLessThan(-1)
    expect(all.entropyLocal.difference).toBe(0)
    expect(
      sentences.some((sentence) => /^Caution: .* it may be the scale of the activations alone/.test(sentence)),
    ).toBe(true)
  })
})

describe("refused", () => {
  test("other settings", async () => {
    const other = await diverse("other", { entropy: { bins: 20 } })
    await expect(compareModels(first, other)).rejects.toMatchObject({ code: "settings-differ" })
  })

  test("too few examples to split", async () => {
    const few = await measuredModel("few", twoLayers, features(1, 8), {}, 31)
    await expect(compareModels(few, few)).rejects.toMatchObject({
      code: "too-few-examples",
      fault: { expected: expect.stringContaining("at least 32 examples") },
    })
  })

  test("activations that were not measured", async () => {
    const other = await measuredModel("other", twoLayers, features(1, 8, 300), {}, 300)
    await expect(compareModels(first, { ...first, activations: other.activations })).rejects.toMatchObject({
      code: "shape-mismatch",
    })
  })
})

test("a sample of the examples measured is drawn anew from the whole", async () => {
  const [one, other] = [await diverse("one", { examples: 100 }), await alike("other", { examples: 100 })]
  const { examples, all } = await compareModels(one, other)
  expect(examples).toBe(100)
  expect(all.verdict).toBe("less diverse")
})
