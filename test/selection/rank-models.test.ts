import { beforeAll, describe, expect, test } from "vitest"
import type { MeasuredModel } from "#src/selection/comparison.js"
import { rankModels } from "#src/selection/rank-models.js"
import type { RankingMeasure } from "#src/selection/ranking.js"
import { alike, diverse, features, measuredModel, twoLayers } from "./measured-model.js"

let models: MeasuredModel[] = []
beforeAll(async () => {
  const [shared, own] = [features(2, 1), features(3, 8)]
  const between = await measuredModel("between", twoLayers, (i, j) => shared(i, 0) + own(i, j))
  models = [await alike(), await diverse(), between]
})

const order = async (options: Parameters<typeof rankModels>[1]) =>
  (await rankModels(models, options)).rankings[0].models.map(({ name }) => name)

describe("ranking", () => {
  test("where a shortcut is feared, the least mutual information is best", async () => {
    const { rankings, sentences } = await rankModels(models)
    expect(rankings.map(({ measure }) => measure)).toEqual([
      "mutualInformation",
      "entropy",
      "entropyLocal",
      "entropyKnn",
    ])
    expect(rankings[0].models.map(({ name, tier }) => [name, tier])).toEqual([
      ["diverse", 1],
      ["between", 2],
      ["alike", 3],
    ])
    for (const { models: ranked } of rankings) {
      expect(ranked.reduce((sum, { best }) => sum + best, 0)).toBeCloseTo(1, 10)
      for (const { value, interval } of ranked) expect((interval[0] + interval[1]) / 2).toBeCloseTo(value, 10)
    }
    expect(sentences[0]).toBe(
      "Least sign of heuristic memorization by mean mutual information (the lower the better): diverse, best with probability over .99; 3 models fall into 3 tiers.",
    )
  })

  test("where learning by heart is feared, the most is", async () => {
    expect(await order({ memorization: "example-level" })).toEqual(["alike", "between", "diverse"])
  })

  test.each<[RankingMeasure, number]>([
    ["entropy", 1],
    ["entropyLocal", 1],
    ["entropyKnn", 1],
    ["mutualInformation", -1],
  ])("by %s the values fall or rise as the fear says", async (by, sign) => {
    const { rankings } = await rankModels(models, { by })
    expect(rankings[0]).toMatchObject({ measure: by, lowerIsBetter: sign < 0 })
    const feared = await rankModels(models, { by, memorization: "example-level" })
    expect(feared.rankings[0].lowerIsBetter).toBe(sign > 0)
    const values = rankings[0].models.map(({ value }) => sign * value)
    expect(values).toEqual([...values].sort((a, b) => b - a))
  })

  test("by one layer, the values are that layer's", async () => {
    const { rankings, layer } = await rankModels(models, { layer: "fc2" })
    const { summary } = models[1].measurement
    expect(layer).toBe("fc2")
    expect(rankings[0].models[0].value).toBe(summary.layers[1].mutualInformation!.mean)
  })

  test("a model beside itself shares the tier and the probability", async () => {
    const { rankings } = await rankModels([models[1], { ...models[1], name: "twin" }, models[0]])
    expect(rankings[0].models.map(({ name, tier, best }) => [name, tier, best])).toEqual([
      ["diverse", 1, 0.5],
      ["twin", 1, 0.5],
      ["alike", 2, 0],
    ])
  })

  test("neither the order given, nor loading one after another, nor threads change it", async () => {
    const expected = await rankModels(models, { threads: 1 })
    let loaded = 0
    const load = (model: MeasuredModel) => ({
      name: model.name,
      load: async () => {
        loaded++
        return model
      },
    })
    const turned = await rankModels([...models].reverse().map(load), { threads: 2 })
    expect(loaded).toBe(3)
    expect(turned.rankings[0]).toEqual(expected.rankings[0])
    expect(turned.agreement).toEqual(expected.agreement)
  })

  test("one model alone is best", async () => {
    const { rankings, agreement } = await rankModels([models[0]])
    expect(rankings[0].models).toMatchObject([{ name: "alike", tier: 1, best: 1 }])
    expect(agreement).toBeNull()
  })

  test("without mutual information, entropy ranks", async () => {
    const plain = [await diverse("a", { mutualInformation: "none" }), await alike("b", { mutualInformation: "none" })]
    const { rankings, agreement } = await rankModels(plain)
    expect(rankings.map(({ measure }) => measure)).toEqual(["entropy", "entropyLocal", "entropyKnn"])
    expect(agreement).toBeNull()
  })
})

describe("against metrics", () => {
  test("τ is 1 where what the measure calls better has more of the metric", async () => {
    const accuracy = { alike: 0.5, between: 0.7, diverse: 0.9 }
    const { metrics, sentences } = await rankModels(models, { metrics: { accuracy } })
    expect(metrics[0]).toMatchObject({ measure: "mutualInformation", metric: "accuracy", tau: 1, n: 3 })
    expect(metrics[0].p).toBeCloseTo(1 / 3, 12)
    expect(metrics[0].smallestP).toBeCloseTo(1 / 3, 12)
    expect(metrics).toHaveLength(4)
    expect(sentences).toContain(
      "The order by mean mutual information against accuracy: Kendall's τ 1, p 0.33 over 3 models (with 3 models none can be below 0.33).",
    )
    const feared = await rankModels(models, { metrics: { accuracy }, memorization: "example-level" })
    expect(feared.metrics[0].tau).toBe(-1)
  })

  test("models without a value are left out", async () => {
    const { metrics } = await rankModels(models, { metrics: { accuracy: { alike: 0.5, diverse: 0.9, stranger: 1 } } })
    expect(metrics[0]).toMatchObject({ n: 2, tau: 1 })
  })
})

test("steps compare each model with the one before it, in the order given", async () => {
  const { steps } = await rankModels(models, { steps: true })
  expect(steps.map(({ from, to }) => [from, to])).toEqual([
    ["alike", "diverse"],
    ["diverse", "between"],
  ])
  const means = models.map(({ measurement }) => measurement.summary.all.mutualInformation!.mean)
  expect(steps[0].mutualInformation!.difference).toBe(means[1] - means[0])
  expect(steps[0].mutualInformation!.effect).toBe(-1)
  expect((await rankModels(models)).steps).toEqual([])
})

describe("refused", () => {
  test.each<[string, Parameters<typeof rankModels>[1]]>([
    ["a layer that is not there", { layer: "fc9" }],
    ["a metric of other models", { metrics: { accuracy: { stranger: 1 } } }],
  ])("%s", async (_, options) => {
    await expect(rankModels(models, options)).rejects.toMatchObject({ code: "bad-option" })
  })

  test("no model, and a name used twice", async () => {
    await expect(rankModels([])).rejects.toMatchObject({ code: "bad-option" })
    await expect(rankModels([models[0], models[0]])).rejects.toMatchObject({ fault: { found: '"alike" twice' } })
  })

  test("a measure that was not measured", async () => {
    const plain = await diverse("a", { mutualInformation: "none" })
    await expect(rankModels([plain], { by: "mutualInformation" })).rejects.toMatchObject({
      code: "bad-option",
      fault: { expected: "a measure that every model has: entropy, entropyLocal, entropyKnn" },
    })
  })

  test("other settings", async () => {
    const other = await diverse("other", { seed: 5 })
    await expect(rankModels([...models, other])).rejects.toMatchObject({ code: "settings-differ" })
  })
})
