import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { ModelResult } from "#src/experiments/sweep/model-result.js"
import type { ModelSpec } from "#src/experiments/sweep/model-spec.js"
import { runModels } from "#src/experiments/sweep/run-models-node.js"
import { snapshotEpochs } from "#src/experiments/sweep/snapshot-epochs.js"
import { readModelResult, trainModel } from "#src/experiments/sweep/train-model-node.js"
import { readRun } from "#src/store/index.js"
import { smallModel } from "./small-model.mjs"

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rote-models-"))
})
afterAll(() => rm(folder, { recursive: true }))

/** All of a result but the time it took. */
function lasting({ seconds: _, ...result }: ModelResult) {
  return result
}

test("models come out the same from one process or two, and what is complete is not done again", async () => {
  const specs = [smallModel(0), smallModel(1), smallModel(2)]
  const alone = await runModels(specs, { folder: join(folder, "alone"), workers: 1 })
  const together = await runModels(specs, { folder: join(folder, "together"), workers: 2 })
  expect(together.map(lasting)).toEqual(alone.map(lasting))
  expect(alone.map(({ spec: { id } }) => id)).toEqual(specs.map(({ id }) => id))
  expect(new Set(alone.map(({ losses }) => losses[8])).size).toBe(3)

  const file = join(folder, "alone", specs[0].id, "model.json")
  const written = (await stat(file)).mtimeMs
  const seen: string[] = []
  const again = await runModels([...specs, smallModel(3)], {
    folder: join(folder, "alone"),
    workers: 2,
    onProgress: ({ id }) => seen.push(id),
  })
  expect(again.slice(0, 3)).toEqual(alone)
  expect((await stat(file)).mtimeMs).toBe(written)
  expect(new Set(seen)).toEqual(new Set([smallModel(3).id]))
})

test("a model stopped after any epoch goes on from its checkpoint and ends the same", async () => {
  const whole = await trainModel(smallModel(5), join(folder, "whole"))
  const stopped = join(folder, "stopped")
  for (const last of [2, 5, 8]) {
    const onProgress = ({ done }: { done: number }) => {
      if (done === last) throw new Error("stopped here")
    }
    await expect(trainModel(smallModel(5), stopped, { onProgress, millisecondsBetweenCheckpoints: 0 })).rejects.toThrow(
      "here",
    )
    expect(await readModelResult(stopped)).toBeUndefined()
  }
  expect(lasting(await trainModel(smallModel(5), stopped))).toEqual(lasting(whole))
  const parameters = (path: string) => readFile(join(path, "pre", "neurons.parquet"))
  expect(await parameters(stopped)).toEqual(await parameters(join(folder, "whole")))
})

test("a model's result says what its run directories hold", async () => {
  const path = join(folder, "described")
  const result = await trainModel(smallModel(6), path)
  const { measurement } = await readRun(join(path, "post"))
  expect(measurement.layers.map(({ name }) => name)).toEqual(["hidden1.post", "hidden2.post"])
  expect(measurement.examples).toBe(100)
  expect(result.post!.map(({ layer }) => layer)).toEqual(["hidden1", "hidden2", null])
  expect(result.post![0].entropy).toBe(measurement.summary.layers[0].entropy.mean)
  expect(result.post![2].mutualInformation).toBe(measurement.summary.all.mutualInformation?.mean)
  expect(Object.keys(result.accuracy)).toEqual(["training", "validation", "shortcut", "antiShortcut", "neutral"])
  expect(result.snapshots.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 5, 8, 9])
  expect(result.snapshots.at(-1)?.trainingAccuracy).toBe(result.accuracy.training)
  expect(result.losses[8]).toBeLessThan(result.losses[0])
})

test("early stopping ends some epochs after the best on validation data, and the best network is the one measured", async () => {
  const stopping = { every: 1, looks: 3, fromEpoch: 0, lossAtMost: 100 }
  const patient = { select: "best", stopping, epochs: 200 } as const
  const result = await trainModel(smallModel(7, patient), join(folder, "early"))
  expect(result.epochs).toBe(result.measuredEpoch + 3)
  const final = await trainModel(smallModel(7, { epochs: result.measuredEpoch }), join(folder, "final"))
  expect(result.accuracy).toEqual(final.accuracy)
  expect(result.pre).toEqual(final.pre)
  const last = await trainModel(smallModel(7, { ...patient, select: "final" }), join(folder, "last"))
  expect(last.measuredEpoch).toBe(result.epochs)
})

test("early stopping looks now and then, and waits for its first epoch and a low loss", async () => {
  const early = { every: 2, looks: 2, fromEpoch: 31, lossAtMost: 100 }
  const late = await trainModel(smallModel(7, { stopping: early, epochs: 200 }), join(folder, "late"))
  expect(late.epochs % 2).toBe(0)
  expect(late.epochs).toBeGreaterThanOrEqual(34)
  expect(late.epochs).toBeLessThan(200)
  const lossAtMost = late.losses[late.epochs - 1] / 2
  const lower = smallModel(7, { stopping: { ...early, lossAtMost }, epochs: late.epochs })
  const low = await trainModel(lower, join(folder, "low"))
  expect(low.epochs).toBe(late.epochs)
  expect(low.losses).toEqual(late.losses)
})

test("training ends after the first epoch whose mean loss is low enough, where that is asked for", async () => {
  const whole = await trainModel(smallModel(7, { epochs: 40 }), join(folder, "whole-way"))
  const lossAtMost = whole.losses[20]
  const learnt = await trainModel(smallModel(7, { epochs: 40, stopping: { lossAtMost } }), join(folder, "learnt"))
  expect(learnt.losses).toEqual(whole.losses.slice(0, learnt.epochs))
  expect(learnt.epochs).toBe(whole.losses.findIndex((loss) => loss <= lossAtMost) + 1)
  expect(learnt.epochs).toBeLessThan(40)
})

test("a folder of another model is refused before anything is trained, by what differs", async () => {
  const path = join(folder, "other")
  await runModels([smallModel(8)], { folder: path, workers: 1 })
  const longer = runModels([smallModel(9), smallModel(8, { epochs: 10 })], { folder: path, workers: 1 })
  await expect(longer).rejects.toMatchObject({ code: "settings-differ" })
  await expect(longer).rejects.toThrow(/training .*"epochs":10/)
  expect(await readModelResult(join(path, smallModel(9).id))).toBeUndefined()
})

test.each([
  ['{"format":', "malformed", /delete this file, then run the same command again/],
  ["[]", "malformed", /"format": "rote-model"/],
  ['{"format":"rote-model","version":2}', "unsupported-format", /version 2/],
])("a model.json of %s is refused by name", async (text, code, message) => {
  const path = await mkdtemp(join(folder, "damaged-"))
  await writeFile(join(path, "model.json"), text)
  const reading = readModelResult(path)
  await expect(reading).rejects.toMatchObject({ code })
  await expect(reading).rejects.toThrow(message)
})

test("what goes wrong in a worker process reaches the caller as it is", async () => {
  const broken = {
    ...smallModel(10),
    data: { kind: "circles", points: 1, validationPoints: 100, seed: 0 },
  } as ModelSpec
  await expect(
    runModels([broken, smallModel(11)], { folder: join(folder, "broken"), workers: 2 }),
  ).rejects.toMatchObject({
    code: "bad-option",
    fault: { input: "points", found: "1" },
  })
})

test("looks on the way come closest where most changes, with the first and the last epoch", () => {
  expect(snapshotEpochs(20)).toEqual([0, 1, 2, 3, 5, 8, 12, 18, 20])
  expect(snapshotEpochs(1)).toEqual([0, 1])
})
