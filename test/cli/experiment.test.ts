import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { stripVTControlCharacters } from "node:util"
import { afterAll, expect, it } from "vitest"
import { experimentText } from "#src/cli/experiment-text.js"
import { experiments } from "#src/experiments/experiments.js"
import type { ModelResult } from "#src/experiments/sweep/model-result.js"
import { type SweptModel, trendTable } from "#src/experiments/sweep/trend-table.js"
import { rote } from "./rote.js"

const folder = mkdtempSync(join(tmpdir(), "rote-experiment-"))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  [["squares"], "circles, colored-mnist, shuffled-mnist", '"squares"'],
  [["colored-mnist", "--dataset", "fashion-mnist"], "the folder with the files of fashion-mnist", "none"],
  [["colored-mnist", "--dataset", "cifar10", "--data", "."], "grey images to colour", "cifar10"],
  [["circles", "--images", "50"], "the circles make their own points", "50"],
  [["shuffled-mnist", "--seeds", "0"], "a whole number from 1", "0"],
  [["shuffled-mnist", "--profile", "huge"], "quick, full", '"huge"'],
  [["circles", "--values", "0,1"], "several knobs are turned", '"0,1"'],
  [["colored-mnist", "--values", "0,half,1"], "rising numbers", '"0,half,1"'],
  [["colored-mnist", "--values", "0,1,0.5"], "rising numbers", '"0,1,0.5"'],
  [["circles", "--reviews", "50"], "the circles make their own points", "50"],
  [["shuffled-mnist", "--tokens", "64"], "its examples are images", "64"],
  [["sentiment-adjectives", "--images", "50"], "its examples are texts", "50"],
  [["shuffled-imdb", "--width", "50"], "a multiple of 32", "50"],
  [["shuffled-imdb", "--model", "bert", "--from-scratch"], "no --model beside it", "bert"],
  [["shuffled-imdb", "--device", "gpu"], "wasm, webgpu", '"gpu"'],
  [["colored-mnist", "--values", "0,2"], "a number from 0 to 1", "2"],
])("rote experiment %j is refused, saying what was expected and found", async (given, expected, found) => {
  const { status, stdout, stderr } = await rote(folder, "experiment", ...given)
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" })
  expect(stderr).toContain(expected)
  expect(stderr).toContain(`found ${found}`)
})

it("more images than there are, and a folder without them, are bad input", async () => {
  const many = await rote(folder, "experiment", "shuffled-mnist", "--images", "56001", "--epochs", "1", "--seeds", "1")
  expect(many.status).toBe(3)
  expect(many.stderr).toMatch(/expected at least 60001, 56001 to train on and 4000 to validate, found 60000/)
  const none = await rote(folder, "experiment", "shuffled-mnist", "--data", folder, "--dataset", "cifar10")
  expect(none.status).toBe(3)
  expect(none.stderr).toContain("data_batch_1.bin")
})

it("a missing data set of texts, or model, is bad input, with the address of one and the command to go on", async () => {
  const data = await rote(folder, "experiment", "sentiment-adjectives", "--data", "aclImdb")
  expect(data.status).toBe(3)
  expect(data.stderr).toMatch(
    /ai\.stanford\.edu\/~amaas\/data\/sentiment.*rote experiment sentiment-adjectives --data/s,
  )
  const model = await rote(folder, "experiment", "shuffled-imdb", "--model", "distilbert-base-uncased")
  expect(model.status).toBe(3)
  expect(model.stderr).toMatch(/huggingface\.co\/distilbert.*--model/s)
})

it("--forecast tells how long it would take and makes nothing", async () => {
  const { status, stdout } = await rote(
    folder,
    "experiment",
    "circles",
    "--seeds",
    "2",
    "--epochs",
    "100",
    "--forecast",
  )
  expect(status).toBe(0)
  expect(stdout).toMatch(/^40 models, 4,000 epochs: about \d+ (s|min)/)
  const six = ["--values", "0,0.2,0.4,0.6,0.8,1", "--seeds", "2", "--epochs", "5"]
  const turned = await rote(folder, "experiment", "colored-mnist", ...six, "--forecast")
  expect(turned.stdout).toMatch(/^12 models, 60 epochs: /)
  const json = await rote(folder, "experiment", "circles", "--seeds", "1", "--epochs", "10", "--forecast", "--json")
  expect(JSON.parse(json.stdout)).toMatchObject({ models: 20, epochs: 200 })
})

/** A model of Colored MNIST whose measures go with α as they should, but for the entropy after the rectifiers. */
function model(value: number, seed: number): SweptModel {
  const means = (entropy: number) =>
    ["hidden1", null].map((layer) => ({
      layer,
      entropy,
      entropyLocal: 3,
      entropyKnn: 1 + value,
      mutualInformation: 0.1 + value / 10 + seed / 1000,
    }))
  const result = {
    accuracy: { training: 0.9 + value / 10, validation: 0.7 - value / 5 },
    pre: means(3 - value),
    post: means(1 + value),
  }
  return { knob: "alpha", value, seed, result: result as unknown as ModelResult }
}

it("the table shows means over seeds, τ in the direction claimed, p and the paper's value, in 80 columns", () => {
  const experiment = experiments["colored-mnist"]
  const models = experiment.sweeps[0].values.flatMap((value) => [model(value, 0), model(value, 1)])
  const trends = trendTable(experiment.sweeps[0], models)
  const run = { experiment, options: { profile: "quick" as const }, models, trends }
  const lines = stripVTControlCharacters(experimentText(run, "out")).split("\n")
  const line = (start: string) => lines.find((each) => each.startsWith(start))?.replace(/\s+/g, " ")
  expect(line("0.5 ")).toBe("0.5 0.950 0.600 2.50 2.50 0.151 0.151")
  expect(lines.join(" ")).toContain("with five settings it is at least .017")
  expect(line("pre H falls")).toBe("pre H falls +1.00 +1.00 .017 +1.00 <.001 1.00")
  expect(line("pre MI rises")).toMatch(/^pre MI rises \+1.00 \+1.00 .017 \+0.\d\d <.001 1.00$/)
  expect(line("post H falls")).toBe("post H falls −1.00 −1.00 .017 −1.00 <.001")
  expect(line("pre H local")).toBe("pre H local falls – – 1.000 – 1.000")
  expect(lines.filter((each) => each.length > 80)).toEqual([])
})
