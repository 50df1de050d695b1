import { type ArgsDef, defineCommand } from "citty"
import type { Captured } from "../capture/capture.js"
import { encoderFor, writeActivations } from "../store/activation-file.js"
import { usage } from "./arguments.js"
import { captureArguments, captureOptions } from "./capture-arguments.js"
import { capturedText, pointsText } from "./capture-text.js"
import { captureWithProgress } from "./capture-with-progress.js"

const args = {
  model: {
    type: "positional",
    required: true,
    valueHint: "MODEL",
    description: "An .onnx file, or a folder as Hugging Face has them",
  },
  list: { type: "boolean", description: "Show the layers to choose from, and stop" },
  out: {
    type: "string",
    valueHint: "FILE",
    description: "Where to write them: .safetensors, .npz, or .npy for one layer",
  },
  reduce: {
    type: "string",
    valueHint: "RULE",
    description: "Tokens or maps to neurons: cls, last, mean, tokens, flatten",
  },
  "drop-nonfinite": { type: "boolean", description: "Leave out examples with NaN or infinite values" },
  ...captureArguments,
  threads: { type: "string", valueHint: "N", description: "Threads of the runtime (all cores)" },
  json: { type: "boolean", description: "Print one JSON object" },
} as const satisfies ArgsDef

export const captureCommand = defineCommand({
  meta: { name: "capture" },
  args,
  async run({ args }) {
    const options = captureOptions(args)
    if (args.list) {
      const { listPoints } = await import("../capture/open-model.js")
      const found = await listPoints(args.model, options)
      const { model, family, points } = found
      console.log(args.json ? json({ model: model.name, family, points }) : pointsText(found))
      return
    }
    const { inputs, out } = args
    if (inputs === undefined)
      throw usage("rote capture", "--inputs FILE, examples to run the model on; or --list", "neither")
    if (out === undefined) throw usage("rote capture", "--out FILE, where to write the activations", "none")
    // Before the model runs for an hour.
    encoderFor(out, options.nodes?.length ?? 1)
    const captured = await captureWithProgress(args.model, inputs, options)
    await writeActivations(captured.activations, out)
    console.log(args.json ? json({ ...summary(captured), out }) : capturedText(captured, out))
  },
})

function summary({ activations: { examples, neurons, layers }, family, record }: Captured) {
  return { family, examples, neurons, layers, capture: record }
}

function json(value: object): string {
  return JSON.stringify(value, null, 2)
}
