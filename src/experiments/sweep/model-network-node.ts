import type { Tokenizer } from "../../datasets/text/tokenizer.js"
import { writeTokenizer } from "../../datasets/text/tokenizer-folder-node.js"
import { RoteError } from "../../errors.js"
import { type EncoderConfig, smallEncoder } from "../../networks/distilbert/config.js"
import { encoderNetwork } from "../../networks/distilbert/encoder.js"
import { readEncoderConfig, readEncoderFolder, writeEncoderFolder } from "../../networks/distilbert/folder-node.js"
import type { HostArrays, Network } from "../../networks/network.js"
import type { ModelData } from "./model-data-node.js"
import { featureNetwork } from "./model-network.js"
import type { EncoderSpec, NetworkSpec } from "./model-spec.js"

/**
 * The network that a specification names, for these examples; one that begins with a folder's weights has read them.
 * @throws RoteError what reading the folder throws; `bad-option` where it is not for these texts
 */
export async function modelNetwork(spec: NetworkSpec, data: ModelData): Promise<Network> {
  return spec.kind === "encoder" ? encoderOf(spec, data) : featureNetwork(spec, data)
}

async function encoderOf(spec: EncoderSpec, data: ModelData): Promise<Network> {
  if (spec.model === null) return encoderNetwork(fromScratch(spec, data))
  const { config, parameters } = await readEncoderFolder(spec.model, { classes: data.training.classes })
  requireRoom(spec.model, config, data)
  return { ...encoderNetwork(config), initialise: () => parameters }
}

function fromScratch({ width, layers, heads }: EncoderSpec, data: ModelData): EncoderConfig {
  const tokenizer = tokenizerOf(data)
  const { features: positions, classes } = data.training
  return smallEncoder({
    ...{ vocabulary: tokenizer.vocabulary, paddingId: tokenizer.paddingId, positions, classes },
    ...{ width, layers, heads },
  })
}

function requireRoom(input: string, config: EncoderConfig, data: ModelData): void {
  const { training } = data
  const { features } = encoderNetwork(config)
  if (training.features > features) {
    throw new RoteError("bad-option", {
      input: "--tokens",
      expected: `at most the ${features} of ${input}`,
      found: `${training.features}`,
    })
  }
  const tokenizer = tokenizerOf(data)
  if (tokenizer.vocabulary <= config.vocabulary && tokenizer.paddingId === config.paddingId) return
  throw new RoteError("bad-option", {
    input,
    expected: `a tokenizer of at most ${config.vocabulary} entries that fills texts up with ${config.paddingId}, as config.json says`,
    found: `one of ${tokenizer.vocabulary} that fills up with ${tokenizer.paddingId}`,
    hint: "put the tokenizer.json that belongs to the model beside it",
  })
}

/** Writes a trained encoder and its tokenizer as a folder that transformers loads. */
export async function writeEncoder(
  path: string,
  spec: EncoderSpec,
  data: ModelData,
  parameters: HostArrays,
): Promise<void> {
  const { classes, features } = data.training
  const { config, json } =
    spec.model === null ? { config: fromScratch(spec, data), json: {} } : await readEncoderConfig(spec.model)
  await writeEncoderFolder(path, { config: { ...config, classes }, parameters, json })
  await writeTokenizer(path, tokenizerOf(data), features)
}

function tokenizerOf({ tokenizer }: ModelData): Tokenizer {
  if (tokenizer === undefined) throw new Error("an encoder is for texts")
  return tokenizer
}
