import type { ArgsDef, ParsedArgs } from "citty"
import type { MeasureOptions } from "../estimators/measure.js"
import { binEdges, entropyMethods, mutualInformationMethods, units } from "../estimators/options.js"
import type { ReadOptions } from "../readers/options.js"
import { oneOf, usage, wholeNumber } from "./arguments.js"
import { captureArguments } from "./capture-arguments.js"
import { given } from "./given.js"

export const measureArguments = {
  files: {
    type: "positional",
    valueHint: "FILE…",
    description: ".npz, .npy, .safetensors, .csv, .tsv or .parquet; or one .onnx model, with --inputs",
  },
  out: { type: "string", valueHint: "DIR", description: "Keep the run in this folder; resumes it if it is there" },
  "no-activations": { type: "boolean", description: "Do not keep the activations in the run's folder" },
  json: { type: "boolean", description: "Print the summary as one JSON object" },
  layers: { type: "string", valueHint: "A,B", description: "Layers to measure (all)" },
  reduce: {
    type: "string",
    valueHint: "RULE",
    description: "Axes in the middle: mean, cls or flatten; of a model's layers also last or tokens",
  },
  "drop-nonfinite": { type: "boolean", description: "Leave out examples with NaN or infinite values" },
  examples: { type: "string", valueHint: "N", description: "A seeded sample of the examples (all)" },
  neurons: { type: "string", valueHint: "N", description: "For MI, a seeded sample of each layer's neurons (all)" },
  entropy: { type: "string", valueHint: "METHOD", description: "binned or knn (binned)" },
  bins: { type: "string", valueHint: "N", description: "Bins of the binned entropy (100)" },
  binning: { type: "string", valueHint: "EDGES", description: "global, local or equal-frequency (global)" },
  "miller-madow": { type: "boolean", description: "Correct the binned entropy for few examples" },
  mi: { type: "string", valueHint: "METHOD", description: "mixed, ksg, ksg2, binned, gaussian-copula, none (mixed)" },
  k: { type: "string", valueHint: "N", description: "Neighbours of the kNN estimators (3)" },
  "mi-bins": { type: "string", valueHint: "N", description: "Bins of the binned MI (10)" },
  reference: { type: "boolean", description: "The conventions of the paper's released code" },
  unit: { type: "string", valueHint: "UNIT", description: "nats or bits (nats)" },
  seed: { type: "string", valueHint: "N", description: "Seed of every random choice (0)" },
  threads: { type: "string", valueHint: "N", description: "Worker threads (all cores)" },
  ...captureArguments,
  yes: { type: "boolean", description: "Start even what takes more than 12 h or half the memory" },
} as const satisfies ArgsDef

export type MeasureArguments = ParsedArgs<typeof measureArguments>

/** @throws RoteError `usage` */
export function measureOptions(args: MeasureArguments): MeasureOptions {
  const k = wholeNumber("--k", args.k)
  const entropy = {
    method: oneOf("--entropy", args.entropy, entropyMethods),
    bins: wholeNumber("--bins", args.bins),
    edges: oneOf("--binning", args.binning, binEdges),
    correction: args["miller-madow"] ? ("miller-madow" as const) : undefined,
    k,
  }
  const method = oneOf("--mi", args.mi, [...mutualInformationMethods, "none"] as const)
  return given({
    entropy: given(entropy),
    mutualInformation:
      method === "none" ? method : given({ method, k, bins: wholeNumber("--mi-bins", args["mi-bins"]) }),
    neurons: wholeNumber("--neurons", args.neurons),
    examples: wholeNumber("--examples", args.examples),
    seed: wholeNumber("--seed", args.seed),
    threads: wholeNumber("--threads", args.threads),
    reference: args.reference,
    unit: oneOf("--unit", args.unit, units),
  })
}

/** Whether a run's folder is to keep the activations. The parser takes --no-activations for "activations: no". */
export function keepsActivations(args: MeasureArguments): boolean {
  return (args as { activations?: boolean }).activations !== false
}

/**
 * Whether it is a model that is measured.
 * @throws RoteError `usage` for a model without inputs, and for options of the one with the other
 */
export function measuresModel(args: MeasureArguments): boolean {
  const isModel = args._.some((path) => path.endsWith(".onnx"))
  if (args.inputs === undefined) {
    const asked = Object.keys(captureArguments).find((option) => option in args && args[option] !== undefined)
    if (isModel || asked !== undefined) throw usage("--inputs", "examples to run the model on", "none")
    return false
  }
  if (args._.length > 1) throw usage("rote measure", "one model with --inputs", `${args._.length} files`)
  if (args.layers !== undefined) throw usage("--layers", "--nodes for the layers of a model", "--layers")
  return true
}

/** @throws RoteError `usage` */
export function readOptions(args: MeasureArguments): ReadOptions {
  const layers = args.layers?.split(",").map((name) => name.trim())
  if (layers?.includes("")) throw usage("--layers", "names between commas", JSON.stringify(args.layers))
  return given({
    layers,
    reduce: oneOf("--reduce", args.reduce, ["mean", "cls", "flatten"] as const),
    dropNonfinite: args["drop-nonfinite"],
  })
}
