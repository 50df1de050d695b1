import { nn, numpy as np } from "@jax-js/jax"
import type { Dropout } from "../dropout.js"
import { gelu } from "../gelu.js"
import { layerNorm } from "../layer-norm.js"
import { linear } from "../linear.js"
import type { NamedArrays } from "../network.js"
import type { EncoderConfig } from "./config.js"
import { families } from "./families.js"
import { embeddingNames, partNames } from "./parameters.js"

/** Beside the score of any token, this leaves nothing of a padded one; finite, so that rows of padding alone stay finite. */
const never = -1e9

/** ids (examples × tokens) to what is added to attention's scores: 0 for tokens, very little for padding. Keeps `ids`. */
export function paddingBias(ids: np.Array, paddingId: number): np.Array {
  const [examples, tokens] = ids.shape
  return np.where(np.notEqual(ids.ref, paddingId), 0, never).reshape([examples, 1, 1, tokens])
}

/** Token ids, examples × tokens, to states, examples × tokens × width. Keeps `ids`. */
export function embed(ids: np.Array, parameters: NamedArrays, config: EncoderConfig, { drop }: Dropout): np.Array {
  const names = embeddingNames(config)
  const table = (name: string) => parameters[`${name}.weight`]
  const first = families[config.family].firstPosition(config.paddingId)
  const positions = table(names.position).slice([first, first + ids.shape[1]])
  const places = config.tokenTypes === 0 ? positions : positions.add(table(names.tokenType).slice([0, 1]))
  const states = np.take(table(names.word), ids.ref, 0).add(places)
  return drop(layerNorm(states, parameters, names.norm, config.epsilon), config.dropout)
}

/**
 * One block: attention over all tokens, then the feed-forward, each added to the state and normed (Vaswani et al. 2017).
 * `states` is examples × tokens × width; only for its first `asked` tokens are next states computed, examples × asked × width.
 * Consumes states and bias.
 */
export function block(
  states: np.Array,
  bias: np.Array,
  asked: number,
  parameters: NamedArrays,
  layer: number,
  config: EncoderConfig,
  { drop }: Dropout,
): np.Array {
  const { width, heads, epsilon } = config
  const { dropsAttended } = families[config.family]
  const name = partNames(config, layer)
  const [examples, tokens] = states.shape
  const rows = (all: np.Array) => all.reshape([-1, width])
  const byHead = (all: np.Array, length: number) =>
    np.transpose(all.reshape([examples, length, heads, width / heads]), [0, 2, 1, 3])
  const before = rows(asked === tokens ? states.ref : states.ref.slice([], [0, asked]))
  const all = rows(states)
  const query = byHead(linear(before.ref, parameters, name.query).mul((width / heads) ** -0.5), asked)
  const key = byHead(linear(all.ref, parameters, name.key), tokens)
  const value = byHead(linear(all, parameters, name.value), tokens)
  const scores = np.matmul(query, np.transpose(key, [0, 1, 3, 2])).add(bias)
  const shares = drop(nn.softmax(scores, -1), config.attentionDropout)
  const mixed = rows(np.transpose(np.matmul(shares, value), [0, 2, 1, 3]))
  const attended = drop(linear(mixed, parameters, name.attended), dropsAttended ? config.dropout : 0)
  const between = layerNorm(before.add(attended), parameters, name.attentionNorm, epsilon)
  const inner = gelu(linear(between.ref, parameters, name.inner))
  const outer = drop(linear(inner, parameters, name.outer), config.dropout)
  return layerNorm(between.add(outer), parameters, name.outputNorm, epsilon).reshape([examples, asked, width])
}
