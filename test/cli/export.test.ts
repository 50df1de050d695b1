import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { InferenceSession, Tensor } from "onnxruntime-node"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { ModelSpec } from "#src/experiments/sweep/model-spec.js"
import { trainModel } from "#src/experiments/sweep/train-model-node.js"
import { readTrainedModel } from "#src/experiments/sweep/trained-model-node.js"
import { readActivations } from "#src/readers/index.js"
import { folderWithActivations, rote } from "./rote.js"

const folder = mkdtempSync(join(tmpdir(), "rote-export-"))
afterAll(() => rmSync(folder, { recursive: true }))

const spec: ModelSpec = {
  id: "small",
  data: {
    ...{ kind: "colored", images: "mnist", folder: null, brightest: 1, strength: 0.5, seed: 3 },
    ...{ trainingImages: 200, validationImages: 150 },
  },
  network: { kind: "mlp", hidden: [8, 6], start: "pytorch" },
  training: {
    ...{ epochs: 2, batchSize: 50, optimizer: { learningRate: 1e-3 }, schedule: "constant", seed: 1 },
    ...{ select: "final", stopping: null },
  },
  measurement: { bins: 10, neurons: null, seed: 0, snapshots: { examples: 50, neurons: 4 } },
}
const model = join(folder, "small")

beforeAll(() => trainModel(spec, model))

it("a trained model leaves as an ONNX file that answers as the model did on the examples beside it", async () => {
  const words = ["--onnx", "small.onnx", "--inputs", "images.npy", "--labels", "labels.npy"]
  expect(await rote(folder, "export", "small", ...words)).toEqual({ status: 0, stdout: "", stderr: "" })
  const { accuracy } = JSON.parse(readFileSync(join(model, "model.json"), "utf8"))
  const { data } = await readTrainedModel(model)
  const session = await InferenceSession.create(join(folder, "small.onnx"))
  const images = await readActivations(join(folder, "images.npy"), { reduce: "flatten" })
  expect([images.examples, images.neurons]).toEqual([150, 2 * 14 * 14])
  const { inputs, features } = data.validation
  expect(images.data.every((value, at) => value === inputs[(at % 150) * features + Math.floor(at / 150)])).toBe(true)
  const { logits } = await session.run({ input: new Tensor(inputs, [150, 2, 14, 14]) })
  const labels = readFileSync(join(folder, "labels.npy")).subarray(-150)
  const answers = logits.data as Float32Array
  const right = labels.filter((label, i) => Number(answers[2 * i + 1] > answers[2 * i]) === label).length
  expect(right / 150).toBeCloseTo(accuracy.validation, 12)
})

it("a folder without a model, and no option at all, are refused by name", async () => {
  const run = folderWithActivations()
  const none = await rote(run, "export", ".", "--onnx", "network.onnx")
  expect(none.status).toBe(3)
  expect(none.stderr).toContain("expected a model that rote experiment trained")
  const nothing = await rote(run, "export", ".")
  expect(nothing.status).toBe(2)
  expect(nothing.stderr).toContain("expected --npy, --csv, --onnx, --inputs or --labels, found none of them")
})
