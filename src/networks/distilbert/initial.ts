import { normals, type Random } from "../../random.js"
import { initialLayerNorm } from "../layer-norm.js"
import type { HostArray, HostArrays } from "../network.js"
import type { EncoderConfig } from "./config.js"
import { families } from "./families.js"

/** The standard deviation of weights that begin at random: Hugging Face's. */
const deviation = 0.02

/** As Hugging Face's begin: normal weights, no biases, layer norms that change nothing, zeros for the token that is padding. */
export function initialEncoder(config: EncoderConfig, random: Random): HostArrays {
  const { vocabulary, width, inner, layers, positions, tokenTypes, classes, paddingId } = config
  const { prefix, blocks, parts, head } = families[config.family]
  const normal = normals(random)
  const table = (rows: number, columns: number): HostArray => ({
    shape: [rows, columns],
    data: Float32Array.from({ length: rows * columns }, () => deviation * normal()),
  })
  const linear = (name: string, inputs: number, outputs: number): HostArrays => ({
    [`${name}.weight`]: table(outputs, inputs),
    [`${name}.bias`]: { shape: [outputs], data: new Float32Array(outputs) },
  })
  const embeddings = (name: string) => `${prefix}embeddings.${name}_embeddings.weight`
  const words = table(vocabulary, width)
  words.data.fill(0, paddingId * width, (paddingId + 1) * width)
  const parameters: HostArrays = { [embeddings("word")]: words, [embeddings("position")]: table(positions, width) }
  if (tokenTypes > 0) parameters[embeddings("token_type")] = table(tokenTypes, width)
  Object.assign(parameters, initialLayerNorm(`${prefix}embeddings.LayerNorm`, width))
  for (let layer = 0; layer < layers; layer++) {
    const name = (part: keyof typeof parts) => `${prefix}${blocks}${layer}.${parts[part]}`
    for (const part of ["query", "key", "value", "attended"] as const) {
      Object.assign(parameters, linear(name(part), width, width))
    }
    Object.assign(
      parameters,
      initialLayerNorm(name("attentionNorm"), width),
      linear(name("inner"), width, inner),
      linear(name("outer"), inner, width),
      initialLayerNorm(name("outputNorm"), width),
    )
  }
  return Object.assign(parameters, linear(head.dense, width, width), linear(head.output, width, classes))
}
