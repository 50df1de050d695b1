import { normals, type Random } from "../../random.js"
import type { HostArrays } from "../network.js"
import type { EncoderConfig } from "./config.js"
import { families, type Parts } from "./families.js"

/** The name and shape of every parameter, in the order of their use: Hugging Face's. */
export function parameterShapes(config: EncoderConfig): Map<string, number[]> {
  const { vocabulary, width, inner, layers, positions, tokenTypes, classes } = config
  const { head } = families[config.family]
  const { word, position, tokenType, norm: embeddingNorm } = embeddingNames(config)
  const shapes = new Map<string, number[]>()
  const table = (name: string, rows: number) => shapes.set(`${name}.weight`, [rows, width])
  const linear = (name: string, inputs: number, outputs: number) =>
    shapes.set(`${name}.weight`, [outputs, inputs]).set(`${name}.bias`, [outputs])
  const norm = (name: string) => shapes.set(`${name}.weight`, [width]).set(`${name}.bias`, [width])
  table(word, vocabulary)
  table(position, positions)
  if (tokenTypes > 0) table(tokenType, tokenTypes)
  norm(embeddingNorm)
  for (let layer = 0; layer < layers; layer++) {
    const name = partNames(config, layer)
    linear(name.query, width, width)
    linear(name.key, width, width)
    linear(name.value, width, width)
    linear(name.attended, width, width)
    norm(name.attentionNorm)
    linear(name.inner, width, inner)
    linear(name.outer, inner, width)
    norm(name.outputNorm)
  }
  linear(head.dense, width, width)
  linear(head.output, width, classes)
  return shapes
}

/** What the parameters of the embeddings are called, without `.weight` and `.bias`. */
export function embeddingNames({ family }: EncoderConfig) {
  const name = (part: string) => `${families[family].prefix}embeddings.${part}`
  return {
    word: name("word_embeddings"),
    position: name("position_embeddings"),
    tokenType: name("token_type_embeddings"),
    norm: name("LayerNorm"),
  }
}

/** What the parameters of one block's parts are called, without `.weight` and `.bias`. */
export function partNames({ family }: EncoderConfig, layer: number): Parts {
  const { prefix, blocks, parts } = families[family]
  const named = Object.entries(parts).map(([part, name]) => [part, `${prefix}${blocks}${layer}.${name}`])
  return Object.fromEntries(named) as Parts
}

/** The standard deviation of tables that begin at random: Hugging Face's. */
const ofTables = 0.02

/**
 * First values of these parameters, as Hugging Face's begin: tables and matrices normal, biases 0, layer norms that change
 * nothing, and zeros for the token that is padding.
 */
export function initialParameters(
  shapes: Iterable<[name: string, shape: number[]]>,
  config: EncoderConfig,
  random: Random,
): HostArrays {
  const normal = normals(random)
  const names = embeddingNames(config)
  const words = `${names.word}.weight`
  const tables = new Set(Object.values(names).map((name) => `${name}.weight`))
  const parameters: HostArrays = {}
  for (const [name, shape] of shapes) {
    const data = new Float32Array(shape.reduce((product, axis) => product * axis, 1))
    const deviation = tables.has(name) ? ofTables : config.initialDeviation
    if (shape.length > 1) for (let i = 0; i < data.length; i++) data[i] = deviation * normal()
    else if (name.endsWith(".weight")) data.fill(1)
    if (name === words) data.fill(0, config.paddingId * config.width, (config.paddingId + 1) * config.width)
    parameters[name] = { shape, data }
  }
  return parameters
}
