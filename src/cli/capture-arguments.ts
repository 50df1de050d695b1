import type { ArgsDef } from "citty"
import type { CaptureOptions } from "../capture/capture.js"
import { holdsArrays } from "../capture/inputs/array-inputs.js"
import { reductions } from "../capture/reduction/reduce.js"
import { oneOf, usage, wholeNumber } from "./arguments.js"
import { given } from "./given.js"

/** What `rote capture` and `rote measure MODEL.onnx` both take. */
export const captureArguments = {
  inputs: { type: "string", valueHint: "FILE", description: "Examples: arrays, images or texts to run a model on" },
  nodes: { type: "string", valueHint: "A,B", description: "Layers of the model to take (the usual ones for its kind)" },
  batch: { type: "string", valueHint: "N", description: "Examples that the model runs on at a time (by their size)" },
  timeout: { type: "string", valueHint: "S", description: "Seconds that trying the model may take (10)" },
  size: { type: "string", valueHint: "HxW", description: "Resize images, 224 or 224x160 (as the model takes them)" },
  mean: {
    type: "string",
    valueHint: "R,G,B",
    description: "Taken from pixels of 0 to 1, one for all or per channel (0)",
  },
  std: { type: "string", valueHint: "R,G,B", description: "What pixels are then divided by (1)" },
  tokenizer: { type: "string", valueHint: "FILE", description: "tokenizer.json for texts (the one beside the model)" },
  column: { type: "string", valueHint: "NAME", description: "Column or field of the texts (text)" },
  "max-tokens": { type: "string", valueHint: "N", description: "Cut texts to so many tokens (what the model takes)" },
} as const satisfies ArgsDef

export type CaptureArguments = Partial<Record<keyof typeof captureArguments, string | undefined>> & {
  reduce?: string | undefined
  threads?: string | undefined
  "drop-nonfinite"?: boolean | undefined
}

/** @throws RoteError `usage` */
export function captureOptions(args: CaptureArguments): CaptureOptions {
  const nodes = args.nodes?.split(",").map((name) => name.trim())
  if (nodes?.includes("")) throw usage("--nodes", "names between commas", JSON.stringify(args.nodes))
  const options = given({
    nodes,
    reduce: oneOf("--reduce", args.reduce, reductions),
    batch: wholeNumber("--batch", args.batch),
    timeout: positive("--timeout", args.timeout),
    threads: wholeNumber("--threads", args.threads),
    dropNonfinite: args["drop-nonfinite"],
    request: inputRequest(args),
  })
  requireMadeReady(args)
  return options
}

/** Arrays go into the model as they are: options that would make them ready are no use to pass over in silence. */
function requireMadeReady(args: CaptureArguments): void {
  if (args.inputs === undefined || !holdsArrays(args.inputs)) return
  const options = ["size", "mean", "std", "tokenizer", "column", "max-tokens"] as const
  const option = options.find((name) => args[name] !== undefined)
  if (option === undefined) return
  throw usage(`--${option}`, "images or texts to make ready", "arrays, which go into the model as they are")
}

function inputRequest(args: CaptureArguments): CaptureOptions["request"] {
  const image = given({
    size: imageSize(args.size),
    mean: numbers("--mean", args.mean),
    std: numbers("--std", args.std),
  })
  return given({
    image: Object.keys(image).length === 0 ? undefined : image,
    tokenizer: args.tokenizer,
    column: args.column,
    maxTokens: wholeNumber("--max-tokens", args["max-tokens"]),
  })
}

/** Height and width; a single number is both. */
function imageSize(text: string | undefined): [number, number] | undefined {
  if (text === undefined) return undefined
  const [, height, width = height] = /^(\d+)(?:x(\d+))?$/.exec(text) ?? []
  if (Number(height) > 0 && Number(width) > 0) return [Number(height), Number(width)]
  throw usage("--size", "a number of pixels, or two: 224 or 224x160, height first", JSON.stringify(text))
}

function numbers(option: string, text: string | undefined): number[] | undefined {
  if (text === undefined) return undefined
  const found = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)))
  if (found.every(Number.isFinite)) return found
  throw usage(option, "a number, or several between commas", JSON.stringify(text))
}

function positive(option: string, text: string | undefined): number | undefined {
  const [number] = numbers(option, text) ?? [undefined]
  if (number === undefined || number > 0) return number
  throw usage(option, "a number above 0", JSON.stringify(text))
}
