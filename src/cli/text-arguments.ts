import type { ArgsDef, ParsedArgs } from "citty"
import type { ExperimentOptions, TextOptions } from "../experiments/experiment.js"
import { readEncoderConfig } from "../networks/distilbert/folder-node.js"
import { positive, usage } from "./arguments.js"

/** What the experiments with texts take besides. */
export const textArguments = {
  reviews: { type: "string", valueHint: "N", description: "Texts: training reviews of each model" },
  "validation-reviews": { type: "string", valueHint: "N", description: "Texts: reviews to validate and measure on" },
  tokens: { type: "string", valueHint: "N", description: "Texts: most tokens of a review that the network sees" },
  text: { type: "string", valueHint: "COLUMN", description: "Texts: column of a table that holds them" },
  label: { type: "string", valueHint: "COLUMN", description: "Texts: column that holds their labels" },
  model: { type: "string", valueHint: "DIR", description: "Texts: DistilBERT, BERT or RoBERTa to begin with" },
  "from-scratch": { type: "boolean", description: "Texts: begin with random weights (where no --model is given)" },
  layers: { type: "string", valueHint: "N", description: "Texts: layers of a network from scratch" },
  width: { type: "string", valueHint: "N", description: "Texts: neurons of each of its layers, a multiple of 32" },
  vocabulary: { type: "string", valueHint: "N|DIR", description: "Texts: entries to make, or a tokenizer to take" },
} as const satisfies ArgsDef

/** @throws RoteError `usage`; for a model that cannot be read what `readEncoderConfig` throws */
export async function textOptions(args: ParsedArgs<typeof textArguments>): Promise<Pick<ExperimentOptions, "texts">> {
  const { text, label, model } = args
  if (model !== undefined && args["from-scratch"]) throw usage("--from-scratch", "no --model beside it", model)
  const size = { layers: positive("--layers", args.layers), width: positive("--width", args.width) }
  const given: { [Name in keyof TextOptions]: TextOptions[Name] | undefined } = {
    trainingReviews: positive("--reviews", args.reviews),
    validationReviews: positive("--validation-reviews", args["validation-reviews"]),
    tokens: positive("--tokens", args.tokens),
    vocabulary: vocabulary(args.vocabulary),
    columns: text === undefined && label === undefined ? undefined : { ...(text && { text }), ...(label && { label }) },
    encoder: model === undefined ? undefined : await encoderOf(model, size),
    ...(model === undefined ? size : {}),
  }
  if (size.width !== undefined && size.width % 32 !== 0) throw usage("--width", "a multiple of 32", `${size.width}`)
  const texts = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return Object.keys(texts).length === 0 ? {} : { texts }
}

async function encoderOf(model: string, { layers, width }: Record<"layers" | "width", number | undefined>) {
  if (layers !== undefined || width !== undefined) {
    throw usage("--model", "no --layers and --width beside it: the folder says them", model)
  }
  const { config } = await readEncoderConfig(model)
  return { kind: "encoder" as const, model, width: config.width, layers: config.layers, heads: config.heads }
}

function vocabulary(given: string | undefined): number | string | undefined {
  return given !== undefined && /^\d+$/.test(given) ? positive("--vocabulary", given) : given
}
