import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { activationMatrix } from "#src/activations.js"
import { capture } from "#src/capture/capture.js"
import { mlpGraph } from "#src/capture/encode/mlp.js"
import { encodeOnnx } from "#src/capture/encode/onnx.js"
import type { ModelInputs } from "#src/capture/inputs/model-inputs.js"
import { listPoints } from "#src/capture/open-model.js"
import { measure } from "#src/estimators/measure.js"
import { ablate } from "#src/inspection/ablate-node.js"
import type { NeuronChoice } from "#src/inspection/ablation.js"
import { chosenNeurons } from "#src/inspection/ablation.js"
import { outputAccuracy, outputChange } from "#src/inspection/output-change.js"
import { mlp } from "#src/networks/mlp.js"
import { plainForward } from "#src/networks/plain-forward.js"
import { switchOff } from "#src/networks/switch-off.js"
import { normals, seededRandom } from "#src/random.js"
import { temporaryFolder } from "../store/runs.js"

const examples = 60
const parameters = mlp([6, 12, 9, 3]).initialise(seededRandom(5))
const random = normals(seededRandom(6))
const values = Float32Array.from({ length: examples * 6 }, random)
const inputs: ModelInputs = {
  examples,
  batch: async (start, end) => ({ input: { shape: [end - start, 6], data: values.slice(6 * start, 6 * end) } }),
  describe: (index) => ({ kind: "array", index }),
  files: [],
}
const labels = Uint8Array.from({ length: examples }, (_, i) => i % 3)

function outputsOf(weights: typeof parameters) {
  return activationMatrix(plainForward(weights, values).logits, examples, 3)
}

function modelFile(): string {
  const path = join(temporaryFolder(), "network.onnx")
  writeFileSync(path, encodeOnnx(mlpGraph(parameters)))
  return path
}

describe("ablate", () => {
  it("changes the outputs as zeroing the neurons by hand does, to 1e-5", async () => {
    const chosen = [0, 3, 7]
    const { curves, accuracy, width, output, classes } = await ablate(modelFile(), inputs, {
      layer: "relu2",
      neurons: [chosen],
      labels,
    })
    expect({ width, output, classes }).toEqual({ width: 9, output: "logits", classes: 3 })
    const before = outputsOf(parameters)
    const after = outputsOf(
      switchOff(
        parameters,
        chosen.map((neuron) => 12 + neuron),
      ),
    )
    const expected = outputChange(before, after)
    const [{ order, points }] = curves
    expect(order).toBe("chosen by number")
    expect(points[0].neurons).toEqual([chosen])
    expect(expected.divergence).toBeGreaterThan(1e-3)
    expect(points[0].mean.divergence).toBeCloseTo(expected.divergence, 5)
    expect(points[0].mean.meanAbsoluteChange).toBeCloseTo(expected.meanAbsoluteChange, 5)
    expect(points[0].mean.changedAnswers).toBe(expected.changedAnswers)
    expect(points[0].mean.accuracy).toBe(outputAccuracy(after, labels))
    expect(accuracy).toBe(outputAccuracy(before, labels))
  })

  it("makes a curve of the sizes of an order, and tells mean and range of random draws", async () => {
    const neurons = [2, 5].flatMap((size): NeuronChoice[] => [
      { order: "lowest-entropy", size },
      { order: "random", size },
    ])
    const { curves } = await ablate(modelFile(), inputs, { layer: "relu1", neurons, draws: 4, seed: 1 })
    expect(curves.map(({ order, points }) => [order, ...points.map(({ size }) => size)])).toEqual([
      ["lowest-entropy", 2, 5],
      ["random", 2, 5],
    ])
    const { mean, low, high, neurons: draws } = curves[1].points[0]
    expect(draws).toHaveLength(4)
    const each = draws.map(
      (off) => outputChange(outputsOf(parameters), outputsOf(switchOff(parameters, off))).divergence,
    )
    expect(low.divergence).toBeCloseTo(Math.min(...each), 5)
    expect(high.divergence).toBeCloseTo(Math.max(...each), 5)
    expect(mean.divergence).toBeCloseTo(each.reduce((sum, value) => sum + value) / 4, 5)
    expect(mean.accuracy).toBeNull()
  })

  it("orders by a measurement that is given, of the layer's name", async () => {
    const hidden = plainForward(parameters, values).hidden[0]
    const layers = [{ name: "relu1", start: 0, end: 12 }]
    const measurement = await measure(activationMatrix(hidden, examples, 12, layers), { threads: 1 })
    const neurons: NeuronChoice[] = [{ order: "highest-mutual-information", size: 1 }]
    const { curves } = await ablate(modelFile(), inputs, { layer: "relu1", neurons, measurement })
    const { meanMutualInformation } = measurement.neuronTable
    const most = meanMutualInformation.indexOf(Math.max(...meanMutualInformation))
    expect(curves[0].points[0].neurons).toEqual([[most]])
    const other = { ...measurement, layers: [{ name: "fc1", start: 0, end: 12 }] }
    await expect(ablate(modelFile(), inputs, { layer: "relu1", neurons, measurement: other })).rejects.toMatchObject({
      code: "bad-option",
      fault: { found: "fc1" },
    })
  })

  it("chooses by entropy the same neurons whether or not mutual information is asked for", async () => {
    const many = 4000
    const noise = Float32Array.from({ length: many * 6 }, normals(seededRandom(7)))
    const wide: ModelInputs = {
      ...inputs,
      examples: many,
      batch: async (start, end) => ({ input: { shape: [end - start, 6], data: noise.slice(6 * start, 6 * end) } }),
    }
    const path = modelFile()
    const byEntropy = Array.from({ length: 12 }, (_, i): NeuronChoice => ({ order: "lowest-entropy", size: i + 1 }))
    const byInformation: NeuronChoice = { order: "highest-mutual-information", size: 1 }
    const [alone, beside] = [
      await ablate(path, wide, { layer: "relu1", neurons: byEntropy }),
      await ablate(path, wide, { layer: "relu1", neurons: [...byEntropy, byInformation] }),
    ]
    expect(beside.curves[0]).toEqual(alone.curves[0])
  })

  it.each([
    ["cnn", "channels of a convolutional network"],
    ["bert", "the hidden width of an encoder"],
    ["gpt2", "the hidden width of a decoder"],
  ])("switches off neurons of %s.onnx: %s", async (name) => {
    const [model, file] = ["onnx", "inputs.npz"].map((extension) => `fixtures/onnx/${name}.${extension}`)
    const { points } = await listPoints(model)
    const { layer } = points.find(({ chosen }) => chosen)!
    const { activations } = await capture(model, file, { nodes: [layer] })
    const { curves, width, examples } = await ablate(model, file, { layer, neurons: [[0, 1], [...Array(8).keys()]] })
    expect({ width, examples }).toEqual({ width: activations.neurons, examples: activations.examples })
    const [few, more] = curves[0].points.map(({ mean }) => mean.meanAbsoluteChange)
    expect(few).toBeGreaterThan(0)
    expect(more).toBeGreaterThan(few)
  })

  it.each([
    [{ neurons: [[12]] }, "numbers of neurons from 0 to 11"],
    [{ neurons: [{ order: "lowest-entropy", size: 13 }] as NeuronChoice[] }, "from 1 to 12 neurons"],
    [{ neurons: [[1]], labels: [1, 2] }, "a class from 0 to 2 for each of 60 examples"],
    [{ neurons: [[1]], labels: labels.map(() => 3) }, "found 3 for example 0"],
    [{ neurons: [[1]], draws: 0 }, "at least 1"],
    [{ neurons: [[1]], layer: "relu9" }, "relu9"],
  ])("refuses what does not fit: %j", async (options, message) => {
    await expect(ablate(modelFile(), inputs, { layer: "relu1", ...options })).rejects.toThrow(message)
  })
})

describe("chosenNeurons", () => {
  it("draws nested lists for rising sizes, from the seed alone", async () => {
    const activations = activationMatrix(Float64Array.from({ length: 20 * 8 }, random), 20, 8)
    const measurement = await measure(activations, { mutualInformation: "none" })
    const measured = { measurement, layer: activations.layers[0], draws: 3, seed: 2 }
    const [small, large] = [2, 6].map((size) => chosenNeurons({ order: "random", size }, measured))
    small.forEach((list, draw) => {
      expect(large[draw]).toEqual(expect.arrayContaining(list))
    })
    expect(chosenNeurons({ order: "random", size: 2 }, measured)).toEqual(small)
    const next = chosenNeurons({ order: "random", size: 6 }, { ...measured, seed: 3 })
    for (const list of large) expect(next).not.toContainEqual(list)
    const turned = { ...measurement.neuronTable, entropy: measurement.neuronTable.entropy.map((value) => -value) }
    const other = { ...measured, measurement: { ...measurement, neuronTable: turned } }
    expect(chosenNeurons({ order: "random", size: 2 }, other)).toEqual(small)
    expect(chosenNeurons({ order: "random", size: 2 }, { ...measured, seed: 9 })).not.toEqual(small)
  })
})
