import { defineCommand } from "citty"
import { mlpGraph } from "../capture/encode/mlp.js"
import { encodeOnnx } from "../capture/encode/onnx.js"
import { resnetGraph } from "../capture/encode/resnet.js"
import { readTrainedModel, type TrainedModel } from "../experiments/sweep/trained-model-node.js"
import { writeWhole } from "../store/files.js"
import { exportMatrix, exportNeurons, readRun } from "../store/index.js"
import { encodeNpy } from "../store/npy.js"
import { usage } from "./arguments.js"

export const exportCommand = defineCommand({
  meta: { name: "export" },
  args: {
    run: {
      type: "positional",
      required: true,
      valueHint: "FOLDER",
      description: "A run that rote measure --out wrote, or a model that rote experiment trained",
    },
    npy: { type: "string", valueHint: "FILE", description: "Run: the mutual information matrix as NumPy .npy" },
    csv: { type: "string", valueHint: "FILE", description: "Run: the neuron table as CSV" },
    onnx: { type: "string", valueHint: "FILE", description: "Model: the network as .onnx" },
    inputs: { type: "string", valueHint: "FILE", description: "Model: its validation examples as NumPy .npy" },
    labels: { type: "string", valueHint: "FILE", description: "Model: their labels as NumPy .npy" },
  },
  async run({ args: { run: folder, npy, csv, onnx, inputs, labels } }) {
    const ofRun = npy !== undefined || csv !== undefined
    const ofModel = onnx !== undefined || inputs !== undefined || labels !== undefined
    if (!ofRun && !ofModel) throw usage("rote export", "--npy, --csv, --onnx, --inputs or --labels", "none of them")
    if (ofRun) {
      const { measurement } = await readRun(folder)
      if (npy !== undefined) await exportMatrix(measurement, npy)
      if (csv !== undefined) await exportNeurons(measurement, csv)
    }
    if (ofModel) {
      const model = await readTrainedModel(folder)
      if (onnx !== undefined) await writeWhole(onnx, onnxFile(model))
      const { validation } = model.data
      if (inputs !== undefined) {
        await writeWhole(inputs, encodeNpy(validation.inputs, [validation.examples, ...exampleShape(model)]))
      }
      if (labels !== undefined) await writeWhole(labels, encodeNpy(validation.labels, [validation.examples]))
    }
  },
})

function onnxFile(model: TrainedModel): Uint8Array {
  const { kind, parameters } = model
  return encodeOnnx(kind === "mlp" ? mlpGraph(parameters, exampleShape(model)) : resnetGraph(parameters))
}

/** Channels, height and width of an image, else the number of features. */
function exampleShape({ data: { shape, validation } }: TrainedModel): number[] {
  return shape === null ? [validation.features] : [shape.channels, shape.height, shape.width]
}
