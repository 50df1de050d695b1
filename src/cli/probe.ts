import { type ArgsDef, defineCommand } from "citty"
import { runNames } from "../report/run-names-node.js"
import { readRun, readRunActivations } from "../store/index.js"
import { usage, wholeNumber } from "./arguments.js"
import { given } from "./given.js"
import { probeText } from "./probe-text.js"
import { withProgress } from "./selection-progress.js"

const probeArguments = {
  run: { type: "positional", required: true, valueHint: "RUN", description: "Folder that rote measure --out wrote" },
  labels: { type: "string", valueHint: "FILE", description: "The class of each example: numbers, lines or a table" },
  "label-column": { type: "string", valueHint: "NAME", description: "Column of the labels (label)" },
  hidden: { type: "string", valueHint: "N", description: "A hidden layer of N neurons in the probe (linear)" },
  seed: { type: "string", valueHint: "N", description: "Seed of the order of the examples (0)" },
  json: { type: "boolean", description: "Print the result as one JSON object" },
} as const satisfies ArgsDef

export const probeCommand = defineCommand({
  meta: { name: "probe" },
  args: probeArguments,
  async run({ args }) {
    if (args.labels === undefined) throw usage("rote probe", "--labels FILE, the class of each example", "none")
    const options = given({ hidden: wholeNumber("--hidden", args.hidden), seed: wholeNumber("--seed", args.seed) })
    const [{ mdlProbe }, { readLabels }] = await Promise.all([
      import("../selection/mdl-probe.js"),
      import("../inspection/read-labels-node.js"),
    ])
    const labels = await readLabels(args.labels, args["label-column"])
    const { manifest } = await readRun(args.run)
    const activations = await readRunActivations(args.run, manifest)
    const found = await withProgress("probes", (watch) => mdlProbe(activations, labels, { ...options, ...watch }))
    const [name] = runNames([args.run])
    console.log(args.json ? JSON.stringify({ run: name, ...found }, null, 2) : probeText(found, name))
  },
})
