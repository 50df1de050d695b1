/**
 * Mutual information set against what chance makes of the same neurons: every neuron's examples shuffled on their own.
 */
export interface LayerSignificance {
  /** null for all layers together. */
  layer: string | null
  /** Of different neurons; those with a constant neuron are never above. */
  pairs: number
  /** Mean over the pairs as measured. */
  mean: number
  /** Mean and standard deviation, over permutations, of the mean of shuffled pairs. */
  nullMean: number
  nullStandardDeviation: number
  /** Of a mean as high by chance: (1 + permutations that reach it) / (1 + permutations). */
  meanP: number
  /**
   * Pairs above chance with at most `falseDiscoveryRate` of them expected to be false (Benjamini and Hochberg 1995).
   */
  above: number
  /** Least mutual information of a pair counted in `above`; null where there is none. */
  threshold: number | null
}

export interface Significance {
  permutations: number
  falseDiscoveryRate: number
  seed: number
  unit: "nats" | "bits"
  /** Which neurons of the activation matrix were tested: the rows of `p`. */
  neurons: Int32Array
  all: LayerSignificance
  layers: LayerSignificance[]
  /**
   * p of each pair tested, neurons × neurons, from all shuffled pairs of the same two layers; NaN on the diagonal, 1
   * with a constant neuron.
   */
  p: Float64Array
}
