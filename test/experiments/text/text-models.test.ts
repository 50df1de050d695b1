import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { readTokenizer } from "#src/datasets/text/tokenizer-folder-node.js"
import { runExperiment } from "#src/experiments/run-experiment-node.js"
import type { ModelResult } from "#src/experiments/sweep/model-result.js"
import type { ModelSpec } from "#src/experiments/sweep/model-spec.js"
import { trainModel } from "#src/experiments/sweep/train-model-node.js"
import { readTrainedModel } from "#src/experiments/sweep/trained-model-node.js"
import { sentimentAdjectivesExperiment, shuffledImdbExperiment } from "#src/experiments/text/experiments.js"
import { readEncoderFolder } from "#src/networks/distilbert/folder-node.js"
import { readRun } from "#src/store/index.js"

const tiny = { trainingReviews: 64, validationReviews: 60, tokens: 64, vocabulary: 200, layers: 2, width: 32 }
const options = { profile: "quick", seeds: 1, epochs: 3, texts: tiny } as const

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rote-text-models-"))
})
afterAll(() => rm(folder, { recursive: true }))

function specs(experiment = sentimentAdjectivesExperiment, texts: object = tiny): ModelSpec[] {
  return experiment.plan({ ...options, texts }).map(({ spec }) => spec)
}

function lasting({ seconds: _, ...result }: ModelResult) {
  return result
}

test("a sweep of texts trains, measures the first token of every layer, and writes figures and report", async () => {
  const out = join(folder, "sweep")
  const ends = sentimentAdjectivesExperiment.turnedTo!([0, 1])
  const { models, trends } = await runExperiment(ends, { ...options, out, workers: 2 })
  expect(models.map(({ value }) => value)).toEqual([0, 1])
  for (const { result } of models) {
    expect(Object.keys(result.accuracy)).toEqual(["training", "validation", "agree", "disagree"])
    expect(result.cls!.map(({ layer }) => layer)).toEqual(["layer1", "layer2", null])
    expect(result.facts!.qualifying).toBe(64)
  }
  expect(new Set(trends.map(({ side }) => side))).toEqual(new Set(["cls"]))
  const { measurement } = await readRun(join(out, "models", "alpha-1-seed-0", "cls"))
  expect(measurement.examples).toBe(60)
  expect(await readFile(join(out, "report.html"), "utf8")).toContain("Sentiment Adjectives")
  expect(await readdir(join(out, "figures"))).toContain("alpha-adjectives.png")
})

test("a model of texts stopped after an epoch goes on from its checkpoint and ends the same, dropout and all", async () => {
  const [spec] = specs(shuffledImdbExperiment)
  const whole = await trainModel(spec, join(folder, "whole"))
  const stopped = join(folder, "stopped")
  const onProgress = ({ done }: { done: number }) => {
    if (done === 2) throw new Error("stopped here")
  }
  await expect(trainModel(spec, stopped, { onProgress, millisecondsBetweenCheckpoints: 0 })).rejects.toThrow("here")
  expect(lasting(await trainModel(spec, stopped))).toEqual(lasting(whole))
})

test("a trained model is left as a folder that can be begun with: same weights, same tokens", async () => {
  const [spec] = specs()
  const first = join(folder, "first")
  await trainModel(spec, first)
  const { parameters, data } = await readTrainedModel(first)
  const left = await readEncoderFolder(join(first, "encoder"))
  expect(left.parameters).toEqual(parameters)
  expect(left.config).toMatchObject({ family: "distilbert", layers: 2, width: 32, positions: 64, classes: 2 })
  const tokenizer = await readTokenizer(join(first, "encoder"))
  const words = "a good film, but the ending was awful".split(" ")
  expect(words.map((word) => tokenizer.tokensOf(word))).toEqual(words.map((word) => data.tokenizer!.tokensOf(word)))

  const encoder = { kind: "encoder", model: join(first, "encoder"), width: 32, layers: 2, heads: 1 } as const
  const [next] = specs(sentimentAdjectivesExperiment, { ...tiny, encoder, vocabulary: encoder.model })
  const tuned = await trainModel(next, join(folder, "tuned"))
  expect(next.training.optimizer.learningRate).toBe(5e-5)
  // It goes on where the first ended, and not from random weights.
  expect(tuned.snapshots[0].trainingAccuracy).toBe((await trainModel(spec, first)).accuracy.training)
})

test("texts of more tokens than a model has positions for are refused", async () => {
  const encoder = { kind: "encoder", model: join(folder, "first", "encoder"), width: 32, layers: 2, heads: 1 } as const
  const [spec] = specs(sentimentAdjectivesExperiment, { ...tiny, encoder, vocabulary: encoder.model, tokens: 96 })
  await expect(trainModel(spec, join(folder, "long"))).rejects.toMatchObject({ code: "bad-option" })
})

test("what belongs to images is refused, and texts by those", () => {
  const refused = () => sentimentAdjectivesExperiment.plan({ profile: "quick", images: "mnist" })
  expect(refused).toThrow(/--dataset.*its examples are texts/s)
})
