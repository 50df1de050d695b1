import { nn, numpy as np } from "@jax-js/jax"
import { type Dropout, dropout } from "../dropout.js"
import { linear } from "../linear.js"
import type { NamedArrays, Network, Training } from "../network.js"
import { block, embed, paddingBias } from "./blocks.js"
import type { EncoderConfig } from "./config.js"
import { families } from "./families.js"
import { initialParameters, parameterShapes } from "./parameters.js"

/**
 * An encoder of texts with a classification head on the first token's state: DistilBERT (Sanh et al. 2019), BERT or RoBERTa, of
 * any size, as in Hugging Face's transformers, whose names and layouts the parameters have. Inputs are token ids (int32), each
 * text beginning with the token that stands for the whole, filled up at its end with `paddingId`, which no other token sees.
 * Points: `layer1` … `layerN`, the first token's state after each block.
 */
export function encoderNetwork(config: EncoderConfig): Network {
  const points = Array.from({ length: config.layers }, (_, layer) => ({
    name: `layer${layer + 1}`,
    neurons: config.width,
  }))
  return {
    features: config.positions - families[config.family].firstPosition(config.paddingId),
    classes: config.classes,
    points,
    statistics: [],
    initialise: (random) => initialParameters(parameterShapes(config), config, random),
    forward(parameters, inputs, training) {
      const drops = encoderDropout(config, training)
      // The head asks for the first token alone, and no block comes after the last: most of the last one need not be computed.
      const [embedded, ...states] = encode(config, parameters, inputs, 1, drops)
      embedded.dispose()
      const activations: NamedArrays = {}
      points.forEach(({ name }, layer) => {
        activations[name] = states[layer].slice([], 0)
      })
      const logits = classify(config, parameters, activations[points[points.length - 1].name].ref, drops)
      drops.end()
      return { logits, activations, statistics: {} }
    },
  }
}

/**
 * The states of all tokens after the embeddings and after each block, examples × tokens × width. Those of padding are
 * nobody's. Consumes the ids, and of the parameters all but the head's.
 */
export function hiddenStates(config: EncoderConfig, parameters: NamedArrays, ids: np.Array): np.Array[] {
  return encode(config, parameters, ids, ids.shape[1], encoderDropout(config))
}

/** As `hiddenStates`, but after the last block only those of the first `asked` tokens. */
function encode(config: EncoderConfig, parameters: NamedArrays, ids: np.Array, asked: number, drops: Dropout) {
  const bias = paddingBias(ids, config.paddingId)
  const states = [embed(ids, parameters, config, drops)]
  for (let layer = 0; layer < config.layers; layer++) {
    const next = layer + 1 === config.layers ? asked : ids.shape[1]
    states.push(block(states[layer].ref, bias.ref, next, parameters, layer, config, drops))
  }
  bias.dispose()
  ids.dispose()
  return states
}

/** The first token's states, examples × width, to logits. Consumes them. */
function classify(config: EncoderConfig, parameters: NamedArrays, first: np.Array, { drop }: Dropout): np.Array {
  const { dense, activation, output, dropsFirst } = families[config.family].head
  const before = linear(dropsFirst ? drop(first, config.headDropout) : first, parameters, dense)
  const between = activation === "relu" ? nn.relu(before) : np.tanh(before)
  return linear(drop(between, config.headDropout), parameters, output)
}

/** At most three places in a block, one at the embeddings, two in the head. */
function encoderDropout({ layers }: EncoderConfig, training?: Training): Dropout {
  return dropout(3 * layers + 3, training)
}
