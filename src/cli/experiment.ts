import { availableParallelism } from "node:os"
import { join } from "node:path"
import { type ArgsDef, defineCommand, type ParsedArgs } from "citty"
import { printable } from "../errors.js"
import type { Experiment, ExperimentOptions } from "../experiments/experiment.js"
import { experiments } from "../experiments/experiments.js"
import { type ExperimentRun, type RunExperimentOptions, runExperiment } from "../experiments/run-experiment-node.js"
import { forecastModels } from "../experiments/sweep/forecast-node.js"
import { devices, openDevice } from "../networks/device-node.js"
import { duration } from "../report/costs.js"
import { oneOf, positive, usage } from "./arguments.js"
import { experimentText } from "./experiment-text.js"
import { onInterrupt } from "./interrupt.js"
import { modelBars } from "./model-bars.js"
import { textArguments, textOptions } from "./text-arguments.js"

const experimentArguments = {
  name: { type: "positional", valueHint: "NAME", description: Object.keys(experiments).join(", ") },
  profile: {
    type: "string",
    valueHint: "SIZE",
    description: "quick (minutes) or full (the paper's sizes, hours)",
    default: "quick",
  },
  out: { type: "string", valueHint: "DIR", description: "Folder for models, figures and report (NAME-SIZE)" },
  values: { type: "string", valueHint: "LIST", description: "Settings of α or β (0,0.25 … 1; texts 0,0.2 … 1)" },
  seeds: { type: "string", valueHint: "N", description: "Models of each setting, which differ in their seed" },
  epochs: { type: "string", valueHint: "N", description: "Epochs each model is trained for" },
  images: { type: "string", valueHint: "N", description: "Training images of each model" },
  network: { type: "string", valueHint: "KIND", description: "mlp or resnet18, for the digits (mlp)" },
  dataset: { type: "string", valueHint: "SET", description: "mnist, fashion-mnist, cifar10 or cifar100 (mnist)" },
  data: { type: "string", valueHint: "DIR", description: "Folder with the data set's files; for texts also a table" },
  select: {
    type: "string",
    valueHint: "EPOCH",
    description: "Measure the final network or the best on validation data (final)",
  },
  "early-stopping": { type: "boolean", description: "Stop as the paper's code does (digits)" },
  ...textArguments,
  device: { type: "string", valueHint: "DEVICE", description: "wasm, or webgpu for a graphics processor (wasm)" },
  threads: {
    type: "string",
    valueHint: "N",
    description: "Processes that train side by side (all cores; 1 on webgpu)",
  },
  forecast: { type: "boolean", description: "Only tell how long it would take" },
  json: { type: "boolean", description: "Print the models and trends as one JSON object" },
} as const satisfies ArgsDef

export const experimentCommand = defineCommand({
  meta: { name: "experiment" },
  args: experimentArguments,
  async run({ args }) {
    const experiment = requiredExperiment(args.name, args.values)
    const options = { ...experimentOptions(args), ...(await textOptions(args)) }
    const device = oneOf("--device", args.device, devices) ?? "wasm"
    const out = args.out ?? `${experiment.name}-${options.profile}`
    const workers = positive("--threads", args.threads) ?? (device === "wasm" ? availableParallelism() : 1)
    await openDevice(device)
    const forecast = await forecastModels(experiment.plan(options), { folder: join(out, "models"), workers })
    const cost = `${forecast.models} models, ${forecast.epochs.toLocaleString("en")} epochs: about ${duration(forecast.seconds)}`
    if (args.forecast) return console.log(args.json ? JSON.stringify(forecast) : cost)
    if (forecast.models > 0) process.stderr.write(`${cost}\n`)
    const run = await withProgress(experiment, { ...options, out, workers, device })
    console.log(args.json ? JSON.stringify({ out, ...run }) : experimentText(run, out))
  },
})

async function withProgress(experiment: Experiment, options: RunExperimentOptions): Promise<ExperimentRun> {
  const bars = modelBars()
  const release = onInterrupt(() => {
    bars.stop()
    return `interrupted: everything so far is kept in ${printable(options.out)}; the same command goes on from there`
  })
  try {
    return await runExperiment(experiment, {
      ...options,
      onProgress: bars.update,
      onReport: () => {
        bars.stop()
        process.stderr.write("drawing figures and report\n")
      },
      onModel: ({ spec: { id }, accuracy }, done, total) => bars.finish(id, accuracy, done, total),
    })
  } finally {
    bars.stop()
    release()
  }
}

function requiredExperiment(name: string | undefined, values: string | undefined): Experiment {
  const experiment = experiments[requiredName(name)]
  if (values === undefined) return experiment
  const numbers = values.split(",").map(Number)
  const ascending = numbers.every((value, i) => i === 0 || value > numbers[i - 1])
  if (experiment.turnedTo === undefined || !/^[\d.]+(,[\d.]+)+$/.test(values) || !ascending) {
    const expected =
      experiment.turnedTo === undefined ? "no such option: several knobs are turned" : "rising numbers, 0,0.5,1 say"
    throw usage("--values", expected, JSON.stringify(values))
  }
  return experiment.turnedTo(numbers)
}

function requiredName(text: string | undefined): Experiment["name"] {
  return oneOf("rote experiment", text ?? "", Object.keys(experiments) as Experiment["name"][]) as Experiment["name"]
}

/** @throws RoteError `usage` */
function experimentOptions(args: ParsedArgs<typeof experimentArguments>): ExperimentOptions {
  const given = {
    seeds: positive("--seeds", args.seeds),
    epochs: positive("--epochs", args.epochs),
    trainingImages: positive("--images", args.images),
    network: oneOf("--network", args.network, ["mlp", "resnet18"] as const),
    images: oneOf("--dataset", args.dataset, ["mnist", "fashion-mnist", "cifar10", "cifar100"] as const),
    folder: args.data,
    earlyStopping: args["early-stopping"] || undefined,
    select: oneOf("--select", args.select, ["final", "best"] as const),
  }
  const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { profile: oneOf("--profile", args.profile, ["quick", "full"] as const) ?? "quick", ...chosen }
}
