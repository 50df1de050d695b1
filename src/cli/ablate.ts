import { type ArgsDef, defineCommand, type ParsedArgs } from "citty"
import type { Ablation, NeuronChoice } from "../inspection/ablation.js"
import { type AblationPanel, ablationFigure } from "../plots/ablation.js"
import { readRun } from "../store/index.js"
import { ablationText, orderNames, sentences } from "./ablation-text.js"
import { usage, wholeNumber } from "./arguments.js"
import { captureArguments, captureOptions } from "./capture-arguments.js"
import { requireFigureFile, writeFigure } from "./figure-file.js"
import { given } from "./given.js"
import { withPrintableTexts } from "./printable-names.js"
import { warn } from "./say.js"
import { withProgress } from "./selection-progress.js"

const { nodes: _, ...inputArguments } = captureArguments

const ablateArguments = {
  model: {
    type: "positional",
    required: true,
    valueHint: "MODEL",
    description: "An .onnx file, or a folder as Hugging Face has them",
  },
  layer: { type: "string", valueHint: "NAME", description: "Layer whose neurons go, as rote capture --list names it" },
  neurons: {
    type: "string",
    valueHint: "WHICH",
    description: "lowest:N or highest:N entropy, mi:N (highest), random:N, or numbers: 3,7,9",
  },
  sizes: { type: "string", valueHint: "N,N,…", description: "All four orders with so many neurons each: curves" },
  run: { type: "string", valueHint: "RUN", description: "Measured run that has the layer (measured on the spot)" },
  labels: { type: "string", valueHint: "FILE", description: "The right classes, for the accuracy" },
  "label-column": { type: "string", valueHint: "NAME", description: "Column of the labels (label)" },
  draws: { type: "string", valueHint: "N", description: "Random draws of each number of neurons (5)" },
  seed: { type: "string", valueHint: "N", description: "Seed of the draws (0)" },
  figure: { type: "string", valueHint: "FILE", description: "Draw the curves, as .svg, .png or .html" },
  ...inputArguments,
  threads: { type: "string", valueHint: "N", description: "Threads of the runtime (all cores)" },
  json: { type: "boolean", description: "Print one JSON object" },
} as const satisfies ArgsDef

export const ablateCommand = defineCommand({
  meta: { name: "ablate" },
  args: ablateArguments,
  async run({ args }) {
    const { layer, inputs } = args
    if (layer === undefined) throw usage("rote ablate", "--layer NAME", "none", "rote capture MODEL --list names them")
    if (inputs === undefined) throw usage("rote ablate", "--inputs FILE, examples to run the model on", "none")
    requireFigureFile(args.figure)
    const neurons = neuronChoices(args)
    // Only now: the runtime and what reads images take a while to load.
    const [{ ablate }, { readLabels }] = await Promise.all([
      import("../inspection/ablate-node.js"),
      import("../inspection/read-labels-node.js"),
    ])
    const options = given({
      measurement: args.run === undefined ? undefined : (await readRun(args.run)).measurement,
      labels: args.labels === undefined ? undefined : await readLabels(args.labels, args["label-column"]),
      draws: wholeNumber("--draws", args.draws),
      seed: wholeNumber("--seed", args.seed),
    })
    const ablation = await withProgress("choices", (watch) =>
      ablate(args.model, inputs, {
        ...captureOptions({ ...args, nodes: undefined }),
        ...options,
        ...watch,
        layer,
        neurons,
        onWarning: warn,
      }),
    )
    if (args.figure !== undefined) await drawAblation(withPrintableTexts(ablation), args.figure)
    console.log(args.json ? JSON.stringify(ablation, null, 2) : ablationText(ablation))
  },
})

type Order = Extract<NeuronChoice, { order: string }>["order"]

const orders: Record<string, Order> = {
  lowest: "lowest-entropy",
  highest: "highest-entropy",
  mi: "highest-mutual-information",
  random: "random",
}

/** @throws RoteError `usage` */
function neuronChoices({ neurons, sizes }: ParsedArgs<typeof ablateArguments>): NeuronChoice[] {
  if ((neurons === undefined) === (sizes === undefined)) {
    throw usage("rote ablate", "--neurons WHICH or --sizes N,N,…", neurons === undefined ? "neither" : "both")
  }
  if (sizes !== undefined) {
    const numbers = wholeNumbers("--sizes", sizes)
    return Object.values(orders).flatMap((order) => numbers.map((size) => ({ order, size })))
  }
  const [name, size, ...more] = (neurons ?? "").split(":")
  if (size === undefined) return [wholeNumbers("--neurons", name)]
  if (!Object.hasOwn(orders, name) || more.length > 0) {
    throw usage("--neurons", `${Object.keys(orders).join(":N, ")}:N, or numbers: 3,7,9`, JSON.stringify(neurons))
  }
  return [{ order: orders[name], size: wholeNumbers("--neurons", size)[0] }]
}

function wholeNumbers(option: string, text: string): number[] {
  const numbers = [...new Set(text.split(",").map((part) => wholeNumber(option, part.trim()) ?? Number.NaN))]
  return numbers.sort((a, b) => a - b)
}

async function drawAblation(ablation: Ablation, file: string): Promise<void> {
  const { model, layer, accuracy, curves, draws } = ablation
  const panel = (
    title: string,
    measure: "divergence" | "changedAnswers" | "accuracy",
    share: boolean,
  ): AblationPanel => ({
    title,
    share,
    lines: curves.map(({ order, points }) => ({
      order,
      points: points.map(({ size, mean, low, high }) => {
        return { size, mean: mean[measure] ?? 0, low: low[measure] ?? 0, high: high[measure] ?? 0 }
      }),
    })),
  })
  const panels = [
    panel("divergence of the outputs, nats", "divergence", false),
    panel("answers changed", "changedAnswers", true),
    ...(accuracy === null ? [] : [{ ...panel("accuracy", "accuracy", true), asItIs: accuracy }]),
  ]
  const names = Object.fromEntries(Object.entries(orderNames).map(([order, { long }]) => [order, long]))
  names.random = `${names.random} of ${draws} draws`
  await writeFigure(file, (options) => ablationFigure(panels, { ...options, names }), {
    title: `${model}: neurons of ${layer} switched off`,
    sentences: sentences(ablation),
  })
}
