import { nn, numpy as np } from "@jax-js/jax"

/**
 * Mean over the examples of the cross-entropy between the softmax of `logits` and `targets` (both examples × classes; a
 * target row is a distribution, one-hot for a plain label), in nats. Consumes both.
 */
export function crossEntropy(logits: np.Array, targets: np.Array): np.Array {
  const examples = logits.shape[0]
  return np.sum(nn.logSoftmax(logits, -1).mul(targets)).mul(-1 / examples)
}
