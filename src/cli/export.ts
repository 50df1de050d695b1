import { defineCommand } from "citty"
import { exportMatrix, exportNeurons, readRun } from "../store/index.js"
import { usage } from "./arguments.js"

export const exportCommand = defineCommand({
  meta: { name: "export" },
  args: {
    run: { type: "positional", required: true, valueHint: "RUN", description: "Folder that rote measure --out wrote" },
    npy: { type: "string", valueHint: "FILE", description: "Write the mutual information matrix as NumPy .npy" },
    csv: { type: "string", valueHint: "FILE", description: "Write the neuron table as CSV" },
  },
  async run({ args }) {
    if (args.npy === undefined && args.csv === undefined)
      throw usage("rote export", "--npy FILE or --csv FILE", "neither")
    const { measurement } = await readRun(args.run)
    if (args.npy !== undefined) await exportMatrix(measurement, args.npy)
    if (args.csv !== undefined) await exportNeurons(measurement, args.csv)
  },
})
